import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES, type Program } from '../../simulator/engines/python/interpreter/program.ts';
import { random, replay } from '../../simulator/schedule/policies.ts';
import type { Scheduler } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

let one: Interpreter;
let other: Interpreter;
beforeAll(async () => {
  [one, other] = await Promise.all([interpreterForTests(), interpreterForTests()]);
});
afterAll(() => {
  expect(one.tainted || other.tainted).toBe(false);
});

/** Statements of a thread; those of a queue never wait for ever. */
const statement = fc.constantFrom(
  'q.put(random.random())',
  'try: q.get(timeout=0.2)\n    except queue.Empty: print("empty")',
  'with lock: n += 1',
  'n += 1',
  'time.sleep(0.1)',
  'event.set()',
  'event.wait(0.3)',
  'with condition: condition.wait(0.1)',
  'with condition: condition.notify()',
  'print(threading.current_thread().name, n, sorted({"a", "b", "c"}), list({"x", "y", "z"}))',
);
const program = fc
  .array(fc.array(statement, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 })
  .map((bodies): Program => {
    const threads = bodies.map(
      (body, i) => `def work${i}():\n    global n\n${body.map((line) => `    ${line}\n`).join('')}`,
    );
    const text = `import queue, random, threading, time
q = queue.Queue()
lock, event, condition = threading.Lock(), threading.Event(), threading.Condition()
n = 0
${threads.join('\n')}
threads = [threading.Thread(target=work) for work in (${bodies.map((_, i) => `work${i}`).join(', ')})]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(n, q.qsize(), time.monotonic())
`;
    return { files: { 'main.py': text }, entry: 'main.py' };
  });
const granularity = fc.constantFrom(...GRANULARITIES);
const seed = fc.integer({ min: 0, max: 10_000 });

async function execution(interpreter: Interpreter, what: Program, scheduler: Scheduler, options: object) {
  let output = '';
  const { trace, choices, outcome, clock, stacks } = await interpreter.run(what, scheduler, options, {
    output: (text) => (output += text),
  });
  const events = trace ? Array.from({ length: trace.length }, (_, i) => trace.at(i)) : [];
  return { events, stacks, choices, outcome, clock, output };
}

test('the same program under the same schedule is the same run, in whatever interpreter', async () => {
  await fc.assert(
    fc.asyncProperty(program, granularity, seed, async (what, switched, from) => {
      const options = { granularity: switched, record: true, capture: true };
      const first = await execution(one, what, random(from), options);
      expect(await execution(one, what, random(from), options)).toEqual(first);
      expect(await execution(other, what, random(from), options)).toEqual(first);
    }),
    { numRuns: 25 },
  );
});

test('what is kept of a run does not change it', async () => {
  await fc.assert(
    fc.asyncProperty(program, granularity, seed, async (what, switched, from) => {
      const kept = await execution(one, what, random(from), { granularity: switched, record: true, capture: true });
      const plain = await execution(one, what, random(from), { granularity: switched });
      expect(plain).toEqual({ ...kept, events: [], stacks: [] });
    }),
    { numRuns: 25 },
  );
});

test('the choices of a run, replayed, give the same run', async () => {
  await fc.assert(
    fc.asyncProperty(program, granularity, seed, async (what, switched, from) => {
      const options = { granularity: switched, record: true, capture: true };
      const first = await execution(one, what, random(from), options);
      expect(await execution(other, what, replay(first.choices), options)).toEqual(first);
    }),
    { numRuns: 25 },
  );
});

test.each(GRANULARITIES)(
  'a set of threads, as an executor has, or of futures, has the same order again: %s',
  async (granularity) => {
    const text = `import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
def work(n):
    time.sleep(n % 3 / 10)
    return n
with ThreadPoolExecutor(5) as executor:
    futures = [executor.submit(work, n) for n in range(9)]
    print([future.result() for future in wait(futures, timeout=0.1).done])
    print([future.result() for future in as_completed(futures)])
`;
    const what: Program = { files: { 'main.py': text }, entry: 'main.py' };
    for (const into of [false, true]) {
      const options = { granularity, into, record: true, capture: granularity === 'operation' && !into };
      const first = await execution(one, what, random(1), options);
      for (const [n, interpreter] of [one, other, one, other].entries()) {
        // What another run leaves in memory gives the next one other addresses.
        const kept = `kept = [object() for _ in range(${1000 + 137 * n})]\n`;
        await execution(interpreter, { files: { 'main.py': kept }, entry: 'main.py' }, random(1), {});
        expect(await execution(interpreter, what, replay(first.choices), options)).toEqual(first);
      }
    }
  },
);

test.each([
  ['prints where its objects lie', 'class A: pass\nprint(A(), lambda: 1)\n'],
  ['sorts by addresses', 'print(sorted(range(9), key=lambda n: id(kept[n])))\n'],
])(
  'a program that %s does so again: in its next run, after another program, in another interpreter',
  async (_, text) => {
    const what: Program = { files: { 'main.py': `kept = [object() for _ in range(9)]\n${text}` }, entry: 'main.py' };
    const first = await execution(one, what, random(1), {});
    for (const interpreter of [one, one, one, other]) {
      expect(await execution(interpreter, what, random(1), {})).toEqual(first);
      await execution(
        other,
        { files: { 'main.py': 'kept = [object() for _ in range(500)]\n' }, entry: 'main.py' },
        random(1),
        {},
      );
    }
  },
);

// A set of these has the order of their hashes, which are addresses in CPython.
const SETS = `import threading, weakref
class Job:
    def __init__(self, n): self.n = n
class Plain:
    __slots__ = ("n", "__weakref__")
jobs = {Job(n) for n in range(12)}
plain = set()
for n in range(12):
    Job(-1) in jobs
    each = Plain()
    each.n = n
    plain.add(each)
done = []
threads = [threading.Thread(target=done.append, args=(job.n,)) for job in jobs]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(done, [job.n for job in weakref.WeakSet(jobs)], [each.n for each in plain], hash(each) == object.__hash__(each))
`;

test("a set of a program's own objects has the same order again, recorded or not, in whatever interpreter", async () => {
  const what: Program = { files: { 'main.py': SETS }, entry: 'main.py' };
  const first = await execution(one, what, random(1), {});
  expect(first.output).toMatch(/True$/m);
  for (const interpreter of [one, one, other, other])
    for (const kept of [{}, { record: true, capture: true }, { granularity: 'line' as const }]) {
      const { output } = await execution(interpreter, what, random(1), kept);
      if (!('granularity' in kept)) expect(output).toBe(first.output);
      expect(output.replace(/^\[.*?\]/, '')).toBe(first.output.replace(/^\[.*?\]/, ''));
    }
});

test('a replay that does not fit the program says so, and the interpreter goes on', async () => {
  const what: Program = { files: { 'main.py': 'import time\ntime.sleep(1)\nprint("done")\n' }, entry: 'main.py' };
  await expect(one.run(what, replay([0, 0, 0]))).resolves.toMatchObject({ outcome: 'finished' });
  await expect(one.run(what, replay([0]))).rejects.toMatchObject({ name: 'ReplayMismatch', step: 1 });
  expect((await execution(one, what, random(1), {})).output).toBe('done\n');
});
