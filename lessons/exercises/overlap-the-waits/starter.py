"""Fetch pages, one after the other."""


def fetch_all(urls, fetch, workers):
    """What `fetch(url)` returns for each of `urls`, in their order."""
    results = []
    for url in urls:
        results.append(fetch(url))
    return results
