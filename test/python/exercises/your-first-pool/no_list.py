from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor(3) as pool:
        return pool.map(fetch, pages)
