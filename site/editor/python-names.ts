/**
 * Names of the taught modules in CPython 3.14, as stubs: a class, and indented below it its instances' attributes. A
 * test compares all of it with CPython itself. Deprecated names are left out.
 */
export const STUBS: Readonly<Record<string, string>> = {
  threading: `
class Thread(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None)
  start()
  run()
  join(timeout=None)
  is_alive()
  name
  ident
  native_id
  daemon
class Timer(interval, function, args=None, kwargs=None)
  start()
  cancel()
  join(timeout=None)
  is_alive()
  name
  ident
  native_id
  daemon
class Lock()
  acquire(blocking=True, timeout=-1)
  release()
  locked()
class RLock()
  acquire(blocking=True, timeout=-1)
  release()
  locked()
class Condition(lock=None)
  acquire(blocking=True, timeout=-1)
  release()
  locked()
  wait(timeout=None)
  wait_for(predicate, timeout=None)
  notify(n=1)
  notify_all()
class Event()
  is_set()
  set()
  clear()
  wait(timeout=None)
class Semaphore(value=1)
  acquire(blocking=True, timeout=None)
  release(n=1)
class BoundedSemaphore(value=1)
  acquire(blocking=True, timeout=None)
  release(n=1)
class Barrier(parties, action=None, timeout=None)
  wait(timeout=None)
  reset()
  abort()
  parties
  n_waiting
  broken
class local()
class BrokenBarrierError()
class ThreadError()
active_count()
current_thread()
enumerate()
excepthook(args)
get_ident()
get_native_id()
getprofile()
gettrace()
main_thread()
setprofile(func)
setprofile_all_threads(func)
settrace(func)
settrace_all_threads(func)
stack_size(size=0)
TIMEOUT_MAX`,

  queue: `
class Queue(maxsize=0)
  put(item, block=True, timeout=None)
  put_nowait(item)
  get(block=True, timeout=None)
  get_nowait()
  task_done()
  join()
  shutdown(immediate=False)
  qsize()
  empty()
  full()
  maxsize
  queue
  mutex
  not_empty
  not_full
  all_tasks_done
  unfinished_tasks
  is_shutdown
class LifoQueue(maxsize=0)
  put(item, block=True, timeout=None)
  put_nowait(item)
  get(block=True, timeout=None)
  get_nowait()
  task_done()
  join()
  shutdown(immediate=False)
  qsize()
  empty()
  full()
  maxsize
class PriorityQueue(maxsize=0)
  put(item, block=True, timeout=None)
  put_nowait(item)
  get(block=True, timeout=None)
  get_nowait()
  task_done()
  join()
  shutdown(immediate=False)
  qsize()
  empty()
  full()
  maxsize
class SimpleQueue()
  put(item, block=True, timeout=None)
  put_nowait(item)
  get(block=True, timeout=None)
  get_nowait()
  qsize()
  empty()
class Empty()
class Full()
class ShutDown()`,

  'concurrent.futures': `
class ThreadPoolExecutor(max_workers=None, thread_name_prefix='', initializer=None, initargs=(), **ctxkwargs)
  submit(fn, /, *args, **kwargs)
  map(fn, *iterables, timeout=None, chunksize=1, buffersize=None)
  shutdown(wait=True, *, cancel_futures=False)
class ProcessPoolExecutor(max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None)
  submit(fn, /, *args, **kwargs)
  map(fn, *iterables, timeout=None, chunksize=1, buffersize=None)
  shutdown(wait=True, *, cancel_futures=False)
  kill_workers()
  terminate_workers()
class InterpreterPoolExecutor(max_workers=None, thread_name_prefix='', initializer=None, initargs=())
  submit(fn, /, *args, **kwargs)
  map(fn, *iterables, timeout=None, chunksize=1, buffersize=None)
  shutdown(wait=True, *, cancel_futures=False)
class Executor()
  submit(fn, /, *args, **kwargs)
  map(fn, *iterables, timeout=None, chunksize=1, buffersize=None)
  shutdown(wait=True, *, cancel_futures=False)
class Future()
  result(timeout=None)
  exception(timeout=None)
  add_done_callback(fn)
  cancel()
  cancelled()
  running()
  done()
  set_result(result)
  set_exception(exception)
  set_running_or_notify_cancel()
class CancelledError()
class TimeoutError()
class InvalidStateError()
class BrokenExecutor()
as_completed(fs, timeout=None)
wait(fs, timeout=None, return_when='ALL_COMPLETED')
ALL_COMPLETED
FIRST_COMPLETED
FIRST_EXCEPTION`,

  time: `
sleep(seconds)
time()
time_ns()
monotonic()
monotonic_ns()
perf_counter()
perf_counter_ns()
process_time()
process_time_ns()
thread_time()
thread_time_ns()
strftime(format, time_tuple=localtime())
strptime(string, format)
localtime(seconds=time())
gmtime(seconds=time())
mktime(time_tuple)
asctime(time_tuple=localtime())
ctime(seconds=time())
class struct_time(iterable)`,
};

/** `keyword.kwlist`, and the soft keywords. */
export const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type'.split(
    ' ',
  );

/** Built-in functions and classes that a program of this course may need. */
export const BUILTINS =
  'abs all any bool bytes callable chr dict dir divmod enumerate filter float format frozenset getattr hasattr hash hex id input int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Exception BaseException ExceptionGroup ArithmeticError AssertionError AttributeError IndexError KeyError KeyboardInterrupt LookupError NameError NotImplementedError OSError RecursionError RuntimeError StopIteration SystemExit TimeoutError TypeError ValueError ZeroDivisionError'.split(
    ' ',
  );
