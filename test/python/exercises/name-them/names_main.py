import threading
from concurrent.futures import ThreadPoolExecutor


def mail_pool(workers):
    threading.current_thread().name = "mail"
    return ThreadPoolExecutor(workers)
