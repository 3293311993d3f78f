"""Three exhibits that an executor does not have."""

import time
from concurrent.futures import ThreadPoolExecutor


def page(name):
    time.sleep(0.1)
    return f"<{name}>"


with ThreadPoolExecutor(1) as executor:
    twins = [executor.submit(page, "home") for _ in range(2)]
    print("5. equal requests:", [twin.result() for twin in twins])

    early = executor.submit(page, "news")
    print("7. asked at once:", early.result())

try:
    executor.submit(page, "late")
except RuntimeError as error:
    print("4. too late:", error)
