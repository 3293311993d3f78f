"""`map` gives up what has not begun when it meets the first exception."""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(fetch, urls))
