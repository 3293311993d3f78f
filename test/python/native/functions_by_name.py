# Functions in C that stand-ins stand for: they print as in CPython, are copied and pickled, and are no methods of a class.
import _io, _thread, copy, dataclasses, fcntl, faulthandler, functools, gc, inspect, io, os, pickle, posix, queue, select, signal, sys
import threading, time

FUNCTIONS = """time.sleep time.time time.time_ns time.monotonic time.monotonic_ns time.perf_counter time.process_time
time.thread_time time.get_clock_info time.clock_gettime time.clock_getres threading.get_ident threading.get_native_id
threading.stack_size _thread.start_new_thread _thread.start_joinable_thread _thread.interrupt_main _thread.exit _thread._count
gc.collect gc.enable gc.disable gc.isenabled signal.raise_signal signal.alarm signal.setitimer signal.getitimer
signal.set_wakeup_fd signal.siginterrupt _thread.daemon_threads_allowed os.read os.write os.pipe os.close
os.dup os.dup2 os.kill os.killpg os.urandom os.umask os._exit os.strerror os.times os.get_blocking os.set_blocking sys.settrace
sys.gettrace sys.setprofile sys.getprofile sys._current_frames sys._current_exceptions select.select fcntl.fcntl fcntl.flock
faulthandler.dump_traceback faulthandler.enable faulthandler.is_enabled open io.open input print __import__"""

for name in FUNCTIONS.split():
    function = eval(name)
    same = copy.copy(function) is copy.deepcopy(function) is pickle.loads(pickle.dumps(function)) is function
    print(function, function.__name__, function.__qualname__, function.__module__, same, type(function).__name__)
    print(inspect.isfunction(function), inspect.isroutine(function), hasattr(function, "__code__"))
print(posix.read is os.read, posix.pipe is os.pipe, _io.open is open, posix.umask is os.umask)
print(functools.partial(time.sleep, 1), [time.monotonic], {"read": os.read})


class Clock:
    now, collect, ident, trace = time.monotonic, gc.collect, threading.get_ident, sys.gettrace


clock = Clock()
print(type(clock.now()).__name__, type(clock.collect()).__name__, clock.ident() == threading.get_ident(), clock.trace())


@dataclasses.dataclass
class Retry:
    wait: object = time.sleep
    clock: object = time.monotonic


print(Retry(), dataclasses.asdict(Retry()) == vars(Retry()), copy.deepcopy(Retry()) == Retry())
print(pickle.loads(pickle.dumps({"wait": time.sleep, "read": os.read, "open": open})) == {"wait": time.sleep, "read": os.read, "open": open})
print(threading.Timer(1, time.sleep).function, threading.Thread(target=time.sleep).name)
print(oct(os.umask(0o77)), oct(os.umask(0o22)), oct(os.umask(0o22)))


def told(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


none = float("nan")
simple = queue.SimpleQueue
print(told(lambda: simple().get(timeout=none)), told(lambda: simple().get(False, none)), told(lambda: simple().get(False, -1)), sep="\n")
print(told(lambda: simple().get(timeout=-1)), told(lambda: simple().get(True, 0.01)), told(lambda: simple().get(True, 0)), sep="\n")
for call in (signal.raise_signal, signal.getsignal, _thread.interrupt_main, os.strerror, signal.alarm):
    print(told(lambda: call("one")))
