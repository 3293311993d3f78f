"""It starts as many threads as may run, and waits for all of them before it starts the next."""

import threading


def fetch_all(urls, fetch, workers):
    results = [None] * len(urls)
    errors = []

    def work(index, url):
        try:
            results[index] = fetch(url)
        except Exception as error:
            errors.append(error)

    jobs = list(enumerate(urls))
    for first in range(0, len(jobs), workers):
        threads = [threading.Thread(target=work, args=job) for job in jobs[first : first + workers]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return results
