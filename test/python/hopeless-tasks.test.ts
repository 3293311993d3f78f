import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES, type Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

/** Waits for what `main` does, beside whatever that has started. */
async function run(main: string, granularity: Granularity = 'operation') {
  const text = `import asyncio, concurrent.futures, contextlib, signal, threading, time, weakref
async def beat():
    while True: await asyncio.sleep(1)
async def ticks():
    for _ in range(300): await asyncio.sleep(1)
async def take(x, y):
    async with x:
        await asyncio.sleep(0.1)
        async with y: pass
async def after(ticking, act):
    await ticking
    act()
class Actor:
    def __init__(self): self.inbox = asyncio.Queue()
    async def tick(self):
        await ticks()
        self.send(1)
    def send(self, message): self.inbox.put_nowait(message)
@contextlib.asynccontextmanager
async def held(lock):
    await lock.acquire()
    try: yield
    finally: lock.release()
async def main():
    loop, made = asyncio.get_running_loop(), asyncio.create_task
    a, b, e, q = asyncio.Lock(), asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)
    ${main.replaceAll('\n', '\n    ')}
asyncio.run(main())`;
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const { outcome, blocked } = await interpreter.run(program, roundRobin(), {
    maxSteps: granularity === 'operation' ? 4000 : 60_000,
    granularity,
  });
  return { outcome, on: blocked.map(({ on }) => on.replaceAll(/:\d+/g, '')) };
}

describe('tasks that wait for ever beside one that goes on are a deadlock, and are named', () => {
  const BEAT = 'made(beat(), name="beat")\n';
  test.each([
    ['each for the lock of the other', `${BEAT}await asyncio.gather(take(a, b), take(b, a))`, 'Task-1, Task-2, Task-3'],
    ['gathered with it', 'await asyncio.gather(take(a, b), take(b, a), beat())', 'Task-1, Task-2, Task-3'],
    [
      'in one group with it',
      'async with asyncio.TaskGroup() as g:\n    g.create_task(take(a, b)); g.create_task(take(b, a)); g.create_task(beat())',
      'Task-1, Task-2, Task-3',
    ],
    ['for a future', `${BEAT}await loop.create_future()`, 'Task-1'],
    ['for a future of threads', `${BEAT}await asyncio.wrap_future(concurrent.futures.Future())`, 'Task-1'],
    ['for an item', `${BEAT}await q.get()`, 'Task-1'],
    ['for a place', `${BEAT}await q.put(1)\nawait q.put(2)`, 'Task-1'],
    ['for task_done', `${BEAT}await q.put(1)\nawait q.get()\nawait q.join()`, 'Task-1'],
    ['for an event', `${BEAT}await e.wait()`, 'Task-1'],
    ['for an event, under no timeout', `${BEAT}await asyncio.wait_for(e.wait(), None)`, 'Task-1'],
    ['for an event, shielded', `${BEAT}await asyncio.shield(made(e.wait(), name="w"))`, 'Task-1, w'],
    ['for an event, by asyncio.wait', `${BEAT}await asyncio.wait([made(e.wait(), name="w")])`, 'Task-1, w'],
    ['for a condition', `${BEAT}c = asyncio.Condition()\nasync with c: await c.wait()`, 'Task-1'],
    ['for a semaphore', `${BEAT}s = asyncio.Semaphore(1)\nasync with s:\n    async with s: pass`, 'Task-1'],
    [
      'for a barrier',
      `${BEAT}s = asyncio.Barrier(3)\nawait asyncio.gather(s.wait(), s.wait())`,
      'Task-1, Task-2, Task-3',
    ],
    [
      'for a task that waits for ever',
      `${BEAT}x = made(after((f := loop.create_future()), print))\nawait x`,
      'Task-1, Task-2',
    ],
    ['beside a callback that comes again', 'def again(): loop.call_later(1, again)\nagain()\nawait e.wait()', 'Task-1'],
    ['beside an idle pool', `await asyncio.to_thread(len, "")\n${BEAT}await e.wait()`, 'Task-1'],
  ])('%s', async (_, main, names) => {
    const { outcome, on } = await run(main);
    expect([outcome, on[0]]).toEqual(['deadlock', `EventLoop-1 (${names})`]);
  });
});

describe('a task that something may wake is not given up', () => {
  test.each([
    ['a task sets the event', 'made(after(ticks(), e.set))\nawait e.wait()'],
    ['a task puts an item', 'x = Actor()\nmade(x.tick())\nawait x.inbox.get()'],
    ['a task awaits one that ends', 't = made(ticks())\nmade(after(t, e.set))\nawait e.wait()'],
    ['a callback of a task', 'made(ticks()).add_done_callback(lambda _: e.set())\nawait e.wait()'],
    [
      'an asynchronous generator',
      'async def each():\n    await ticks(); yield\nasync def go():\n    async for _ in each(): e.set()\nmade(go())\nawait e.wait()',
    ],
    [
      'a task leaves the lock',
      'async def hold():\n    async with a: await ticks()\nmade(hold())\nawait asyncio.sleep(0.5)\nasync with a: pass',
    ],
    [
      'a manager leaves the lock',
      'async def hold():\n    async with held(a): await ticks()\nmade(hold())\nawait asyncio.sleep(0.5)\nasync with a: pass',
    ],
    [
      'a stack of managers leaves the lock',
      'async def hold():\n    async with contextlib.AsyncExitStack() as stack:\n        await stack.enter_async_context(a)\n        await ticks()\nmade(hold())\nawait asyncio.sleep(0.5)\nasync with a: pass',
    ],
    [
      'a timer ends the future',
      'f = loop.create_future()\nloop.call_later(300, f.set_result, 1)\nmade(beat())\nawait f',
    ],
    ['a timer calls a function', 'loop.call_later(300, lambda: e.set())\nmade(beat())\nawait e.wait()'],
    ['a timeout', 'made(beat())\ntry:\n    async with asyncio.timeout(300): await e.wait()\nexcept TimeoutError: pass'],
    ['a timeout of wait_for', 'made(beat())\ntry: await asyncio.wait_for(e.wait(), 300)\nexcept TimeoutError: pass'],
    [
      'a task cancels it',
      'me = asyncio.current_task()\nmade(after(ticks(), me.cancel))\ntry: await e.wait()\nexcept asyncio.CancelledError: me.uncancel()',
    ],
    [
      'a task cancels all',
      'async def all_():\n    await ticks()\n    for t in asyncio.all_tasks(): t.cancel()\nmade(all_())\ntry: await e.wait()\nexcept asyncio.CancelledError: pass',
    ],
    [
      'a task of its group fails',
      'async def fail():\n    await ticks()\n    raise ValueError\ntry:\n    async with asyncio.TaskGroup() as g: g.create_task(fail()); g.create_task(e.wait())\nexcept* ValueError: pass',
    ],
    [
      'the first of several is enough',
      'await asyncio.wait([made(ticks()), made(e.wait())], return_when="FIRST_COMPLETED")',
    ],
    [
      'a weak reference',
      'class Box: pass\nbox = Box(); box.e = e; w = weakref.ref(box)\nmade(after(ticks(), lambda: w().e.set()))\nawait e.wait()',
    ],
    [
      'a signal',
      'loop.add_signal_handler(signal.SIGUSR1, e.set)\nmade(after(ticks(), lambda: signal.raise_signal(signal.SIGUSR1)))\nawait e.wait()',
    ],
    [
      'a thread',
      'def work():\n    for _ in range(300): time.sleep(1)\n    loop.call_soon_threadsafe(e.set)\nthreading.Thread(target=work).start()\nmade(beat())\nawait e.wait()',
    ],
    ['a pool', 'made(beat())\nawait asyncio.to_thread(time.sleep, 300)'],
  ])('%s', async (_, main) => {
    expect((await run(main)).outcome).toBe('finished');
  });

  test('the end of the program is waited for by main, not by what it has started', async () => {
    expect((await run('made(e.wait())\nawait ticks()')).outcome).toBe('finished');
  });
});

test.each(GRANULARITIES)('tasks are looked for between two calls of their loop, by %s', async (granularity) => {
  const outcomes: string[] = [];
  for (const main of [
    'made(beat())\nawait asyncio.gather(take(a, b), take(b, a))',
    'made(beat())\nawait e.wait()',
    'made(after(ticks(), e.set))\nawait e.wait()',
    'x = Actor()\nmade(x.tick())\nawait x.inbox.get()',
  ])
    outcomes.push((await run(main, granularity)).outcome);
  expect(outcomes).toEqual(['deadlock', 'deadlock', 'finished', 'finished']);
});
