"""What `numbered-requests` asks for, point by point."""

import queue
import threading

import threadpool


def tools(lab):
    """The learner's function and pool."""
    import numbered

    return lab.attribute(numbered, "numbered_requests"), lab.attribute(numbered, "CarefulPool")


def arguments(lab):
    """A tuple is the arguments, anything else the one argument."""
    numbered_requests, careful_pool = tools(lab)
    calls = []

    def call(*args, **kwds):
        calls.append((args, kwds))

    pool = careful_pool(1)
    tuples = [(3, 4), (0, 0), ("ab", ""), ("ab", None), (), (1, 2, 3), ((5, 6),), ([7], {"x": 8})]
    others = [7, 0, None, "word", [3, 4], {"x": 1}]
    for item, wanted in [(item, item) for item in tuples] + [(item, (item,)) for item in others]:
        calls.clear()
        requests = list(numbered_requests(call, [item]))
        lab.expect(len(requests) == 1, "how-many", items=1, requests=len(requests))
        pool.putRequest(requests[0])
        pool.wait()
        lab.expect(len(calls) == 1, "not-called", item=repr(item))
        lab.expect(calls[0] == (wanted, {}), "arguments", item=repr(item), args=str(calls[0][0]), kwds=str(calls[0][1]))


def ids(lab):
    """Two lists of requests in one pool: every request has its entry, and wait() waits for every one."""
    numbered_requests, careful_pool = tools(lab)
    results = []

    def job(number):
        lab.sleep(0.1)
        return number

    def keep(request, result):
        results.append(result)

    pool = careful_pool(2)
    requests = [*numbered_requests(job, range(5), keep), *numbered_requests(job, [1, 2, 1, 2, 1], keep)]
    lab.expect(len(requests) == 10, "how-many", items=10, requests=len(requests))
    different = len({request.requestID for request in requests})
    lab.expect(different == 10, "same-id", requests=10, ids=different)
    for request in requests:
        pool.putRequest(request)
    pool.wait()
    lab.expect(len(results) == 10, "too-early", results=len(results), requests=10)
    lab.expect(sorted(results) == [0, 1, 1, 1, 1, 2, 2, 2, 3, 4], "results", results=str(sorted(results)))


def forgotten(lab):
    """200 requests, one after the other, each forgotten before the next is made."""
    numbered_requests, _ = tools(lab)
    seen = set()
    for number in range(200):
        [request] = numbered_requests(print, [number])
        seen.add(request.requestID)
        del request
    lab.expect(len(seen) == 200, "same-id", requests=200, ids=len(seen))


def threads(lab):
    """Two threads make a request each, at the same time."""
    numbered_requests, _ = tools(lab)
    made = []

    def make():
        made.extend(numbered_requests(print, [7]))

    makers = [threading.Thread(target=make) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    different = len({request.requestID for request in made})
    lab.expect(different == 2, "same-id-in-threads")


def refusal(lab):
    """An ID is refused while its request is expected, and may be used again afterwards."""
    _, careful_pool = tools(lab)
    called = []
    results = []

    def job(number):
        called.append(number)
        return number

    def keep(request, result):
        results.append(result)

    def request(number, requestID):
        return threadpool.WorkRequest(job, [number], requestID=requestID, callback=keep)

    pool = careful_pool(1)
    pool.putRequest(request(0, -1))
    try:
        pool.putRequest(request(1, -2))
        lab.expect(False, "not-refused")
    except ValueError:
        pass
    except Exception as error:
        lab.expect(False, "refused-otherwise", error=type(error).__name__)
    pool.wait()
    lab.sleep(1)
    lab.expect(called == [0], "refused-but-called")
    lab.expect(results == [0], "results", results=str(results))
    try:
        pool.putRequest(request(2, -1))
    except ValueError:
        lab.expect(False, "refused-for-ever")
    pool.wait()
    lab.expect(results == [0, 2], "results", results=str(results))


def full(lab):
    """A request that finds no slot is not expected, and may be put again."""
    _, careful_pool = tools(lab)
    results = []

    def job(number):
        lab.sleep(1)
        return number

    def keep(request, result):
        results.append(result)

    pool = careful_pool(1, q_size=1)
    requests = [threadpool.WorkRequest(job, [number], requestID=number, callback=keep) for number in range(3)]
    pool.putRequest(requests[0])
    lab.sleep(0.5)
    pool.putRequest(requests[1], False)
    try:
        pool.putRequest(requests[2], block=False)
        lab.expect(False, "not-full")
    except queue.Full:
        pass
    pool.wait()
    lab.expect(sorted(results) == [0, 1], "results", results=str(sorted(results)))
    try:
        pool.putRequest(requests[2])
    except ValueError:
        lab.expect(False, "taken-by-nobody")
    pool.wait()
    lab.expect(sorted(results) == [0, 1, 2], "results", results=str(sorted(results)))
