"""It forgets that there is a limit."""

import threading


def fetch_all(urls, fetch, workers):
    results = [None] * len(urls)

    def work(index, url):
        results[index] = fetch(url)

    threads = [threading.Thread(target=work, args=job) for job in enumerate(urls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
