"""What `leave-at-once` asks for, point by point."""

import queue
import threading
import types


def staff(lab, workers, size=0):
    """A request queue, a result queue and that many workers, with a poll timeout of 5 s."""
    import prompt_worker

    worker_class = lab.attribute(prompt_worker, "PromptWorker")
    requests, results = queue.Queue(size), queue.Queue()
    return requests, results, [worker_class(requests, results, poll_timeout=5) for _ in range(workers)]


def alive(worker):
    return worker in threading.enumerate()


def gone(lab, worker, key):
    """When the worker has left: the scheduler's clock. It gets 60 s for it."""
    threading.Thread.join(worker, 60)
    lab.expect(not alive(worker), key)
    return lab.now()


def request_of(callable_, *args):
    return types.SimpleNamespace(callable=callable_, args=args, kwds={}, exception=False)


def answers(lab, results, wanted):
    """What so many requests returned, sorted."""
    found = []
    for _ in range(wanted):
        try:
            request, result = results.get(timeout=60)
        except queue.Empty:
            lab.expect(False, "lost", answered=len(found), wanted=wanted)
        lab.expect(not request.exception, "raised", error=str(result[1] if request.exception else ""))
        found.append(result)
    return sorted(found)


def idle(lab):
    """Three idle workers are dismissed one after the other: each leaves at that moment, and no other does."""
    requests, results, workers = staff(lab, 3)
    lab.sleep(0.7)
    for number in (1, 2, 0):
        asked = lab.now()
        workers[number].dismiss()
        late = gone(lab, workers[number], "never-left") - asked
        lab.expect(late < 0.001, "left-late", seconds=round(late, 2))
        left = [other for other in workers if not alive(other)]
        lab.expect(len(left) == (1, 2, 0).index(number) + 1, "others-left", count=len(left))
        lab.sleep(0.7)


def after_idle(lab, run):
    exits = [round(event.time, 2) for event in run.events if event.kind == "exit" and event.thread != run.threads[0]]
    lab.expect(exits[:3] == [0.7, 1.4, 2.1], "never-left")


def busy(lab):
    """Dismissed in the middle of a request: it is finished, and no other is begun."""
    requests, results, [worker] = staff(lab, 1)
    begun = []

    def job(number):
        begun.append(number)
        lab.sleep(1)
        return number

    for number in range(3):
        requests.put(request_of(job, number))
    lab.sleep(0.5)
    worker.dismiss()
    left = gone(lab, worker, "never-left")
    lab.expect(begun == [0], "another-begun", begun=len(begun))
    lab.expect(answers(lab, results, 1) == [0], "not-finished")
    lab.expect(abs(left - 1) < 0.001, "busy-late", seconds=round(left, 2))
    lab.expect(requests.qsize() == 2, "left-in-queue", size=requests.qsize())


def handover(lab):
    """A request comes, and a worker is dismissed at that moment: another one answers, at once."""
    requests, results, workers = staff(lab, 3)
    lab.sleep(0.7)
    for number in range(2):
        requests.put(request_of(int, number))
        workers[number].dismiss()
    found = answers(lab, results, 2)
    lab.expect(found == [0, 1], "answers", found=str(found), wanted="[0, 1]")
    late = round(lab.now() - 0.7, 2)
    lab.expect(late == 0, "answered-late", seconds=late)
    gone(lab, workers[0], "never-left")
    gone(lab, workers[1], "never-left")
    lab.expect(alive(workers[2]), "wrong-one-left")


def bounded(lab):
    """A request queue with one slot. The next worker does what is left."""
    import prompt_worker

    requests, results, [worker] = staff(lab, 1, size=1)
    lab.sleep(0.7)
    for number in range(2):
        requests.put(request_of(int, number))
    worker.dismiss()
    gone(lab, worker, "stuck")
    prompt_worker.PromptWorker(requests, results, poll_timeout=5)
    found = answers(lab, results, 2)
    lab.expect(found == [0, 1], "answers", found=str(found), wanted="[0, 1]")


def asleep(lab):
    """An hour without work: an idle worker sleeps, and then it works."""
    requests, results, [worker] = staff(lab, 1)
    lab.sleep(3600)
    requests.put(request_of(int, 7))
    lab.expect(answers(lab, results, 1) == [7], "answers", found="[]", wanted="[7]")
    worker.dismiss()
    gone(lab, worker, "never-left")
