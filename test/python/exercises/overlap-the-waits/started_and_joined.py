"""A thread for each page, and each is waited for before the next begins."""

import threading


def fetch_all(urls, fetch, workers):
    results = []
    for url in urls:
        thread = threading.Thread(target=lambda: results.append(fetch(url)))
        thread.start()
        thread.join()
    return results
