"""What `register-first` asks for, point by point."""

import queue
import threading


def pool(lab, *args, **kwds):
    import careful_pool

    return lab.attribute(careful_pool, "CarefulPool")(*args, **kwds)


def request(results, value, requestID=None):
    import threadpool

    def collect(_, result):
        results.append(result)

    return threadpool.WorkRequest(str, [value], requestID=requestID, callback=collect)


def result_first(lab):
    """A thread that polls all the time never meets a result that is not registered."""
    import threadpool

    results = []
    tested = pool(lab, 2)
    tested.putRequest(threadpool.WorkRequest(lab.sleep, [1]))
    errors = []

    def polling():
        try:
            tested.wait()
        except KeyError:
            errors.append("KeyError")

    poller = threading.Thread(target=polling)
    poller.start()
    tested.putRequest(request(results, "A"))
    poller.join()
    lab.expect(not errors, "unknown-result")
    lab.expect(results == ["A"], "results", results=str(results), wanted="['A']")
    lab.expect(not tested.workRequests, "left-registered", count=len(tested.workRequests))


def full_queue(lab):
    """A request that finds no slot leaves nothing behind."""
    results = []
    tested = pool(lab, 0, q_size=1)
    tested.putRequest(request(results, "A"))
    refused = None
    try:
        tested.putRequest(request(results, "B"), block=False)
    except Exception as error:
        refused = type(error)
    lab.expect(refused is not None, "not-full")
    lab.expect(refused is queue.Full, "full-otherwise", error=refused.__name__)
    lab.expect(len(tested.workRequests) == 1, "left-after-full", count=len(tested.workRequests))
    tested.createWorkers(1)
    tested.wait()
    lab.expect(results == ["A"], "results", results=str(results), wanted="['A']")


def same_id(lab):
    """A second request with the ID of one that is expected is refused, and the first is not forgotten."""
    results = []
    tested = pool(lab, 0, q_size=1)
    tested.putRequest(request(results, "A", requestID="same"))
    refused = None
    try:
        tested.putRequest(request(results, "B", requestID="same"), block=False)
    except Exception as error:
        refused = type(error)
    lab.expect(refused is not None, "same-taken")
    lab.expect(refused is ValueError, "same-otherwise", error=refused.__name__)
    lab.expect(len(tested.workRequests) == 1, "first-forgotten")
    tested.createWorkers(1)
    tested.wait()
    lab.expect(results == ["A"], "results", results=str(results), wanted="['A']")
    tested.putRequest(request(results, "C", requestID="same"))
    tested.wait()
    lab.expect(results == ["A", "C"], "not-again", results=str(results))


def two_threads(lab):
    """Two threads put requests with one ID at the same moment: one is taken, and one is refused."""
    results = []
    refused = []
    tested = pool(lab, 0)

    def putting(value):
        try:
            tested.putRequest(request(results, value, requestID="same"))
        except ValueError:
            refused.append(value)

    threads = [threading.Thread(target=putting, args=[value]) for value in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queued = tested._requests_queue.qsize()
    lab.expect(queued < 2, "both-taken")
    lab.expect(queued == 1 and len(refused) == 1, "none-taken", queued=queued, refused=len(refused))
    tested.createWorkers(1)
    tested.wait()
    lab.expect(len(results) == 1 and results != refused, "one-result", results=str(results))
