import { expect, test } from 'vitest';
import { Heard, ran } from './compile.ts';

const USES = `import { Queue } from 'queue';
import { Event, Lock, Thread } from 'threading';
import { sleep } from 'time';
`;

/** Lists the end of a program, and which thread waits in what, at which line. */
async function waitsOf(text: string) {
  const { end, frames } = await ran(USES + text);
  // Three lines are before it.
  return [end.how, ...(end.waits ?? []).map(({ thread, call, stack }) => [thread, call, frames.top(stack)!.line - 3])];
}

test('two threads that take two locks in another order are a deadlock, and it is said where each waits', async () => {
  const ended = await waitsOf(`export function work(one: Lock, two: Lock, here: Event, there: Event) {
  one.acquire(); here.set(); there.wait();
  two.acquire();
}
export function main() {
  const [a, b, x, y] = [new Lock(), new Lock(), new Event(), new Event()];
  const threads = [new Thread({ target: work, args: [a, b, x, y] }), new Thread({ target: work, args: [b, a, y, x] })];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
}`);
  expect(ended).toEqual([
    'deadlock',
    ['MainThread', 'Thread.join', 9],
    ['Thread-1 (work)', 'Lock.acquire', 3],
    ['Thread-2 (work)', 'Lock.acquire', 3],
  ]);
});

test.each([
  ['Queue.get', 'new Queue().get();'],
  ['Queue.put', 'const queue = new Queue<number>(1); queue.put(1); queue.put(2);'],
  ['Queue.join', 'const queue = new Queue<number>(); queue.put(1); queue.join();'],
  ['Lock.acquire', 'const lock = new Lock(); lock.acquire(); lock.acquire();'],
  ['Event.wait', 'new Event().wait();'],
  ['Atomics.wait', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
])('%s that nobody ends is a deadlock', async (call, code) => {
  expect(await waitsOf(`export function main() { ${code} }`)).toEqual(['deadlock', ['MainThread', call, 1]]);
});

test('a thread that main has left, and that waits for ever, is a deadlock; a daemon is none', async () => {
  const program = (daemon: boolean) => `export const work = (queue: Queue<number>) => { queue.get(); };
export function main() { new Thread({ target: work, args: [new Queue<number>()], daemon: ${daemon} }).start(); }`;
  expect(await waitsOf(program(false))).toEqual(['deadlock', ['Thread-1 (work)', 'Queue.get', 1]]);
  expect(await waitsOf(program(true))).toEqual(['finished']);
});

test.each([
  ['a thread sleeps, and then wakes the others', 'sleep(0.4); event.set();'],
  [
    'a thread computes, and then wakes the others',
    'for (const until = performance.now() + 400; performance.now() < until;); event.set();',
  ],
  [
    'a thread awaits a timer, and then wakes the others',
    'await new Promise((resolve) => setTimeout(() => resolve(0), 400)); event.set();',
  ],
  ['a thread waits with a timeout, and then wakes the others', 'new Event().wait(0.4); event.set();'],
])('no deadlock is seen where %s', async (_, code) => {
  const ended = await waitsOf(`export async function work(event: Event) { ${code} }
export const waits = (event: Event) => { event.wait(); };
export function main() {
  const event = new Event();
  for (const target of [work, waits, waits]) new Thread({ target, args: [event] }).start();
  event.wait();
}`);
  expect(ended).toEqual(['finished']);
});

const POLLS = `${USES}import { Empty } from 'queue';
export function poll(queue: Queue<number>) {
  for (;;)
    try {
      queue.get(true, 0.02);
    } catch (error) {
      if (!(error instanceof Empty)) throw error;
    }
}
`;

test('threads that only wait until their timeouts pass are told of, and go on', async () => {
  const heard = new Heard(
    {
      'main.ts': `${POLLS}export function main() { const queue = new Queue<number>(); new Thread({ target: poll, args: [queue] }).start(); poll(queue); }`,
    },
    undefined,
    300,
  );
  await heard.untilPolled(['MainThread', 'Thread-1 (poll)']);
  heard.run.stop();
  expect((await heard.run.over).how).toBe('stopped');
});

test('threads that wait for one which works are not told of', async () => {
  const heard = new Heard(
    {
      'main.ts': `${POLLS}export function main() { new Thread({ target: poll, args: [new Queue<number>()], daemon: true }).start(); for (const until = performance.now() + 1200; performance.now() < until;); }`,
    },
    undefined,
    300,
  );
  await heard.run.over;
  expect(heard.polling.length).toBeGreaterThan(0);
  expect(heard.polling.flat()).toEqual([]);
});
