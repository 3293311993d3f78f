import { beforeAll, describe, expect, test } from 'vitest';
import { BusyClock } from '../../simulator/engines/python/interpreter/busy-clock.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES, type Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { random, roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function run(text: string, granularity: Granularity = 'operation', scheduler = roundRobin()) {
  let output = '';
  const program = { files: { 'main.py': `import threading, time\n${text}` }, entry: 'main.py' };
  const made = await interpreter.run(program, scheduler, { granularity }, { output: (more) => (output += more) });
  return { ...made, output };
}

describe('a timeout does not expire because others are busy', () => {
  const beside = (work: string, timeout: number) => `ev, lock = threading.Event(), threading.Lock()
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def busy():
    ${work}
    ev.set()
threading.Thread(target=busy).start()
print(ev.wait(timeout=${timeout}))`;

  test.each([
    ['3,000 operations on a lock', 'for _ in range(3000):\n        with lock: pass', 0.5],
    ['10,000 more', 'for _ in range(10_000):\n        with lock: pass', 3600],
    ['10,000 looks at an event', 'for _ in range(10_000): ev.is_set()', 3600],
    ['a million rounds of a loop', 'for _ in range(1_000_000): pass', 0.5],
    ['300,000 calls by C', 'all(map(lambda _: True, range(300_000)))', 0.5],
  ])('with %s', async (_, work, timeout) => {
    expect((await run(beside(work, timeout))).output).toBe('True\n');
  });

  test.each(GRANULARITIES)('with recursion and loops, by %s', async (granularity) => {
    const work = 'fib(14)\n    for i in range(3000): pass\n    i = 0\n    while i < 3000: i += 1';
    expect((await run(beside(work, 1), granularity)).output).toBe('True\n');
  });

  test.each(['line', 'cpython', 'bytecode'] as const)(
    'with 20,000 rounds of a while loop, by %s',
    async (granularity) => {
      expect((await run(beside('i = 0\n    while i < 20_000: i += 1', 1), granularity)).output).toBe('True\n');
    },
  );

  test.each(['line', 'cpython', 'bytecode'] as const)('an hour, with 300,000 steps, by %s', (granularity) => {
    const busy = new BusyClock(granularity, () => false);
    let time = 0;
    for (let step = 0; step < 300_000; step++) time += busy.passed(time, true);
    expect(time).toBeLessThan(10);
  });
});

test.each(GRANULARITIES)('busy work of a million steps comes past a second, done or in vain, by %s', (granularity) => {
  for (const done of [true, false]) {
    const busy = new BusyClock(granularity, () => done);
    let time = 0;
    for (let step = 0; step < 1_000_000; step++) time += busy.passed(time, true);
    expect(time).toBeGreaterThan(1);
  }
});

test('a loop through something endless comes to the end of a second in a search, and is no second when it is short', () => {
  const busy = new BusyClock('operation', () => false);
  const times = [0];
  while (times.length < 25_000) {
    busy.work();
    times.push(times.at(-1)! + busy.passed(times.at(-1)!, true));
  }
  // 200 rounds each.
  expect(times[5000]).toBeLessThan(0.05);
  expect(times.at(-1)).toBeGreaterThan(1);
});

test.each([
  ['looks at an event', 'ev.is_set()', 'ev.set()'],
  ['looks at a variable under a lock', 'locked()', 'done.append(1)'],
  ['looks at a variable', 'done', 'done.append(1)'],
])('who %s until another has slept waits as long', async (_, look, act) => {
  const text = `ev, lock, done = threading.Event(), threading.Lock(), []
def locked():
    with lock: return bool(done)
def act():
    time.sleep(1)
    ${act}
threading.Thread(target=act).start()
n = 0
while not ${look}: n += 1
print(round(time.monotonic(), 1))`;
  const { output, outcome } = await run(text);
  expect([outcome, output]).toEqual(['finished', '1.0\n']);
});

describe('no two looks at a clock give the same', () => {
  const looks = ['time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'];
  test.each(looks.flatMap((name) => [name, `${name}_ns`]))('time.%s', async (name) => {
    const { output } = await run(`seen = [time.${name}() for _ in range(100)]
print(len(set(seen)), seen == sorted(seen), seen[-1] - seen[0] < 1e${name.endsWith('ns') ? 6 : -3})`);
    expect(output).toBe('100 True True\n');
  });

  test('so that what is done in no time has a rate, and entries of a heap are told apart by their times', async () => {
    const { output } = await run(`import heapq, sched, timeit
begin = time.perf_counter(); sum(range(10))
print(10 / (time.perf_counter() - begin) > 0, timeit.timeit("1", number=1) > 0)
heap = []
for n in range(3): heapq.heappush(heap, (time.monotonic() + 1, {n}))
print([heapq.heappop(heap)[1] for _ in range(3)])
s = sched.scheduler(time.time, time.sleep)
s.enter(5, 2, print, ("earlier",)); s.enter(5, 1, print, ("later",)); s.run()`);
    expect(output).toBe('True True\n[{0}, {1}, {2}]\nearlier\nlater\n');
  });

  test('and no less than a sleep passes between them', async () => {
    const { output } = await run(`for clock in (time.time, time.monotonic, time.perf_counter):
    begin = clock(); clock()
    for n in range(1, 200):
        time.sleep(0.1); clock()
        if clock() - begin < 0.1 * n - 1e-12: print(clock, n)
    begin = clock(); time.sleep(0.3)
    print(clock() - begin >= 0.3)`);
    expect(output).toBe('True\nTrue\nTrue\n');
  });

  test('though who looks at the clock one after the other wakes at one moment', async () => {
    const program = `order = []
def work(name):
    end = time.monotonic() + 0.5
    time.sleep(end - time.monotonic())
    order.append(name)
ts = [threading.Thread(target=work, args=(n,)) for n in "ab"]
for t in ts: t.start()
for t in ts: t.join()
print(*order, round(time.monotonic(), 3))`;
    const seen = new Set<string>();
    for (let seed = 0; seed < 12; seed++) seen.add((await run(program, 'operation', random(seed))).output);
    expect([...seen].toSorted()).toEqual(['a b 0.5\n', 'b a 0.5\n']);
  });
});

describe('short sleeps', () => {
  test('take as long as on a machine', async () => {
    const { output } = await run('time.sleep(1e-6); time.sleep(5e-324)\nprint(time.monotonic())');
    expect(Number(output)).toBeCloseTo(1e-4, 6);
  });

  test('in a loop come to the end of a second', async () => {
    const { outcome, steps } = await run(`stop, polls = threading.Event(), 0
def poll():
    global polls
    while not stop.is_set():
        polls += 1
        time.sleep(1e-6)
t = threading.Thread(target=poll); t.start()
time.sleep(1); stop.set(); t.join()`);
    expect(outcome).toBe('finished');
    expect(steps).toBeLessThan(20_000);
  });

  test('do not add up where a wait is only rounded', async () => {
    const { clock } = await run(
      'c = threading.Condition()\nwith c:\n    for _ in range(10): c.wait_for(lambda: 0, 0.1)',
    );
    expect(clock).toBeCloseTo(1, 6);
  });
});

test('every clock is the virtual one', async () => {
  const { output } = await run(`import datetime, os, sqlite3
def look():
    with open("a.txt", "w") as file: file.write("x")
    return (datetime.datetime.now().timestamp(), datetime.datetime.now(datetime.UTC).timestamp(), time.time(),
            time.time_ns() / 1e9, time.mktime(time.gmtime()), time.mktime(time.localtime()),
            time.mktime(time.strptime(time.ctime())), time.mktime(time.strptime(time.strftime("%c"))),
            time.clock_gettime(time.CLOCK_REALTIME), time.clock_gettime_ns(time.CLOCK_MONOTONIC) / 1e9,
            time.perf_counter(), time.monotonic_ns() / 1e9, os.path.getmtime("a.txt"), os.times().elapsed)
before = look()
time.sleep(100)
print([round(y - x, 3) for x, y in zip(before, look())], datetime.date.today(), time.gmtime().tm_year)
print(os.path.getmtime(__file__) < time.time())`);
  expect(output).toBe(`[${Array.from({ length: 14 }, () => '100.0').join(', ')}] 2026-01-01 2026\nTrue\n`);
});

test('the time of the processor does not count sleep, and goes on in a loop', async () => {
  const { output } = await run(`time.sleep(50)
print(time.process_time(), time.thread_time(), time.process_time_ns())
began, n = time.process_time(), 0
while time.process_time() - began < 0.2: n += 1
print(round(time.process_time(), 1), round(time.thread_time(), 1))`);
  expect(output).toBe('0.0 1e-09 2\n0.2 0.2\n');
});

test('every clock is known by its name, and no other is', async () => {
  const { output } = await run(`for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, info.resolution > 0, "clock_gettime" in info.implementation)
try: time.get_clock_info("moon")
except ValueError as error: print(error)`);
  expect(output.split('\n')).toEqual([
    'time False True True True',
    'monotonic True False True True',
    'perf_counter True False True True',
    'process_time True False True True',
    'thread_time True False True True',
    'unknown clock',
    '',
  ]);
});

describe('no wait is shorter than it was asked to be, whatever its sums are rounded to', () => {
  // 0.7 + 0.1 - 0.7 is less than 0.1, and so are many more of these sums.
  test.each([
    ['a timer of the process', 'signal.setitimer(signal.ITIMER_REAL, 0.1)\n    signal.pause()'],
    ['a database that is locked', 'try: b.execute("begin immediate")\n    except sqlite3.OperationalError: pass'],
  ])('%s', async (_, wait) => {
    const text = `import signal, sqlite3
signal.signal(signal.SIGALRM, lambda *_: None)
a, b = (sqlite3.connect("x.db", timeout=0.1, isolation_level=None) for _ in range(2))
a.execute("begin immediate")
short = []
for n in range(1, 41):
    time.sleep(0.1 * n)
    began = time.monotonic()
    ${wait}
    if time.monotonic() - began < 0.1: short.append(n)
print(short)`;
    expect((await run(text)).output).toBe('[]\n');
  });

  const ways = `import asyncio, os, queue, random, select
from concurrent.futures import Future, as_completed, wait
from datetime import datetime, timedelta
event, empty, full, condition, lock = threading.Event(), queue.Queue(), queue.Queue(1), threading.Condition(), threading.Lock()
full.put(0)
lock.acquire()
semaphore, future, (reader, _) = threading.Semaphore(0), Future(), os.pipe()
thread = threading.Thread(target=event.wait, args=(9999,), daemon=True)
thread.start()
def fails(function, *args, **kwargs):
    try: function(*args, **kwargs)
    except (queue.Empty, queue.Full, TimeoutError): pass
def held(function, *args):
    with condition: function(*args)
ways = [time.sleep, event.wait, thread.join, lambda x: lock.acquire(timeout=x), lambda x: semaphore.acquire(timeout=x),
    lambda x: fails(empty.get, timeout=x), lambda x: fails(full.put, 1, timeout=x), lambda x: held(condition.wait, x),
    lambda x: held(condition.wait_for, lambda: False, x), lambda x: fails(future.result, x), lambda x: wait([future], x),
    lambda x: fails(next, as_completed([future], x)), lambda x: select.select([reader], [], [], x),
    lambda x: asyncio.run(asyncio.sleep(x))]
draw = random.Random(5)
def short(clock, unit):
    found = []
    for number, way in enumerate(ways * 20):
        seconds = round(draw.random(), draw.choice((1, 2, 3))) or 0.1
        begun = clock()
        way(seconds)
        if clock() - begun < (round(seconds * unit) if unit > 1 else seconds): found.append(number % len(ways))
    return found
`;

  test.each([
    ['monotonic', 'time.monotonic', 1],
    ['monotonic_ns', 'time.monotonic_ns', 10 ** 9],
    ['time', 'time.time', 1],
    ['time_ns', 'time.time_ns', 10 ** 9],
    ['datetime', 'lambda: (datetime.now() - datetime(2026, 1, 1)) // timedelta(microseconds=1)', 10 ** 6],
  ])('by %s', async (_, clock, unit) => {
    expect((await run(`${ways}\nprint(short(${clock}, ${unit}))`)).output).toBe('[]\n');
  });
});
