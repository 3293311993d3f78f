"""A pool for mail."""
from concurrent.futures import ThreadPoolExecutor


def mail_pool(workers):
    return ThreadPoolExecutor(workers)
