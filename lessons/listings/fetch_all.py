"""Fetch pages, several at a time."""

import queue
import threading
import time


def fetch_all(urls, fetch, workers):
    """What `fetch(url)` returns for each of `urls`, in their order.

    At most `workers` calls go on at the same time. What a call raises is
    raised here, when all calls are over.
    """
    todo = queue.Queue()
    for job in enumerate(urls):
        todo.put(job)
    results = [None] * todo.qsize()
    errors = []

    def work():
        while True:
            try:
                index, url = todo.get(block=False)
            except queue.Empty:
                return
            try:
                results[index] = fetch(url)
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def fetch(url):
    time.sleep(0.1)  # instead of a request
    return f"page of {url}"


if __name__ == "__main__":
    begin = time.perf_counter()
    pages = fetch_all([f"/{n}" for n in range(12)], fetch, 4)
    seconds = time.perf_counter() - begin
    print(f"{len(pages)} pages in {seconds:.1f} s, last: {pages[-1]}")
