import { expect, test } from 'vitest';
import { enter } from '../../../simulator/typescript/context.ts';
import { Thread } from '../../../simulator/typescript/library/threading.ts';
import { ALIVE, LIMIT, MOST_ALIVE, HEAD_WORDS, type ThreadStart } from '../../../simulator/typescript/protocol.ts';
import { Heard, program, ran } from './compile.ts';

const USES = `
import { Queue } from 'queue';
import { Event, Lock, Thread, currentThread } from 'threading';
import { sleep } from 'time';
`;

test('WorkManager: every job is done once, by threads, and main goes on when all are over', async () => {
  const text = program('work_manager')
    .replace('sleep(0.1)', 'sleep(0.001)')
    .replace(/if \(n % 9 === 0\) /, '');
  const { lines, end, raised } = await ran(text);
  const jobs = lines.slice(0, -1).map((line) => Number(/^done: job (\d+)$/.exec(line)![1]));
  expect(jobs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 99 }, (_, i) => i));
  expect(lines.at(-1)).toMatch(/^cost all time: /);
  expect([end.how, end.threads, raised]).toEqual(['finished', 9, []]);
});

test('threadpool: every request comes to one of its callbacks, and a task that raises to the other', async () => {
  const { lines, end } = await ran(program('threadpool_example').replace('sleep(0.1)', ''));
  const squares = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12].map((n) => `${n} squared is ${n * n}`);
  expect(lines.slice(0, -1).toSorted()).toEqual([...squares, '7 failed: RangeError: seven is refused'].toSorted());
  expect(lines.at(-1)).toMatch(/^11 results after /);
  // Its workers are daemons: nobody has dismissed them.
  expect([end.how, end.threads]).toEqual(['finished', 4]);
});

test('small_queue: a lock, a word that changes, and nothing is lost on the way', async () => {
  // 1 + 2 + ... + 1000 = 1000 * 1001 / 2
  const { lines } = await ran(program('small_queue'));
  expect(lines).toEqual(['the sum of what came: 500500', 'main is done']);
});

test('primes: one worker, two and four count the same', async () => {
  // 1862 primes are below 16 * 1000.
  const { lines } = await ran(program('primes').replace('100_000', '1000'));
  expect(lines.filter((line) => line.includes('workers')).map((line) => line.split(', seconds')[0])).toEqual([
    'workers: 1, primes: 1862',
    'workers: 2, primes: 1862',
    'workers: 4, primes: 1862',
  ]);
});

test('lost update: without a lock the sum is too small in one run of a few, and with a lock in none', async () => {
  // Two threads that the machine never runs at the same moment lose nothing: 19 of 20 runs lost on a busy one with two processors.
  const sums: number[] = [];
  while (sums.length < 10 && (sums.at(-1) ?? 40_000_000) === 40_000_000) {
    const { lines } = await ran(program('lost_update').replace('1_000_000', '20_000'));
    expect(lines[1]).toBe('with a lock: 40000 of 40000');
    sums.push(Number(/^without a lock: (\d+) of 40000000$/.exec(lines[0]!)![1]));
  }
  expect(sums.at(-1)).toBeLessThan(40_000_000);
});

test('an exception of a thread is said with its name and its line; the others and main go on', async () => {
  const { frames, lines, pieces, raised, end } = await ran(`${USES}
export function work(n: number) {
  if (n === 1) throw new RangeError('not one');
  console.log('worked', n);
}
export function main() {
  const threads = [0, 1, 2].map((n) => new Thread({ target: work, args: [n] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  console.log(threads.map((thread) => thread.isAlive()).join());
}`);
  expect(raised).toEqual(['Thread-2 (work): RangeError: not one']);
  expect(lines.toSorted()).toEqual(['false,false,false', 'worked 0', 'worked 2']);
  expect(end.how).toBe('finished');
  const piece = pieces.find((piece) => 'raised' in piece)!;
  expect(frames.top(piece.raised.stack)).toEqual({ file: 'main.ts', line: 7, column: 22 });
  expect(frames.stack(piece.raised.stack)).toEqual(['    at work (main.ts:7:22)']);
});

test('an exception of main ends the program when its threads are over', async () => {
  const { raised, lines, end } = await ran(`${USES}
export const work = () => { sleep(0.05); console.log('worked'); };
export function main() {
  new Thread({ target: work }).start();
  null!.x;
}`);
  expect(raised[0]).toMatch(/^MainThread: TypeError: /);
  expect([lines, end.how]).toEqual([['worked'], 'raised']);
});

test('a target that is not exported is refused where the thread is made', async () => {
  const { raised, frames, pieces } = await ran(`${USES}
function hidden() {}
export function main() {
  new Thread({ target: hidden });
}`);
  expect(raised).toEqual([expect.stringMatching(/^MainThread: NotExported: the function 'hidden' cannot go/)]);
  const piece = pieces.find((piece) => 'raised' in piece)!;
  expect(frames.top(piece.raised.stack)!.line).toBe(8);
});

test.each([
  [
    'a class of its own',
    'class Job { n = 1 }; new Queue<unknown>().put({ job: new Job() });',
    /DataCloneError: .*\.job/,
  ],
  ['a closure', 'new Queue<unknown>().put(() => 1);', /NotExported: a function without a name/],
  ['a queue in a queue', 'new Queue<unknown>().put(new Queue());', /DataCloneError: a Queue is not put into a queue/],
  ['an argument', 'new Thread({ target: main, args: [Symbol()] as never }).start();', /DataCloneError/],
])('what cannot be cloned is refused: %s', async (_, statement, message) => {
  const { raised } = await ran(`${USES} export function main() { ${statement} }`);
  expect(raised).toEqual([expect.stringMatching(message)]);
});

test('functions, queues, locks, events and shared memory go to other threads, and are the same there', async () => {
  const { lines, raised } = await ran(`${USES}
export function twice(n: number) { return 2 * n; }
export function work(queue: Queue<[(n: number) => number, number]>, out: Queue<unknown>, lock: Lock, event: Event, sum: Int32Array) {
  const [func, n] = queue.get();
  lock.acquire();
  sum[0] += func(n);
  lock.release();
  out.put({ name: currentThread().name, when: new Date(0), map: new Map([[1, [n]]]) });
  event.set();
}
export function main() {
  const [queue, out, lock, event] = [new Queue<[typeof twice, number]>(), new Queue<unknown>(1), new Lock(), new Event()];
  const sum = new Int32Array(new SharedArrayBuffer(8), 4);
  lock.acquire();
  new Thread({ target: work, args: [queue, out, lock, event, sum], name: 'helper' }).start();
  queue.put([twice, 21]);
  console.log(event.wait(0.05), sum[0]);
  lock.release();
  console.log(event.wait(), sum[0], out.full(), out.get());
}`);
  expect(raised).toEqual([]);
  expect(lines[0]).toBe('false 0');
  expect(lines[1]).toMatch(/^true 42 true { name: 'helper', when: .*, map: Map \(1\) {1 => \[ 21 \]} }$/);
});

test('a thread has its own copy of a list at the top of the file, and of a list that it is given', async () => {
  const { lines, raised } = await ran(`${USES}
const results: number[] = [];
export function work(given: number[]) {
  results.push(1);
  given.push(1);
  console.log('thread', results.length, given.length);
}
export function main() {
  const given: number[] = [];
  const thread = new Thread({ target: work, args: [given] });
  thread.start();
  thread.join();
  console.log('main', results.length, given.length);
}`);
  expect([lines, raised]).toEqual([['thread 1 1', 'main 0 0'], []]);
});

test('a program of several files: they import each other, and threads find functions of each', async () => {
  const { lines } = await ran(
    `import { Thread } from 'threading'; import { work } from './work';
     export function main() { const t = new Thread({ target: work, args: ['x'] }); t.start(); t.join(); }`,
    { 'work.ts': `export function work(word: string) { console.log('here', word); }` },
  );
  expect(lines).toEqual(['here x']);
});

test('main and threads may await, and what is raised in a timer is said', async () => {
  const { lines, raised } = await ran(`${USES}
const later = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
export async function work() { await later(); console.log('thread'); }
export async function main() {
  const thread = new Thread({ target: work });
  thread.start();
  setTimeout(() => { throw new Error('in a timer'); });
  await later();
  thread.join();
  console.log('main');
}`);
  expect(lines).toEqual(['thread', 'main']);
  expect(raised).toEqual(['MainThread: Error: in a timer']);
});

test.each([
  ['no main', 'export const x = 1;', 'no-main', []],
  [
    'a module that raises',
    `console.log('begun'); throw new Error('at once');`,
    'raised',
    ['MainThread: Error: at once'],
  ],
  [
    'an unknown module',
    `import 'fs'; export function main() {}`,
    'raised',
    [`MainThread: Error: there is no module 'fs'`],
  ],
  ['code that does not load', `let a = 1; let a = 2; export function main() {}`, 'raised', [/SyntaxError/]],
])('%s: it ends, and why is said', async (_, text, how, said) => {
  const { end, raised } = await ran(text);
  expect([end.how, raised]).toEqual([how, said.map((text) => expect.stringMatching(text) as string)]);
});

test('a thread whose module raises is over, and join returns', async () => {
  const { lines, raised } = await ran(`${USES}
if (currentThread().name !== 'MainThread') throw new Error('not here');
export const work = () => {};
export function main() {
  const thread = new Thread({ target: work });
  thread.start();
  thread.join();
  console.log('joined');
}`);
  expect([lines, raised]).toEqual([['joined'], ['Thread-1 (work): Error: not here']]);
});

test('threads are not started while the module is loaded, nor twice, nor joined before', async () => {
  const loading = await ran(`${USES} export function main() {} new Thread({ target: main }).start();`);
  expect(loading.raised).toEqual([expect.stringContaining('RuntimeError: a thread is started while its module')]);
  const { lines } = await ran(`${USES}
export const work = () => {};
export function main() {
  const thread = new Thread({ target: work });
  for (const call of [() => thread.join(), () => thread.start(), () => thread.start()])
    try { call(); } catch (error) { console.log((error as Error).message); }
}`);
  expect(lines).toEqual(['cannot join thread before it is started', 'threads can only be started once']);
});

test('more threads than there may be are refused, and are not counted', () => {
  const words = new Int32Array(new SharedArrayBuffer(4 * HEAD_WORDS));
  const work = () => {};
  const files = new Map([['main.ts', { work }]]);
  const started: string[] = [];
  const start = ({ name }: ThreadStart) => void started.push(name);
  enter({ number: 0, name: 'MainThread', words, files, loading: false, start, view: (view) => view });
  words[ALIVE] = MOST_ALIVE - 1;
  new Thread({ target: work }).start();
  expect(() => new Thread({ target: work }).start()).toThrow("can't start new thread");
  expect([started, words[ALIVE]]).toEqual([['Thread-1 (work)'], MOST_ALIVE]);
});

test('an endless loop is stopped at once, and what was printed stays', async () => {
  const heard = new Heard({
    'main.ts': `${USES}
export function spin() { console.log('spinning'); for (;;); }
export function main() { new Thread({ target: spin }).start(); console.log('begun'); for (;;); }`,
  });
  await heard.until('spinning');
  await heard.until('begun');
  heard.run.stop();
  expect((await heard.run.over).how).toBe('stopped');
  expect(heard.lines.toSorted()).toEqual(['begun', 'spinning']);
});

test('a flood of output is bounded, and ends the program', async () => {
  const { text, end } = await ran(
    `export function main() { for (let i = 0; ; i++) console.log(i, 'x'.repeat(1000)); }`,
  );
  expect([text.length, end.how]).toEqual([LIMIT, 'output-limit']);
  expect(text.slice(0, 5)).toBe('0 xxx');
});

test.each([
  ['name', "e.name = 'n'.repeat(6e7);", 'n'.repeat(200)],
  ['stack', "e.stack = 's'.repeat(6e7) + (e.stack as string).split('\\n')[1];", 'Error'],
  ['stack of many frames', "e.stack = ((e.stack as string).split('\\n')[1] + '\\n').repeat(1e6);", 'Error'],
])('an exception with an endless %s is told in short, and its thread is over', async (_, code, name) => {
  const { end, raised } = await ran(`export function main() { const e = new Error('m'); ${code} throw e; }`);
  expect([end.how, raised]).toEqual(['raised', [`MainThread: ${name}: m`]]);
});

test('a name is a text and a daemon a truth value, whatever a program takes for them', async () => {
  const { lines, end } = await ran(`import { Thread } from 'threading';
export const work = () => { throw new Error('no'); };
export function main() {
  const thread = new Thread({ target: work, name: { toString: () => 'seven' } as never, daemon: (() => 0) as never });
  thread.start();
  thread.join();
  const refuses = new Thread({ target: work, name: { toString() { throw new Error('no name'); } } as never });
  try { refuses.start(); } catch (error) { console.log(String(error), refuses.isAlive()); }
}`);
  expect([lines, end.how, end.threads]).toEqual([['Error: no name false'], 'finished', 1]);
});

test('console takes any value, also one that objects to being read', async () => {
  const { lines, pieces } = await ran(`export function main() {
  const round: unknown[] = [1]; round.push(round);
  console.log('a', 0, 1n, null, undefined, round, new Set(['b']), new Int32Array(1));
  console.error(new TypeError('only said'));
  throw { get stack() { throw 1; }, toString() { throw 2; } };
}`);
  expect(lines[0]).toBe("a 0 1n null undefined [ 1, [Circular] ] Set (1) {'b'} Int32Array [ 0 ]");
  expect(lines[1]).toBe('TypeError: only said');
  expect(pieces.map((piece) => 'stderr' in piece && piece.stderr)).toEqual([false, true, false]);
});

test.each([
  "import.source('http://127.0.0.1:9/leak')",
  "import.defer('http://127.0.0.1:9/leak')",
  "import /* over\n lines */ . // and more\n source('http://127.0.0.1:9/leak')",
])('a program fetches no module by what the compiler leaves as it is: %j', async (text) => {
  const { raised, lines } = await ran(
    `// @ts-nocheck\nexport function main() {\n  ${text};\n  console.log('ran');\n}\n`,
  );
  expect([raised, lines]).toEqual([
    [expect.stringMatching(/SyntaxError: import\.defer and import\.source are closed here: a program has no network$/)],
    [''],
  ]);
});

test('a program may call its own things source and defer', async () => {
  const { lines } = await ran(`const imports = { source: (text: string) => text, defer: 1 };
export function main() {
  console.log(imports.source('important.source'), imports.defer);
}
`);
  expect(lines).toEqual(['important.source 1']);
});
