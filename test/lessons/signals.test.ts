import { expect, test } from 'vitest';
import { python } from './python.ts';

test('Ctrl-C is raised in main alone: the with block waits for the task that runs, and the program ends with it', () => {
  const { stdout, stderr, status } = python(
    ['-'],
    `
import signal, sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.stderr = sys.stdout
interrupted = threading.Event()
def task():
    interrupted.wait(30)
    for _ in range(100_000):  # steps at which an exception could come
        pass
    print("the task is done")
def note(number, frame):
    print("handler in main:", threading.current_thread() is threading.main_thread())
    interrupted.set()
    signal.default_int_handler(number, frame)
signal.signal(signal.SIGINT, note)
with ThreadPoolExecutor(1) as pool:
    pool.submit(task)
    signal.raise_signal(signal.SIGINT)
print("this line is never printed")
`,
  );
  expect(stdout).toMatch(/^handler in main: True\nthe task is done\nTraceback [^]*\nKeyboardInterrupt\n$/);
  // A program that dies of Ctrl-C tells its shell so; a status of 130 says the same.
  expect([stderr, status === 0]).toEqual(['', false]);
});

test('caught, shutdown with cancel_futures and an event let the pool go: of five jobs, the one that runs is done', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import signal, threading
from concurrent.futures import ThreadPoolExecutor
begun, stop, done = threading.Event(), threading.Event(), []
def job(n):
    begun.set()
    stop.wait(30)
    done.append(n)
with ThreadPoolExecutor(1) as pool:
    try:
        futures = [pool.submit(job, n) for n in range(5)]
        begun.wait(30)
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        stop.set()
print(done, [future.cancelled() for future in futures])
`,
  );
  expect([stdout, stderr]).toEqual(['[0] [False, True, True, True, True]\n', '']);
});

test('SIGTERM without a handler ends the process on the spot: no finally, no end of a with block', () => {
  const { stdout, stderr, signal } = python(
    ['-u', '-'],
    `
import signal
from concurrent.futures import ThreadPoolExecutor
print("begun")
try:
    with ThreadPoolExecutor(1):
        signal.raise_signal(signal.SIGTERM)
    print("the block is left")
finally:
    print("finally")
`,
  );
  expect([stdout, stderr, signal]).toEqual(['begun\n', '', 'SIGTERM']);
});

test('a handler that sets an event hangs if the signal comes while main is inside wait() of that event', () => {
  // The tracer sends the signal at the first line of Event.wait() at which main holds the event's lock.
  const { stdout, stderr, status } = python(
    ['-u', '-'],
    `
import faulthandler, signal, sys, threading
stop = threading.Event()
def handler(number, frame):
    print("the handler begins")
    stop.set()
    print("the handler is over")
def tracer(frame, event, argument):
    if event == "line" and stop._cond._lock.locked():
        sys.settrace(None)
        signal.raise_signal(signal.SIGTERM)
    return tracer if frame.f_code is threading.Event.wait.__code__ else None
signal.signal(signal.SIGTERM, handler)
faulthandler.dump_traceback_later(0.5, exit=True)
sys.settrace(tracer)
stop.wait(0.1)
`,
  );
  expect([stdout, status]).toEqual(['the handler begins\n', 1]);
  expect(stderr).toMatch(/^Timeout [^]* in set\n.* in handler\n[^]* in wait\n/);
});
