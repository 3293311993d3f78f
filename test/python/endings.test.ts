import { beforeAll, describe, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function run(text: string, maxSteps = 30_000, options: RunOptions = {}) {
  let output = '';
  const program = { files: { 'main.py': `import threading, time, queue\n${text}` }, entry: 'main.py' };
  const made = await interpreter.run(
    program,
    roundRobin(),
    { maxSteps, ...options },
    { output: (more) => (output += more) },
  );
  return {
    ...made,
    output,
    waits: made.blocked.map(({ name, on, holder }) => [name, on, made.names[holder!] ?? null]),
  };
}

/** Two threads that take two locks in opposite order, with a sleep between. */
const crossing = (kind: string, body = 'with x:\n        time.sleep(0.1)\n        with y: pass', daemon = false) => `
a, b = threading.${kind}(), threading.${kind}()
def cross(x, y):
    ${body}
ts = [threading.Thread(target=cross, args=p, name=n, daemon=${daemon ? 'True' : 'False'})
      for p, n in (((a, b), "one"), ((b, a), "two"))]
`;
const START = 'for t in ts: t.start()\n';
const BY_HAND = 'x.acquire(); time.sleep(0.1); y.acquire(); y.release(); x.release()';
const CYCLE = [
  ['one', 'b', 'two'],
  ['two', 'a', 'one'],
];
/** A thread that waits, and main, which joins it for a second at a time. */
const polled = (body: string) => `
event = threading.Event()
t = threading.Thread(target=lambda: (${body}, print("over")), name="t")
t.start()
while t.is_alive(): t.join(1)
`;
const BEAT = `beats = 0
def beat():
    global beats
    while True:
        time.sleep(1)
        beats += 1
threading.Thread(target=beat, daemon=True, name="beat").start()
`;

describe('a cycle of owners is a deadlock while main', () => {
  test.each([
    ['joins with a timeout', 'while any(t.is_alive() for t in ts):\n    for t in ts: t.join(timeout=1)'],
    ['polls', 'n = 0\nwhile any(t.is_alive() for t in ts):\n    n += 1\n    time.sleep(0.5)'],
    ['spins', 'n = 0\nwhile any(t.is_alive() for t in ts): n += 1'],
  ])('%s', async (_, poll) => {
    for (const body of [undefined, BY_HAND])
      for (const kind of ['Lock', 'RLock']) {
        const { outcome, waits, living, steps } = await run(crossing(kind, body) + START + poll);
        expect([outcome, waits, living]).toEqual(['deadlock', CYCLE, [0]]);
        expect(steps).toBeLessThan(20_000);
      }
  });

  test.each(['operation', 'line', 'bytecode'] as const)(
    'joins with a timeout, stepped into, by %s',
    async (granularity) => {
      const poll = 'for t in ts:\n    while t.is_alive(): t.join(1)';
      const { outcome, waits, living } = await run(crossing('Lock') + START + poll, 30_000, {
        granularity,
        into: true,
      });
      expect([outcome, waits, living]).toEqual(['deadlock', CYCLE, [0]]);
    },
  );

  test('waits beside a heartbeat that counts', async () => {
    const { outcome, waits, living } = await run(`${crossing('Lock')}${BEAT}${START}for t in ts: t.join()`);
    expect([outcome, waits, living]).toEqual(['deadlock', [...CYCLE, ['MainThread', 'one', 'one']], [1]]);
  });

  test('has ended, and the threads are daemons: its output is all there', async () => {
    const rest = 'for t in ts: t.join(timeout=2)\nprint("gave up")';
    const { outcome, waits, output, clock } = await run(crossing('Lock', undefined, true) + START + rest);
    expect([outcome, waits, output, clock]).toEqual(['deadlock', CYCLE, 'gave up\n', 4]);
  });
});

test('a cycle through a join and the lock of a condition is named', async () => {
  const { outcome, waits } = await run(`${BEAT}cond = threading.Condition()
def a():
    with cond: t2.join()
def b():
    time.sleep(0.1)
    with cond: pass
t2 = threading.Thread(target=b, name="b")
t1 = threading.Thread(target=a, name="a")
t1.start(); t2.start(); t1.join()`);
  expect([outcome, waits.slice(0, 2)]).toEqual([
    'deadlock',
    [
      ['a', 'b', 'b'],
      ['b', 'cond lock', 'a'],
    ],
  ]);
});

describe('beside a heartbeat, it is a deadlock to wait for', () => {
  test.each([
    ['an event that is not set', 'ev = threading.Event()\nev.wait()', 'ev'],
    ['an item that is not put', 'q = queue.Queue()\nq.get()', 'q.not_empty'],
    ['a place that is not made', 'q = queue.Queue(1)\nq.put(1)\nq.put(2)', 'q.not_full'],
    ['a task that is not done', 'q = queue.Queue()\nq.put(1)\nq.join()', 'q.all_tasks_done'],
    ['a notification that does not come', 'c = threading.Condition()\nwith c: c.wait()', 'c'],
    ['a semaphore that is not released', 's = threading.Semaphore(0)\ns.acquire()', 's'],
    ['a barrier that nobody else comes to', 'b = threading.Barrier(2)\nb.wait()', 'b'],
    ['a lock that is its own', 'lock = threading.Lock()\nlock.acquire()\nlock.acquire()', 'lock'],
    ['a future that nobody runs', 'from concurrent.futures import Future\nf = Future()\nf.result()', 'Future-1'],
  ])('%s', async (_, wait, on) => {
    const { outcome, waits } = await run(BEAT + wait);
    expect([outcome, waits.map(([name, what]) => [name, what])]).toEqual(['deadlock', [['MainThread', on]]]);
  });

  test('the tasks of a full pool', async () => {
    const { outcome, blocked } = await run(`${BEAT}from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(2)
def branch(n): return pool.submit(pow, n, 2).result()
print([f.result() for f in [pool.submit(branch, n) for n in range(2)]])`);
    expect([outcome, blocked.length]).toEqual(['deadlock', 3]);
  });
});

describe('it is no deadlock', () => {
  test.each([
    [
      'when a lock is a signal, and another thread releases it',
      `done = threading.Lock(); done.acquire()
def work():
    for _ in range(300): time.sleep(0.01)
    done.release()
threading.Thread(target=work).start()
done.acquire()`,
    ],
    [
      'when a third thread breaks the cycle',
      `${crossing('Lock', 'x.acquire(); time.sleep(0.1); y.acquire()')}${START}
def free():
    for _ in range(400): time.sleep(1)
    a.release(); b.release()
threading.Thread(target=free).start()`,
    ],
    [
      'when a function that is only a value does',
      `${crossing('Lock', 'x.acquire(); time.sleep(0.1); y.acquire()')}${START}
jobs = [lock.release for lock in (a, b)]
for _ in range(500): time.sleep(0.5)
for job in jobs: job()`,
    ],
    [
      'when one of them gives up in time',
      `${BEAT}${crossing('Lock', 'with x:\n        time.sleep(0.1)\n        if y.acquire(timeout=500): y.release()')}${START}`,
    ],
    [
      'when a heartbeat sets the event, much later',
      `ev = threading.Event()
def beat():
    for _ in range(2000): time.sleep(1)
    finish()
def finish(): ev.set()
threading.Thread(target=beat).start()
ev.wait()`,
    ],
    [
      'when a timer that starts itself anew sets it',
      `ev = threading.Event(); n = 0
def tick():
    global n
    n += 1
    if n == 400: ev.set()
    else: threading.Timer(1, tick).start()
tick(); ev.wait()`,
    ],
    [
      'when a thread that has not begun puts the item',
      `q = queue.Queue()
def late():
    for _ in range(300): time.sleep(1)
    threading.Thread(target=q.put, args=(1,)).start()
threading.Thread(target=late).start()
q.get()`,
    ],
    [
      'when a callback that was handed over opens the gate',
      `class Gate:
    def __init__(self): self.open_ = False; self.changed = threading.Condition(threading.Lock())
    def wait(self):
        with self.changed: self.changed.wait_for(lambda: self.open_)
    def open(self):
        with self.changed: self.open_ = True; self.changed.notify_all()
gate = Gate()
def later(call):
    for _ in range(600): time.sleep(0.1)
    call()
threading.Thread(target=later, args=(gate.open,)).start()
gate.wait()`,
    ],
    [
      'when only daemons wait',
      `${BEAT}threading.Thread(target=threading.Event().wait, daemon=True).start()\ntime.sleep(500)`,
    ],
    [
      'when a signal interrupts main',
      `import _thread
def later():
    for _ in range(300): time.sleep(1)
    _thread.interrupt_main()
threading.Thread(target=later, daemon=True).start()
try:
    while True: time.sleep(0.5)
except KeyboardInterrupt: pass`,
    ],
  ])('%s', async (_, text) => {
    const { outcome, uncaught } = await run(`${text}\nprint("ok")`);
    expect([outcome, uncaught]).toEqual(['finished', []]);
  });
});

test('a program of which no run ends is a failure of a search, with a schedule', async () => {
  const text = 'import time\nn = 0\nwhile True:\n    n += 1\n    time.sleep(1)';
  for (const strategy of ['pct', 'exhaustive'] as const) {
    const program = { files: { 'main.py': text }, entry: 'main.py' };
    const { failure, explored } = await explore(interpreter, program, { schedules: 500, strategy, maxSteps: 500 });
    expect([failure?.outcome.status, failure?.outcome.failed, failure?.schedule.picks]).toEqual(['budget', true, []]);
    expect(explored).toBeLessThan(50);
  }
});

describe.each(['operation', 'line', 'access', 'bytecode'] as const)(
  'stepped into the library by %s, a loop that joins',
  (granularity) => {
    const options = { granularity, into: true };

    test('comes to the end of a thread that sleeps', async () => {
      const { outcome, output, clock } = await run(polled('time.sleep(30)'), 30_000, options);
      expect([outcome, output, clock]).toEqual(['finished', 'over\n', 30]);
    });

    test('is a deadlock beside a thread that waits for an event which no thread sets', async () => {
      const { outcome, waits } = await run(polled('event.wait()'), 30_000, options);
      expect([outcome, waits]).toEqual(['deadlock', [['t', 'event', null]]]);
    });
  },
);

test.each([
  ['bytecode', false],
  ['line', true],
] as const)('workers that end one after the other wake each other, by %s', async (granularity, into) => {
  const text = `
from concurrent.futures import ThreadPoolExecutor, wait
def f(n):
    if n == 3: raise ValueError(n)
    return n * n
with ThreadPoolExecutor(3) as p:
    fs = [p.submit(f, n) for n in range(6)]
    done, left = wait(fs)
    print(len(done), len(left), sorted(x.result() for x in fs if not x.exception()), [repr(x.exception()) for x in fs if x.exception()])
`;
  // The steps at which others are looked for fall on other instructions.
  for (let shift = 0; shift < 6; shift++) {
    const { outcome, output } = await run('x = 1\n'.repeat(shift) + text, 30_000, { granularity, into });
    expect([outcome, output]).toEqual(['finished', "6 0 [0, 1, 4, 16, 25] ['ValueError(3)']\n"]);
  }
});
