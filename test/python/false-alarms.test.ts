import { beforeAll, describe, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES, type Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Scheduler } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function search(text: string, granularity: Granularity = 'operation', schedules = 20) {
  const { outcomes, failure } = await explore(
    interpreter,
    { files: { 'main.py': text }, entry: 'main.py' },
    { strategy: 'random', schedules, granularity },
  );
  return { statuses: [...new Set(outcomes.map(({ status, error }) => error || status))], failure };
}

const RAISES = 'import threading\ndef work(): raise LookupError("known")\n';
const RUN = 't = threading.Thread(target=work)\nt.start()\nt.join()\n';

describe('an exception of a thread', () => {
  test.each([
    ['is not uncaught when the hook of the program has it', 'threading.excepthook = lambda args: None', ['finished']],
    ['is uncaught without a hook', '', ['LookupError']],
    [
      'is uncaught when the hook passes it on',
      'threading.excepthook = lambda args: threading.__excepthook__(args)',
      ['LookupError'],
    ],
    ['is uncaught when it comes from the hook', 'threading.excepthook = lambda args: args.nothing', ['AttributeError']],
  ])('%s', async (_, hook, expected) => {
    expect((await search(`${RAISES}${hook}\n${RUN}`)).statuses).toEqual(expected);
  });

  test('leaves the exit code alone, as it does natively', async () => {
    const program = { files: { 'main.py': RAISES + RUN }, entry: 'main.py' };
    const { exitCode, uncaught } = await interpreter.run(program, { next: (runnable) => runnable.nth(0) });
    expect([exitCode, uncaught[0]?.error]).toEqual([0, 'LookupError']);
  });
});

describe('what is left in a queue whose task_done is called', () => {
  const program = (define: string, stop: string, more = '') => `import queue, threading, enum
${define}
q = queue.Queue()
def work():
    while True:
        item = q.get()
        if item is ${stop} or item == ${stop}:
            q.put(${stop}); q.task_done(); return
        q.task_done()
for n in range(3): q.put(n)
q.put(${stop})
${more}
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()`;

  test.each([
    ['None', ''],
    ['STOP', 'STOP = object()'],
    ['stop', 'stop = object()'],
    ['Stop', 'class Stop: pass'],
    ['the_end', 'class End: pass\nthe_end = End()'],
    ['Kind.STOP', 'class Kind(enum.Enum):\n    STOP = 1'],
    ['DONE', 'DONE = "done"'],
    ['"quit"', ''],
    ['-1', 'LAST = -1'],
    ['(9, None)', ''],
  ])('is no lost work when it is %s, which says that the end has come', async (stop, define) => {
    expect((await search(program(define, stop))).statuses).toEqual(['finished']);
  });

  /** A worker that ends when `found` is true of what it got, and puts `back` back. */
  const worker = (found: string, back: string, more = 'q.put(3)') => `import queue, threading, math, collections
Job = collections.namedtuple("Job", "n")
stop, last = Job(None), "the end"
class Box: end = "box"
box = Box(); box.no_more = "none left"
q = queue.Queue()
def work():
    while True:
        x = q.get(); q.task_done()
        if ${found}: ${back}
${more}
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()`;

  test.each([
    ['an instance that is no constant', 'x is stop', 'q.put(x); return', 'q.put(stop)'],
    ['a text under a name', 'x == last', 'q.put(last); return', 'q.put(last)'],
    ['an attribute of a class', 'x == Box.end', 'q.put(x); return', 'q.put(Box.end)'],
    ['an attribute of an instance', 'x == box.no_more', 'q.put(x); return', 'q.put(box.no_more)'],
    ['False', 'x is False', 'q.put(False); break', 'q.put(3); q.put(False)'],
    ['0', 'x == 0', 'q.put(0); return', 'q.put(3); q.put(0)'],
    ['one of several', 'x in (8, 9)', 'q.put(x); return', 'q.put(9)'],
    ['an empty list', 'not x', 'q.put(x); return', 'q.put([1]); q.put([])'],
    ['an entry that comes last', 'x[0] == math.inf', 'q.put(x); return', 'q.put((1, "job")); q.put((math.inf, ""))'],
    ['an entry with float("inf")', 'x[0] == float("inf")', 'q.put(x); return', 'q.put((float("inf"), ""))'],
  ])('is no lost work when a worker puts it back and ends: %s', async (_, found, back, more) => {
    expect((await search(worker(found, back, more))).statuses).toEqual(['finished']);
  });

  test.each([
    ['is put back by a worker that goes on', 'x == 3 and len(ts) > 2', 'q.put(x); continue\n        if x == 3: return'],
    ['is only compared', 'x == 4', 'q.put("more")\n        if x == 3: return'],
  ])('is lost work when it %s', async (_, found, back) => {
    expect((await search(worker(found, back, 'q.put(3); q.put(3); q.put(3)'))).statuses).toEqual(['q']);
  });

  test('is lost work when it is a job', async () => {
    const { statuses } = await search(
      program('STOP = object()', 'STOP').replace('q.put(STOP); ', 'q.put(99); q.put(STOP); '),
    );
    expect(statuses).toEqual(['q']);
  });
});

describe('an exit code', () => {
  const tests = (value: number) => `import unittest, sys
class T(unittest.TestCase):
    def test(self): self.assertEqual(${value}, 1)
`;
  test.each([
    ['of a test that fails is a failure', `${tests(2)}unittest.main()`, ['SystemExit: 1']],
    ['of tests that pass is none', `${tests(1)}unittest.main()`, ['finished']],
    ['of its own after tests that pass is none', `${tests(1)}p = unittest.main(exit=False)\nsys.exit(3)`, ['finished']],
    [
      'of its own after a test that fails is',
      `${tests(2)}p = unittest.main(exit=False)\nsys.exit(3)`,
      ['SystemExit: 3'],
    ],
    ['of 1 is a failure', 'import sys\nsys.exit(1)', ['SystemExit: 1']],
    ['that is a message is a failure', 'import sys\nsys.exit("no")', ['SystemExit: 1']],
    ['of 0 is none', 'import sys\nsys.exit(0)', ['finished']],
    ['of 256 is 0 to whoever started Python', 'import sys\nsys.exit(256)', ['finished']],
    ['of -1 is 255', 'import sys\nsys.exit(-1)', ['SystemExit: 255']],
    ['of more than C can hold is 255', 'import sys\nsys.exit(2 ** 80)', ['SystemExit: 255']],
    ['by os._exit has eight bits too', 'import os\nos._exit(257)', ['SystemExit: 1']],
    ['by os._exit is a number', 'import os\nos._exit("3")', ['TypeError']],
  ])('%s', async (_, text, expected) => {
    expect((await search(text)).statuses).toEqual(expected);
  });

  test('of a racy test has a schedule', async () => {
    const { failure } = await search(
      `import threading, unittest
class Counter:
    value = 0
    def add(self):
        now = self.value
        self.value = now + 1
class T(unittest.TestCase):
    def test(self):
        c = Counter()
        ts = [threading.Thread(target=c.add) for _ in range(2)]
        for t in ts: t.start()
        for t in ts: t.join()
        self.assertEqual(c.value, 2)
unittest.main()`,
      'line',
      200,
    );
    expect([failure?.outcome.error, failure?.preemptions]).toEqual(['SystemExit: 1', 1]);
  });
});

describe('a loop on one line', () => {
  test.each(GRANULARITIES)('lets others go on, by %s', async (granularity) => {
    const text = `import threading
done = False
def wait():
    while not done: pass
t = threading.Thread(target=wait)
t.start()
done = True
t.join()`;
    expect((await search(text, granularity)).statuses).toEqual(['finished']);
  });

  test.each([
    ['any', 'any(done for _ in itertools.count())'],
    ['a comprehension', '[None for _ in iter(lambda: done, True)]'],
    ['next of a generator', 'next(n for n in itertools.count() if done)'],
    ['the truth of an object', 'while not Is(): pass'],
    ['a recursion', 'while deep() > 90: pass'],
    ['text that is executed', 'exec("while not done: pass", globals())'],
  ])('lets others go on, whatever it is: %s', async (_, loop) => {
    const text = `import itertools, threading, time
done = False
def deep(n=0): return n if done or n > 90 else deep(n + 1)
class Is:
    def __bool__(self): return done
def wait():
    ${loop}
t = threading.Thread(target=wait)
t.start()
time.sleep(0)
done = True
t.join()`;
    for (const granularity of GRANULARITIES)
      expect([granularity, ...(await search(text, granularity, 2)).statuses]).toEqual([granularity, 'finished']);
  });

  test.each([
    ['map', 'all(map(lambda _: not done, itertools.count()))'],
    ['filter', 'next(filter(lambda _: done, itertools.count()))'],
    ['starmap', 'any(itertools.starmap(lambda a: done, itertools.repeat((1,))))'],
    ['accumulate', 'next(filter(None, itertools.accumulate(itertools.count(), lambda a, b: done)))'],
    ['groupby', 'next(k for k, _ in itertools.groupby(itertools.count(), key=lambda _: done) if k)'],
    ['a partial', 'any(map(functools.partial(lambda a, b: done, 1), itertools.count()))'],
    ['iter of a function', 'list(iter(lambda: done, True))'],
    ['a search by comparing', 'None in iter(lambda: done, True)'],
    ['__eq__', 'Asks() in itertools.repeat(1)'],
    ['__next__', 'collections.deque(Asks(), maxlen=0)'],
    ['a display', '[*Asks()]'],
    ['__missing__', 'any(map(Asks().__getitem__, itertools.repeat(1)))'],
    ['a key', 'max(Asks(), key=lambda x: 1, default=0)'],
    [
      'reduce',
      'try: functools.reduce(lambda a, b: 1 // (not done), itertools.count())\n    except ZeroDivisionError: pass',
    ],
    ['a substitution', 'while not done: re.sub("x", lambda m: "y", "x" * 1000)'],
    ['a chain', 'list(itertools.chain.from_iterable(iter(lambda: done or (), True)))'],
    ['text that is executed', 'exec("all(map(lambda _: not done, itertools.count()))", globals())'],
  ])('in C that calls a function again and again lets others go on: %s', async (_, loop) => {
    const text = `import collections, functools, itertools, re, threading, time
done = False
class Asks(dict):
    def __iter__(self): return self
    def __next__(self):
        if done: raise StopIteration
    def __eq__(self, other): return done
    def __missing__(self, key): return done
def wait():
    ${loop}
t = threading.Thread(target=wait)
t.start()
time.sleep(0)
done = True
t.join()`;
    for (const granularity of GRANULARITIES)
      expect([granularity, ...(await search(text, granularity, 2)).statuses]).toEqual([granularity, 'finished']);
  });

  const CALLS = 'import itertools\ndone = False\nall(map(lambda _: not done, itertools.count()))';

  test.each(GRANULARITIES)('in C that calls a function can be stopped, by %s', async (granularity) => {
    let asked = 0;
    const program = { files: { 'main.py': CALLS }, entry: 'main.py' };
    const next: Scheduler['next'] = (runnable) => runnable.nth(0);
    const { outcome } = await interpreter.run(program, { next }, { granularity }, { stopped: () => ++asked > 50 });
    expect(outcome).toBe('stopped');
  });

  test('in C that nobody ends is no livelock: what it goes through may have an end', async () => {
    const program = { files: { 'main.py': CALLS }, entry: 'main.py' };
    const next: Scheduler['next'] = (runnable) => runnable.nth(0);
    expect((await interpreter.run(program, { next }, { maxSteps: 500 })).outcome).toBe('budget');
    const ends = { files: { 'main.py': CALLS.replace('count()', 'repeat(0, 50_000)') }, entry: 'main.py' };
    expect((await interpreter.run(ends, { next }, { maxSteps: 500 })).outcome).toBe('finished');
  });

  test('in C is the same run under the same schedule', async () => {
    const text = `${CALLS.replace('all', 'def wait(): all')}
import threading
ts = [threading.Thread(target=wait) for _ in range(2)]
for t in ts: t.start()
for _ in map(lambda n: n, range(999)): pass
done = True`;
    const choices = async () => {
      const scheduler = schedulerOf({ policy: { kind: 'random', seed: 7 }, picks: [] });
      return (await interpreter.run({ files: { 'main.py': text }, entry: 'main.py' }, scheduler)).choices;
    };
    expect(await choices()).toEqual(await choices());
  });

  test.each(GRANULARITIES)('can be stopped, by %s', async (granularity) => {
    let asked = 0;
    const program = { files: { 'main.py': 'n = 0\nwhile True: n += 1' }, entry: 'main.py' };
    const { outcome } = await interpreter.run(
      program,
      { next: (runnable) => runnable.nth(0) },
      { granularity },
      { stopped: () => ++asked > 500 },
    );
    expect(outcome).toBe('stopped');
  });
});

describe('a loop that counts in what C keeps', () => {
  const ENDLESS = { kind: 'run-to-block' } as const;
  const end = async (text: string) => {
    const program = { files: { 'main.py': text }, entry: 'main.py' };
    return (await interpreter.run(program, schedulerOf({ policy: ENDLESS, picks: [] }), { maxSteps: 3000 })).outcome;
  };
  // 40,000 rounds are 200 switches: three times as many as those after which a run is asked whether it goes round.
  test.each([
    ['a deque', 'from collections import deque\nd = deque(maxlen=None)\nwhile len(d) < 40_000: d.append(None)'],
    ['a deque that is used up', 'from collections import deque\nd = deque(range(40_000))\nwhile d: d.pop()'],
    [
      'a deque of a class',
      'import collections\nclass D(collections.deque): pass\nd = D()\nwhile len(d) < 40_000: d.append(0)',
    ],
    ['itertools.count', 'import itertools\nc = itertools.count()\nwhile next(c) < 40_000: pass'],
    ['an iterator', 'import itertools\nc = itertools.repeat(None, 40_000)\nwhile next(c, 1) is None: pass'],
    ['an array', 'import array\na = array.array("l", [0])\nwhile a[0] < 40_000: a[0] += 1'],
    ['a file in memory', 'import io\nf = io.StringIO()\nwhile f.tell() < 40_000: f.write("x")'],
    ['bytes in memory', 'import io\nf = io.BytesIO(bytes(40_000))\nwhile f.read(1): pass'],
    ['numbers of chance', 'import random\nr = random.Random(1)\nwhile r.random() > 0.00002: pass'],
    [
      'arguments of a partial',
      'import functools\np = functools.partial(print, [])\nwhile len(p.args[0]) < 40_000: p.args[0].append(0)',
    ],
    ['a cache', 'import functools\n@functools.lru_cache\ndef f(): pass\nwhile f.cache_info().hits < 40_000: f()'],
    ['slots', 'class S:\n    __slots__ = ("n",)\ns = S()\ns.n = 0\nwhile s.n < 40_000: s.n += 1'],
  ])('is not stuck: %s', async (_, text) => expect(await end(text)).toBe('finished'));

  test('is stuck when it comes back to the same, whatever the program holds', async () => {
    const text = `import array, collections, datetime, functools, io, itertools, random
held = [collections.deque([1]), functools.partial(len, []), io.StringIO("text"), array.array("l", [1]), random.Random(1)]
more = [datetime.datetime(2026, 1, 1), itertools.count(3), functools.lru_cache(len)]
while held[0]: held[0].rotate()`;
    expect(await end(text)).toBe('livelock');
  });
});

test.each(['operation', 'line', 'cpython', 'bytecode'] as const)(
  'a loop that counts until a later time comes to its end within the steps of a search, by %s',
  async (granularity) => {
    const text = 'import time\nt, n = time.monotonic() + 2, 0\nwhile time.monotonic() < t: n += 1\nprint(n > 0)';
    expect((await search(text, granularity, 2)).statuses).toEqual(['finished']);
  },
);

describe('a livelock is proven only by a round in which each thread that can run had its turn', () => {
  const SPIN = [
    'import threading',
    'flag = False',
    'def spin():',
    '    while not flag: pass',
    'def set_():',
    '    global flag',
    '    flag = True',
  ].join('\n');
  const started = (...names: string[]) =>
    `${SPIN}\nts = [threading.Thread(target=t) for t in (${names.join(', ')},)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n`;
  const outcomeOf = async (text: string, next: Scheduler['next']) => {
    const program = { files: { 'main.py': text }, entry: 'main.py' };
    return (await interpreter.run(program, { next }, { maxSteps: 500 })).outcome;
  };
  const turns: Scheduler['next'] = (runnable, current) => runnable.after(current);
  /** Lets one thread go on as long as it can, whatever the others wait for. */
  const rather =
    (thread: number): Scheduler['next'] =>
    (runnable) =>
      runnable.has(thread) ? thread : runnable.nth(0);

  test('a spin on a flag is none while the thread that sets it can run, whatever the scheduler does', async () => {
    expect(await outcomeOf(started('spin', 'set_'), rather(1))).toBe('budget');
    expect(await outcomeOf(started('set_', 'spin'), rather(2))).toBe('budget');
    expect(await outcomeOf(started('spin', 'set_'), turns)).toBe('finished');
  });

  test('a spin on a flag that no thread is left to set is one', async () => {
    expect(await outcomeOf(started('spin'), turns)).toBe('livelock');
    // Main waits for the end of the one that spins: nobody else can run.
    expect(await outcomeOf(started('spin'), rather(0))).toBe('livelock');
  });

  test('two threads that both spin are one only if both have their turns', async () => {
    expect(await outcomeOf(started('spin', 'spin'), rather(1))).toBe('budget');
    expect(await outcomeOf(started('spin', 'spin'), turns)).toBe('livelock');
  });

  // What each thread sees comes again, but for what the program keeps in a place of the library's, or for the time.
  const counting = (
    set: string,
    more: string,
    count: string,
  ) => `import builtins, contextvars, datetime, json, os, sys, threading, time
${set}
def a():
    while ${more}:
        x = 1
        ${count}
        x = 2
def b():
    while ${more}:
        y = 1
        y = 2
ts = [threading.Thread(target=each) for each in (a, b)]
for t in ts: t.start()
for t in ts: t.join()
`;
  test.each([
    ['a module of the library', 'sys.n = 0', 'sys.n < 2500', 'sys.n += 1'],
    ['the builtins', 'builtins.n = 0', 'builtins.n < 2500', 'builtins.n += 1'],
    ['the environment', 'os.environ["N"] = ""', 'len(os.environ["N"]) < 2500', 'os.environ["N"] += "x"'],
    ['a class of the library', 'json.JSONDecoder.n = 0', 'json.JSONDecoder.n < 2500', 'json.JSONDecoder.n += 1'],
    ['a function of the library', 'json.loads.n = 0', 'json.loads.n < 2500', 'json.loads.n += 1'],
    ['a thread', 'm = threading.main_thread(); m.n = 0', 'm.n < 2500', 'm.n += 1'],
    ['a file', 'open("n", "w").close()', 'os.path.getsize("n") < 2500', 'open("n", "a").write("x")'],
    [
      'a context',
      'v = contextvars.ContextVar("v", default=0); c = contextvars.copy_context()',
      'c.run(v.get) < 2500',
      'c.run(v.set, c.run(v.get) + 1)',
    ],
    ['the time', 'end = time.monotonic() + 1', 'time.monotonic() < end', 'pass'],
    ['the date', 'now = datetime.datetime.now; end = now() + datetime.timedelta(seconds=1)', 'now() < end', 'pass'],
    ['the date as text', 'begin = time.ctime()', 'time.ctime() == begin', 'pass'],
  ])('a loop that counts by %s is none', async (_, set, more, count) => {
    const policy = { kind: 'random', seed: 7 } as const;
    for (const granularity of ['operation', 'line'] as const) {
      const program = { files: { 'main.py': counting(set, more, count) }, entry: 'main.py' };
      const { outcome } = await interpreter.run(program, schedulerOf({ policy, picks: [] }), {
        granularity,
        maxSteps: 9000,
      });
      expect(['finished', 'budget']).toContain(outcome);
    }
  });
});

// We ask the type of a thing, and never the thing: its class may answer with code of the program.
test.each([
  ['has no other attribute', 'return {"n": 1}[name]'],
  ['answers with itself', 'return self'],
  ['counts', 'asked.append(name)\n        return 1'],
])('an instance that answers for every attribute and %s is asked by the program alone', async (_, answer) => {
  const text = `import threading
asked = []
class C:
    def __getattribute__(self, name):
        ${answer}
c = C()
kept = [c]
def work(): kept[0] = c.n and c
${RUN}assert len(asked) < 2, asked
`;
  for (const granularity of GRANULARITIES) {
    expect([granularity, (await search(text, granularity, 3)).statuses]).toEqual([granularity, ['finished']]);
    const recorded = await interpreter.run(
      { files: { 'main.py': text }, entry: 'main.py' },
      schedulerOf({ policy: { kind: 'random', seed: 1 }, picks: [] }),
      { granularity, record: true, capture: true, uses: true },
    );
    expect([granularity, recorded.uncaught]).toEqual([granularity, []]);
  }
});
