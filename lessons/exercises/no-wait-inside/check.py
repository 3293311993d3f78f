"""One worker, two jobs of which the second needs the first."""
import threading
from concurrent.futures import ThreadPoolExecutor


def one_worker(lab):
    import nested

    names = []

    def table():
        names.append(threading.current_thread().name)
        return 7

    def write(rows):
        names.append(threading.current_thread().name)
        return f"{rows} rows"

    main = threading.current_thread().name
    with ThreadPoolExecutor(1) as executor:
        try:
            got = lab.attribute(nested, "report")(executor, table, write)
        except TimeoutError:
            lab.expect(False, "gave-up")
    lab.expect(got == "7 rows", "wrong-report", got=str(got)[:40])
    lab.expect(main not in names, "not-in-the-pool")
