"""Test the lock of Condition.wait without the stage that replaces it: native conditions, free-running threads."""

import queue
import threading
import time


def check_native_conditions(threads=8):
    """Waiters wake first come first, one for each notify(), and all of them on notify_all(). @raises AssertionError"""
    condition, woken = threading.Condition(), []

    def wait(name):
        with condition:
            condition.wait()
            woken.append(name)

    started = [start(wait, name, until=lambda name=name: len(condition._waiters) == name + 1) for name in range(threads)]
    half = threads // 2
    for name in range(half):
        with condition:
            condition.notify()
        wait_until(lambda: len(woken) == name + 1)
        time.sleep(0.005)  # time for a second one to wake, if there were one
        assert woken == list(range(name + 1)), woken
    with condition:
        condition.notify_all()
    for thread in started:
        thread.join(10)
    assert sorted(woken) == list(range(threads)), woken
    check_notify_of_a_timed_out_waiter()
    check_native_queue()


def check_notify_of_a_timed_out_waiter():
    """A waiter whose timeout is over is still in the list until it has the mutex again: notify() chooses it."""
    condition, answers = threading.Condition(), []

    def wait():
        with condition:
            answers.append(condition.wait(0.02))

    thread = start(wait, until=lambda: len(condition._waiters) == 1)
    with condition:
        time.sleep(0.1)
        assert len(condition._waiters) == 1
        condition.notify()
        assert not condition._waiters
    thread.join(10)
    assert len(answers) == 1


def check_native_queue():
    """Threads blocked in get() receive items in the order they came; a timed-out one raises Empty and leaves the list."""
    q, got = queue.Queue(), []
    started = [start(lambda: got.append(q.get()), until=lambda n=n: len(q.not_empty._waiters) == n + 1) for n in range(4)]
    for item in range(4):
        q.put(item)
        started[item].join(10)
        assert got == list(range(item + 1)), got
    try:
        q.get(timeout=0.01)
        raise AssertionError("an item that nobody put")
    except queue.Empty:
        assert not q.not_empty._waiters


def start(target, *args, until):
    thread = threading.Thread(target=target, args=args, daemon=True)
    thread.start()
    wait_until(until)
    return thread


def wait_until(holds, seconds=10):
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit, "it did not come about"
        time.sleep(0.0005)
