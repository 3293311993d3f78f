"""Fetch pages, one after the other."""

import time


def fetch_all(urls, fetch, workers):
    """What `fetch(url)` returns for each of `urls`, in their order."""
    results = []
    for url in urls:
        results.append(fetch(url))
    return results


def fetch(url):
    time.sleep(0.1)  # instead of a request
    return f"page of {url}"


if __name__ == "__main__":
    begin = time.perf_counter()
    pages = fetch_all([f"/{n}" for n in range(12)], fetch, 4)
    seconds = time.perf_counter() - begin
    print(f"{len(pages)} pages in {seconds:.1f} s, last: {pages[-1]}")
