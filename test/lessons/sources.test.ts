import { existsSync, globSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';

const linesOf = (source: string) => source.trimEnd().split('\n');

/** Reads a file of CPython's standard library, as Pyodide packs it. */
const library = (name: string): string => {
  const files = unzipSync(readFileSync('node_modules/pyodide/python_stdlib.zip'), {
    filter: (file) => file.name === name,
  });
  return strFromU8(files[name]!);
};
const pool = library('concurrent/futures/thread.py');
const queue = library('queue.py');

/** A function or class of a Python file, by the line it begins with. */
const partOf = (source: string, first: string): string => {
  const lines = linesOf(source).slice(linesOf(source).findIndex((line) => line.trimStart().startsWith(first)));
  const indent = lines[0]!.search(/\S/);
  const end = lines.findIndex(
    (line, at) => at > 0 && /\S/.test(line) && line.search(/\S/) <= indent && !line.trim().startsWith(')'),
  );
  return lines
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trimEnd();
};
/** The places of some texts in a source, which has each of them. */
const placesIn = (source: string, texts: string[]): number[] =>
  texts.map((text) => {
    expect(source).toContain(text);
    return source.indexOf(text);
  });
const inOrder = (source: string, ...texts: string[]) => {
  const places = placesIn(source, texts);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
};

test('the library is that of Python 3.14', () => {
  expect(JSON.parse(readFileSync('node_modules/pyodide/pyodide-lock.json', 'utf8')).info.python).toMatch(/^3\.14\./);
});

test('concurrent/futures/thread.py has fewer than 300 lines', () => {
  expect(linesOf(pool).length).toBeLessThan(300);
  expect(linesOf(pool).length).toBeGreaterThan(250);
});

test('the life of a worker of threadpool is a method of 18 lines', () => {
  const worker = partOf(readFileSync('lessons/listings/threadpool.py', 'utf8'), 'class WorkerThread');
  expect(linesOf(partOf(worker, 'def run'))).toHaveLength(18);
});

/** The lines of a function below its signature and docstring. */
const bodyOf = (source: string): string[] =>
  linesOf(source.slice(source.indexOf('"""', source.indexOf('"""') + 3) + 3).trim());

test('the constructors of the pool and of a worker are thirteen lines together', () => {
  const source = readFileSync('lessons/listings/threadpool.py', 'utf8');
  const constructors = ['class WorkerThread', 'class ThreadPool'].map((name) =>
    partOf(partOf(source, name), 'def __init__'),
  );
  // A worker: super(), daemon, four fields, start(). The pool: two queues, three containers, createWorkers().
  expect(constructors.map((constructor) => bodyOf(constructor).length)).toEqual([7, 6]);
});

test('the two classes of the article and their job are forty lines, give or take a few', () => {
  const lines = linesOf(readFileSync('lessons/listings/article.py', 'utf8')).filter((line) => line.trim() !== '');
  expect(Math.abs(lines.length - 40)).toBeLessThanOrEqual(4);
});

test('a worker of an executor catches BaseException and gives it to the future', () => {
  inOrder(partOf(pool, 'class _WorkItem'), 'except BaseException as exc:', 'self.future.set_exception(exc)');
});

test('a worker of an executor releases a semaphore when the queue is empty, and then waits', () => {
  inOrder(partOf(pool, 'def _worker'), 'get_nowait()', 'queue.Empty', '_idle_semaphore.release()', 'get(block=True)');
});

test('submit acquires that semaphore without waiting before it starts a thread', () => {
  const adjust = partOf(pool, 'def _adjust_thread_count');
  inOrder(adjust, '_idle_semaphore.acquire(timeout=0)', 'return', 'threading.Thread(', 't.start()');
});

test('submit holds a lock from the check of its flag until the job is put', () => {
  const submit = partOf(pool, 'def submit');
  inOrder(submit, 'with self._shutdown_lock', 'if self._shutdown:', 'self._work_queue.put(', 'return f');
  const held = partOf(submit, 'with self._shutdown_lock');
  inOrder(held, 'if self._shutdown:', 'self._work_queue.put(');
});

test('the queue of an executor is a SimpleQueue, and its stop item is passed on', () => {
  expect(pool).toContain('self._work_queue = queue.SimpleQueue()');
  inOrder(partOf(pool, 'def _worker'), '# Notice other workers', 'work_queue.put(None)');
});

test('three conditions of a queue share its one lock, and get holds it from the check to the item', () => {
  for (const name of ['not_empty', 'not_full', 'all_tasks_done'])
    expect(queue).toContain(`self.${name} = threading.Condition(self.mutex)`);
  const held = partOf(partOf(queue, 'def get('), 'with self.not_empty');
  inOrder(held, 'self._qsize()', 'self.not_empty.wait(', 'item = self._get()');
});

test('shutdown of a queue sets its flag under the lock, and wakes all that wait', () => {
  const held = partOf(partOf(queue, 'def shutdown'), 'with self.mutex');
  inOrder(held, 'self.is_shutdown = True', 'self.not_empty.notify_all()', 'self.not_full.notify_all()');
});

test('wait of a condition makes a lock for its thread, and puts it in line before it lets go of the other', () => {
  const wait = partOf(partOf(library('threading.py'), 'class Condition'), 'def wait(');
  inOrder(wait, 'waiter = _allocate_lock()', 'self._waiters.append(waiter)', 'self._release_save()');
});

test.each([
  ['en', '## New, and run here', '## New, and read here'],
  ['zh-cn', '## 新的，这里运行过', '## 新的，这里只是读来的'],
])('in %s, what is new is run by a listing, or else has a source', (lang, runs, read) => {
  const text = readFileSync(`lessons/${lang}/what-is-new.mdx`, 'utf8');
  const bullets = (section: string) =>
    text
      .split(section)[1]!
      .split('\n## ')[0]!
      .match(/^- .*$/gm)!;
  const listings = globSync('lessons/listings/*.py')
    .filter((file) => existsSync(file.replace('.py', '.out')))
    .map((file) => readFileSync(file, 'utf8'));
  for (const bullet of bullets(runs)) {
    const names = [...bullet.matchAll(/\*\*`([\w.]+)\((\w+=)?/g)].map(
      ([, name, argument]) => argument ?? `.${name!.split('.').at(-1)}(`,
    );
    expect(names, bullet).not.toEqual([]);
    for (const name of names)
      expect(
        listings.some((listing) => listing.includes(name)),
        name,
      ).toBe(true);
  }
  expect(bullets(read).length).toBeGreaterThanOrEqual(5);
  for (const bullet of bullets(read)) expect(bullet).toMatch(/<Claim source="https:/);
});

test('the last lesson says how many programs and schedules check a pool', () => {
  const { scenarios } = JSON.parse(readFileSync('lessons/exercises/write-your-own-pool/exercise.json', 'utf8')) as {
    scenarios: { schedules: number; hidden?: boolean }[];
  };
  const hidden = scenarios.filter((scenario) => scenario.hidden).length;
  expect([scenarios.length, hidden]).toEqual([19, 9]);
  expect(scenarios.reduce((sum, { schedules }) => sum + schedules, 0)).toBe(1100);
  expect(readFileSync('lessons/en/write-your-own-pool.mdx', 'utf8')).toMatch(/19 small programs[\s\S]*1,100 in all/);
  expect(readFileSync('lessons/zh-cn/write-your-own-pool.mdx', 'utf8')).toMatch(/19 个小程序[\s\S]*1100 个/);
});
