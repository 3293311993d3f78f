import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { random, roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

async function run(text: string, seed = 0, record = false, interpreter?: Interpreter) {
  let output = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const scheduler = seed === 0 ? roundRobin() : random(seed);
  interpreter ??= await interpreterForTests();
  const made = await interpreter.run(program, scheduler, { record }, { output: (more) => (output += more) });
  return { ...made, output };
}

test.each([false, true])(
  'what a thread waited on dies when the program lets go of it, kept or not: %s',
  async (record) => {
    const text = `import queue, threading, weakref
from concurrent.futures import ThreadPoolExecutor
class Result: pass
alive = []
with ThreadPoolExecutor(2) as pool:
    for n in range(10):
        future = pool.submit(Result)
        alive.append(weakref.ref(future.result()))
        del future
print(sum(each() is not None for each in alive))
kinds = threading.Event(), threading.Condition(), threading.Semaphore(0), queue.Queue(), threading.Barrier(2)
gone = [weakref.ref(kind) for kind in kinds]
for kind, wait in zip(kinds, ("wait", "wait", "acquire", "get", "wait")):
    try:
        if wait == "get": kind.get(timeout=0.1)
        elif wait == "acquire": kind.acquire(timeout=0.1)
        elif isinstance(kind, threading.Condition):
            with kind: kind.wait(0.1)
        else: kind.wait(0.1)
    except (queue.Empty, threading.BrokenBarrierError): pass
del kind, kinds
print(sum(each() is not None for each in gone))
`;
    expect((await run(text, 0, record)).output).toBe('0\n0\n');
  },
);

/** CPython waits for ever: the collection comes in the middle of put, which holds the queue's lock. */
const DEADLOCK = `import gc, queue
class Events(queue.Queue):
    def _put(self, item):
        gc.collect()
        super()._put(item)
events = Events()
class Deferred:
    def __init__(self): self.me = self
    def __del__(self): events.put("unhandled")
Deferred()
events.put("first")
print("never")
`;

test('a destructor that waits during a collection for what its own thread holds is a deadlock', async () => {
  for (let n = 0; n < 2; n++) {
    const { outcome, blocked, output } = await run(DEADLOCK);
    expect([outcome, blocked.map(({ thread, holder }) => [thread, holder]), output]).toEqual([
      'deadlock',
      [[0, 0]],
      '',
    ]);
  }
  expect((await run('print("next")')).output).toBe('next\n');
});

test('a destructor that finds its lock free during a collection goes on', async () => {
  const text = DEADLOCK.replace('        gc.collect()\n', '').replace(
    'print("never")',
    'gc.collect()\nprint(list(events.queue))',
  );
  const { outcome, output } = await run(text);
  expect([outcome, output]).toEqual(['finished', "['first', 'unhandled']\n"]);
});

test('a container that is let go of takes along what is in it, in a run that is kept too', async () => {
  const [text, wanted] = ['py', 'out'].map((ending) =>
    readFileSync(new URL(`native/containers_let_go.${ending}`, import.meta.url), 'utf8'),
  );
  for (const seed of [0, 1]) expect((await run(text!, seed, true)).output).toBe(wanted);
});

/** Each value that is put, and how the program takes it out behind the back of `get`. */
const TAKEN_OUT = [
  ['an object', 'item', 'q.queue.clear()'],
  ['an object in a tuple', '(1, item)', 'q.queue.clear()'],
  ['an object in a list of a dict', '{"k": [item]}', 'q.queue.pop()'],
  ['a generator that has begun', 'begun(item)', 'q.queue.clear()'],
  ['an object in a tuple that is got', '(1, item)', 'q.get()'],
  ['an object of a queue of its own kind', 'item', 'q = None'],
] as const;

let interpreter: Interpreter | undefined;
test.each(TAKEN_OUT)('to keep a run keeps nothing in a queue alive: %s', async (_, put, take) => {
  const text = `import queue
class Item:
    def close(self): print("closed", q is not None and q.qsize())
def begun(item):
    def generator():
        try: yield
        finally: item.close()
    one = generator()
    next(one)
    return one
q = queue.Queue()
def fill():
    item = Item()
    Item.__del__ = Item.close
    q.put(${put})
fill()
${take}
print("end")
`;
  interpreter ??= await interpreterForTests();
  const plain = await run(text, 0, false, interpreter);
  const kept = await run(text, 0, true, interpreter);
  expect(kept.output).toBe(plain.output);
  expect(plain.output).toMatch(/^closed/);
});

test('a callback of a weak reference that asks the queue in whose put it comes is a deadlock, kept or not', async () => {
  const text = `import queue, weakref
class Item: pass
class Newest(queue.Queue):
    def _put(self, item):
        self.queue.clear()
        super()._put(item)
newest = Newest()
def produce():
    for _ in range(2):
        item = Item()
        seen.append(weakref.ref(item, lambda _: newest.qsize()))
        newest.put(item)
        del item
seen = []
produce()
`;
  for (const record of [false, true]) expect((await run(text, 0, record)).outcome).toBe('deadlock');
});
