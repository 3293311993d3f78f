"""Fetch pages on three workers."""
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(fetch, pages))
