"""Fetch pages, one after the other."""
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    return [fetch(page) for page in pages]
