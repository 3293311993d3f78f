"""What `connected-workers` asks for, point by point."""

import threading


class Connection:
    """Has nothing that a program could write to: what is known of it, the check keeps."""

    __slots__ = ()


def worked(lab, requests, workers, more):
    """Who did each request, with which connection: on some workers at first, and `more` that come while there is work."""
    import connected
    import threadpool

    opened, seen = [], []

    def connect():
        connection = Connection()
        opened.append((connection, threading.current_thread(), lab.now()))
        return connection

    def task():
        worker = threading.current_thread()
        found = (worker, getattr(worker, "connection", None))
        lab.sleep(0.1)
        return found

    def failed(request, exc_info):
        seen.append((None, None))

    pool = lab.attribute(connected, "ConnectedPool")(workers, connect)
    for _ in range(requests):
        request = threadpool.WorkRequest(task, callback=lambda request, found: seen.append(found), exc_callback=failed)
        pool.putRequest(request)
    if more:
        pool.createWorkers(more)
    pool.wait()
    everybody = list(pool.workers)
    lab.expect(len(everybody) == workers + more, "workers", count=len(everybody), wanted=workers + more)
    lab.expect(len(seen) == requests, "answers", count=len(seen), requests=requests)
    for worker, found in seen:
        lab.expect(worker in everybody, "stranger")
        lab.expect(type(found) is Connection, "no-connection", found=type(found).__name__)
        [(owner, at)] = [(owner, at) for connection, owner, at in opened if connection is found]
        lab.expect(owner is worker, "owner", owner=owner.name, worker=worker.name)
        lab.expect(at == 0, "late", seconds=round(at, 2))
    for worker in everybody:
        count = sum(owner is worker for _, owner, _ in opened)
        lab.expect(count == 1, "opened", count=count, worker=worker.name)
    lab.expect(len(opened) == len(everybody), "opened-by-others", count=len(opened), workers=len(everybody))


def creation(lab):
    """One worker, and a request that comes when the pool is there."""
    worked(lab, 1, 1, 0)


def growing(lab):
    """One worker and two requests; another worker comes while there is work for it."""
    worked(lab, 2, 1, 1)


def left_at(lab, pool, workers):
    """When as many dismissed workers have left that all had begun to wait for a request by t = 0.1 s."""
    lab.sleep(0.1)
    pool.dismissWorkers(workers, do_join=True)
    return lab.now()


def timeout(lab):
    """Idle workers leave within the timeout: 0.5 s for the pool, 2 s for one with its own."""
    import connected

    pool = lab.attribute(connected, "ConnectedPool")(1, Connection, poll_timeout=0.5)
    pool.createWorkers(2)
    seconds = left_at(lab, pool, 3)
    lab.expect(abs(seconds - 0.5) < 0.1, "forgotten", seconds=round(seconds, 2))
    begin = lab.now()
    pool.createWorkers(1, poll_timeout=2)
    seconds = left_at(lab, pool, 1) - begin
    lab.expect(abs(seconds - 2) < 0.1, "overruled", seconds=round(seconds, 2))
