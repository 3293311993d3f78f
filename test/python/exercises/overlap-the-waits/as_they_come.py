"""It appends each result when it is there, in the order of the clock."""

import queue
import threading


def fetch_all(urls, fetch, workers):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)
    results = []

    def work():
        while True:
            try:
                url = todo.get(block=False)
            except queue.Empty:
                return
            results.append(fetch(url))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
