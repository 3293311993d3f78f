import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

// Natively each of the first programs ends: a thread sets the event after five minutes, in a way that no reader of its own
// lines sees. Those of the second kind never end.

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function endOf(text: string, files = {}) {
  const program = { files: { 'main.py': `import threading, time, queue\n${text}`, ...files }, entry: 'main.py' };
  const { outcome, blocked } = await interpreter.run(program, roundRobin(), { maxSteps: 10_000 });
  return [outcome, ...blocked.map(({ name, on }) => `${name}: ${on}`)];
}

/** A thread comes to `act` after 300 seconds; main waits for the event meanwhile. */
const late = (before: string, act: string) => `ev = threading.Event()
${before}
def slow():
    n = 0
    while n < 300: time.sleep(1); n += 1
    ${act.replaceAll('\n', '\n    ')}
threading.Thread(target=slow).start()
ev.wait()`;

describe('an event is still to come when it is set by', () => {
  test.each([
    [
      'the setter of a property',
      'class K:\n    @property\n    def v(self): return 1\n    @v.setter\n    def v(self, x): ev.set()\nk = K()',
      'k.v = 3',
    ],
    [
      'a function that is made a setter',
      'class K:\n    def _put(self, x): ev.set()\n    v = property(None, _put)\nk = K()',
      'k.v = 3',
    ],
    ['a lambda that is made a getter', 'class K: v = property(lambda self: ev.set())\nk = K()', 'k.v'],
    [
      'the callback of a weak reference',
      'import weakref\nclass D: pass\nd = [D()]\nr = weakref.ref(d[0], lambda _: ev.set())',
      'd.pop()',
    ],
    ['weakref.finalize', 'import weakref\nclass D: pass\nd = [D()]\nweakref.finalize(d[0], ev.set)', 'd.pop()'],
    [
      'an exit stack',
      'import contextlib',
      'with contextlib.ExitStack() as s:\n    s.callback(ev.set)\n    time.sleep(300)',
    ],
    [
      'contextlib.closing',
      'import contextlib\nclass C:\n    def close(self): ev.set()',
      'with contextlib.closing(C()): time.sleep(300)',
    ],
    [
      'the end of a context manager',
      'import contextlib\n@contextlib.contextmanager\ndef cm():\n    yield\n    ev.set()',
      'with cm(): time.sleep(300)',
    ],
    [
      'a decorator',
      'def signals(f):\n    def inner(): f(); ev.set()\n    return inner\n@signals\ndef job(): pass',
      'job()',
    ],
    [
      'the function that a single dispatch chooses',
      'import functools\n@functools.singledispatch\ndef act(x): pass\n@act.register\ndef _(x: int): ev.set()',
      'act(1)',
    ],
    [
      'another function under the same name',
      'def job(): pass\ndef swap():\n    global job\n    job = ev.set\nswap()',
      'job()',
    ],
    ['an attribute that hides a method', 'class A:\n    def fire(self): pass\na = A(); a.fire = ev.set', 'a.fire()'],
    ['the constructor of a base class', 'class A:\n    def __init__(self): ev.set()\nclass B(A): pass', 'B()'],
    [
      'a stream in the place of stdout',
      'import sys\nclass Out:\n    def write(self, s): ev.set()\n    def flush(self): pass\nsys.stdout = Out()',
      'print("x")',
    ],
    ['the hook for exceptions', 'def hook(args): ev.set()\nthreading.excepthook = hook', '1 / 0'],
    ['a thread that was made before', 'later = threading.Thread(target=ev.set)', 'later.start()'],
    ['a timer that was made before', 'later = threading.Timer(9, ev.set)', 'later.start()'],
    [
      'a job for a pool without workers yet',
      'from concurrent.futures import ThreadPoolExecutor\np = ThreadPoolExecutor(1)\njobs = [ev.set]',
      'p.submit(jobs[0])\np.shutdown()',
    ],
    ['the action of a barrier', 'b = threading.Barrier(1, action=ev.set)', 'b.wait()'],
    [
      'the callback of a future',
      'from concurrent.futures import Future\nf = Future(); f.add_done_callback(lambda f: ev.set())',
      'f.set_result(1)',
    ],
    ['a scheduler', 'import sched\ns = sched.scheduler(); s.enter(400, 1, ev.set)', 's.run()'],
    ['the function of a map', 'it = map(lambda x: ev.set(), [1])', 'next(it)'],
    ['a generator, by next', 'def gen():\n    yield 1\n    ev.set()\n    yield 2\ng = gen(); next(g)', 'next(g)'],
    ['a generator, by a star', 'def gen():\n    yield 1\n    ev.set()\ng = gen(); next(g)', '[*g]'],
    ['a generator, by in', 'def gen():\n    yield 1\n    ev.set()\ng = gen(); next(g)', '5 in g'],
    [
      'the constructor of a thread-local',
      'class L(threading.local):\n    def __init__(self): ev.set()\nloc = L(); ev.clear()',
      'loc.x = 1',
    ],
    ['a module that is imported then', '', 'import fires'],
    [
      'the garbage collector',
      'import gc\ngc.callbacks.append(lambda *_: ev.set())\nev.clear()',
      'gc.collect()\ngc.callbacks.clear()',
    ],
  ])('%s', async (_, before, act) => {
    expect(await endOf(late(before, act), { 'fires.py': 'import __main__\n__main__.ev.set()\n' })).toEqual([
      'finished',
    ]);
  });
});

describe('it is no deadlock either when', () => {
  test.each([
    [
      'a worker of a pool has nothing to do for long',
      'from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(1) as p:\n    p.submit(pow, 2, 3)\n    for _ in range(400): time.sleep(1)',
    ],
    [
      'what the end of main calls ends the wait',
      'ev = threading.Event()\nthreading.Thread(target=ev.wait).start()\nthreading._register_atexit(ev.set)\nfor _ in range(400): time.sleep(1)',
    ],
    [
      'a thread tells an event loop late',
      'import asyncio\nasync def main():\n    loop = asyncio.get_running_loop(); f = loop.create_future()\n    def late():\n        for _ in range(400): time.sleep(1)\n        loop.call_soon_threadsafe(f.set_result, 5)\n    threading.Thread(target=late).start()\n    await f\nasyncio.run(main())',
    ],
    [
      'a task waits for a thread that is slow',
      'import asyncio\ndef slow():\n    for _ in range(400): time.sleep(1)\nasync def main(): await asyncio.to_thread(slow)\nasyncio.run(main())',
    ],
    [
      'a loop in a thread is stopped late',
      'import asyncio\nloop = asyncio.new_event_loop()\nt = threading.Thread(target=loop.run_forever); t.start()\ntell = loop.call_soon_threadsafe\nfor _ in range(400): time.sleep(1)\ntell(loop.stop)\nt.join()',
    ],
  ])('%s', async (_, text) => {
    expect(await endOf(text)).toEqual(['finished']);
  });
});

describe('it is a deadlock beside a heartbeat that', () => {
  test.each([
    ['suppresses', 'import contextlib', 'with contextlib.suppress(ValueError): time.sleep(1); n += 1'],
    ['is decorated', 'import functools\n@functools.cache\ndef second(): return 1', 'time.sleep(second()); n += 1'],
    ['prints', '', 'time.sleep(1); n += 1; print(f"{n:3} {time.monotonic():.1f}", sorted([3, n]))'],
    [
      'goes through lists',
      'stats = {"n": 0}',
      'time.sleep(1); stats["n"] += 1; print([x for x in range(3)], max(stats.values()))',
    ],
    ['logs', 'import logging\nlogging.basicConfig(level=logging.INFO)', 'time.sleep(1); logging.info("alive")'],
  ])('%s', async (_, before, beat) => {
    const text = `${before}
ev = threading.Event(); n = 0
def work():
    global n
    while True:
        ${beat}
threading.Thread(target=work, daemon=True).start()
ev.wait()`;
    expect(await endOf(text)).toEqual(['deadlock', 'MainThread: ev']);
  });

  test('goes on beside an event loop, for what no thread tells it', async () => {
    const text = `import asyncio
n = 0
async def main():
    ev = asyncio.Event()
    def beat():
        global n
        time.sleep(1); ev.set()
        while True: time.sleep(1); n += 1
    threading.Thread(target=beat, daemon=True).start()
    await ev.wait()
asyncio.run(main())`;
    // Set from another thread, an event of asyncio wakes no loop: natively it hangs, too.
    expect(await endOf(text)).toEqual(['deadlock', 'MainThread: EventLoop-1 (Task-1:11)']);
  });
});

test('daemons that wait for each other are seen when main ends, though nobody has looked', async () => {
  const text = `a, b = threading.Lock(), threading.Lock()
def work(x, y):
    with x:
        time.sleep(0.5)
        with y: pass
for p, n in ((a, b), "one"), ((b, a), "two"): threading.Thread(target=work, args=p, name=n, daemon=True).start()
time.sleep(5)`;
  expect(await endOf(text)).toEqual(['deadlock', 'one: b', 'two: a']);
});
