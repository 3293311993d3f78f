import { expect, test } from 'vitest';
import { HEAD_WORDS, RESUMED, THREAD_WORDS, WAIT_WORD, WOKEN } from '../../../simulator/typescript/protocol.ts';
import { allSleep, tellWaits } from '../../../simulator/typescript/waits.ts';
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
  ['Atomics.wait', 'Atomics.wait(new BigInt64Array(new SharedArrayBuffer(8)), 0, 0n, NaN);'],
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

const WORD = `${USES}type Word = Int32Array<SharedArrayBuffer>;
const word = (): Word => new Int32Array(new SharedArrayBuffer(4));
`;

test.each([
  ['blocks', 'Atomics.wait(word, 0, 0);'],
  ['may not block', 'await Atomics.waitAsync(word, 0, 0).value;'],
])('a thread that %s is woken by a notify that stores nothing, and a deadlock after it is seen', async (_, wait) => {
  const heard = new Heard({
    'main.ts': `${WORD}export async function work(word: Word, awake: Event) { ${wait} console.log('awake'); awake.set(); new Event().wait(); }
export function main() {
  const [one, awake] = [word(), new Event()];
  new Thread({ target: work, args: [one, awake] }).start();
  while (!awake.isSet()) { Atomics.notify(one, 0); sleep(0.01); }
  new Event().wait();
}`,
  });
  const { how, waits } = await heard.run.over;
  expect([heard.lines, how, waits!.map(({ call }) => call)]).toEqual([
    ['awake'],
    'deadlock',
    ['Event.wait', 'Event.wait'],
  ]);
});

test('a thread that was woken and has had no processor since does not sleep', () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const state = new Int32Array(new SharedArrayBuffer(4 * THREAD_WORDS));
  const program = new Int32Array(new SharedArrayBuffer(4 * HEAD_WORDS));
  const wait = { serial: 1, words, at: 0, value: 0, call: 'Atomics.wait', stack: '' };
  state[WAIT_WORD] = 1;
  const sleeps = () => allSleep([{ wait, state: state.buffer }], program);
  expect(sleeps()).toBe(true);
  program[WOKEN] = 1;
  expect(sleeps()).toBe(false);
  program[RESUMED] = 1;
  expect(sleeps()).toBe(true);
});

test('a wait is told before it begins, if none was told just before: no notify falls in between', () => {
  const native = { ...atomics() };
  const did: unknown[] = [];
  const state = new Int32Array(new SharedArrayBuffer(4 * THREAD_WORDS));
  const program = new Int32Array(new SharedArrayBuffer(4 * HEAD_WORDS));
  Atomics.wait = ((_: unknown, __: unknown, ___: unknown, milliseconds: number) => {
    did.push(milliseconds);
    return milliseconds === Infinity ? 'ok' : 'timed-out';
  }) as typeof Atomics.wait;
  try {
    tellWaits({ state, program, pages: new SharedArrayBuffer(4) }, ({ serial }) => did.push(`tells ${serial}`), String);
    const words = new Int32Array(new SharedArrayBuffer(4));
    for (let i = 0; i < 2; i++) Atomics.wait(words, 0, 0);
  } finally {
    Object.assign(Atomics, native);
  }
  expect(did).toEqual([0, 'tells 1', Infinity, 100, 'tells 2', Infinity]);
  expect([state[WAIT_WORD], program[RESUMED]]).toEqual([0, 2]);
});

function atomics() {
  const { wait, waitAsync, notify } = Atomics;
  return { wait, waitAsync, notify };
}

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
