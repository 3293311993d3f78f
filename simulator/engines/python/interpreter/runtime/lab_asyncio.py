"""asyncio on the scheduler's threads: an event loop that waits on a condition of ours, on the virtual clock.

All of it is CPython's own code but for three things: the selector, which waits here; the wake-up of a loop by another
thread, which is a socket in CPython; and futures and tasks, which are those in Python: C keeps the running loop and the
current task in the one thread state that all threads share here.
"""

import sys
import threading
import weakref

import lab_threads as threads
import lab_trace as trace
from lab_clock import Moment
from lab_hidden import behind

sys.modules["_asyncio"] = None
for _name in [name for name in sys.modules if name.partition(".")[0] == "asyncio"]:
    del sys.modules[_name]

import asyncio
from asyncio import base_events, coroutines, events, futures, selector_events, tasks, unix_events

# These import asyncio's parts, which must be those in Python.
import lab_c_futures
import lab_hopeless_tasks
import lab_tasks

NO_NETWORK = "a program here has no network: an event loop can wait for threads, timers and tasks only"
NO_PROCESSES = "a page has no processes: asyncio cannot start one here"

# The loop that runs in each thread.
_running = {}
# Loops that hear of signals: by the main thread only, as with signal.set_wakeup_fd.
hearing = []


class Selector:
    """Waits until another thread wakes the loop, or for its next timer. It has no files."""

    def __init__(self, loop):
        self.loop = weakref.ref(loop)
        self._condition = threading.Condition()
        # Who waits on it is hidden.
        self._condition.loop = self.loop
        self._woken = False

    def select(self, timeout=None):
        trace.reach("event loop", behind(1))
        threads.switch()
        if not self._woken and (timeout is None or timeout > 0):
            lab_tasks.show(None)
            self._wait(timeout)
        self._woken = False
        return []

    def _wait(self, timeout):
        threads.host.look_for_tasks()
        hopeless = lab_hopeless_tasks.of(self.loop())
        with self._condition:
            if not self._woken:
                if hopeless is not None:
                    # Its timers wake others only, for which the program does not wait.
                    timeout = None
                if timeout is None:
                    lab_tasks.tell_of_tasks(self.loop(), behind(1), hopeless)
                self._condition.wait(timeout)

    def wake(self):
        with self._condition:
            self._woken = True
            self._condition.notify()

    def get_key(self, fileobj):
        raise KeyError(f"{fileobj!r} is not registered")

    def get_map(self):
        return {}

    def register(self, fileobj, events, data=None):
        trace.host.note("closed")
        raise OSError(NO_NETWORK)

    modify = register

    def unregister(self, fileobj):
        self.get_key(fileobj)

    def close(self):
        pass


class _UnixSelectorEventLoop(unix_events._UnixSelectorEventLoop):
    """CPython's loop for Unix; what it would do with files, sockets and processes is refused."""

    def __init__(self, selector=None):
        self._signal_handlers = {}
        self._unix_server_sockets = {}
        selector_events.BaseSelectorEventLoop.__init__(self, Selector(self))

    def time(self):
        return Moment(super(_UnixSelectorEventLoop, self).time())

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        if self in hearing:
            hearing.remove(self)

    def _write_to_self(self):
        selector = self._selector
        if selector is not None:
            selector.wake()

    def _process_events(self, event_list):
        pass

    def add_signal_handler(self, sig, callback, *args):
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        import signal

        if threads.current != 0:
            raise RuntimeError("set_wakeup_fd only works in main thread of the main interpreter")
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        if self not in hearing:
            hearing.append(self)
        try:
            signal.signal(sig, unix_events._sighandler_noop)
        except OSError:
            del self._signal_handlers[sig]
            raise RuntimeError(f"sig {sig} cannot be caught") from None

    def remove_signal_handler(self, sig):
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        import signal

        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        if not self._signal_handlers and self in hearing:
            hearing.remove(self)
        return True


_UnixSelectorEventLoop.__module__ = "asyncio.unix_events"
_UnixSelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"


def heard(signum):
    """A signal has come: the loops that handle it are told, whatever thread it came in."""
    for loop in list(hearing):
        if signum in loop._signal_handlers and not loop.is_closed():
            loop._handle_signal(signum)


def _refuses(name, note, error):
    async def refused(self, *_args, **_options):
        trace.host.note(note)
        raise error()

    refused.__name__ = refused.__qualname__ = name
    return refused


for _name in (
    *("create_connection", "create_server", "create_datagram_endpoint", "create_unix_connection", "create_unix_server"),
    *("connect_accepted_socket", "sock_connect", "sock_accept", "sock_recv", "sock_recv_into", "sock_recvfrom"),
    *("sock_recvfrom_into", "sock_sendall", "sock_sendto", "sock_sendfile", "sendfile", "start_tls"),
    *("connect_read_pipe", "connect_write_pipe", "getaddrinfo", "getnameinfo"),
):
    setattr(_UnixSelectorEventLoop, _name, _refuses(_name, "closed", lambda: OSError(NO_NETWORK)))
for _name in ("subprocess_exec", "subprocess_shell"):
    setattr(_UnixSelectorEventLoop, _name, _refuses(_name, "processes", lambda: OSError(NO_PROCESSES)))


def _get_running_loop():
    """Return the running event loop or None. This function is thread-specific."""
    return _running.get(threads.current)


def _set_running_loop(loop):
    """Set the running event loop of the current thread."""
    if loop is None:
        _running.pop(threads.current, None)
    else:
        _running[threads.current] = loop


events._get_running_loop = events._py__get_running_loop = _get_running_loop
events._set_running_loop = events._py__set_running_loop = _set_running_loop
asyncio._get_running_loop, asyncio._set_running_loop = _get_running_loop, _set_running_loop
unix_events._UnixSelectorEventLoop = unix_events.SelectorEventLoop = unix_events.EventLoop = _UnixSelectorEventLoop
unix_events._UnixDefaultEventLoopPolicy._loop_factory = _UnixSelectorEventLoop
asyncio.SelectorEventLoop = asyncio.EventLoop = _UnixSelectorEventLoop


lab_c_futures.install()

OPS = {
    base_events.BaseEventLoop.call_soon_threadsafe.__code__: "call_soon_threadsafe",
    base_events.BaseEventLoop.run_in_executor.__code__: "run_in_executor",
    tasks.run_coroutine_threadsafe.__code__: "run_coroutine_threadsafe",
    asyncio.to_thread.__code__: "to_thread",
}
NOTICED = {events.Handle._run.__code__: lab_tasks.runs}


def reset():
    """As it is when a program begins."""
    _running.clear()
    lab_tasks.reset()
    lab_hopeless_tasks.reset()
    hearing.clear()
    tasks._scheduled_tasks.data.clear()
    tasks._eager_tasks.clear()
    tasks._current_tasks.clear()
    # To set a name of a module that is watched takes as long as a step.
    if events._event_loop_policy is not None:
        events._event_loop_policy = None
