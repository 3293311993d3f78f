import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metaOf, statesOf } from '../../../simulator/machines/machines.ts';
import { placesIn, programOf } from '../../../site/stage/gutter.ts';
import { gutterText, linesOf, relevant } from '../../../site/stage/lines.ts';
import { after, play } from './executions.ts';

const read = (name: string) => readFileSync(new URL(`../../../lessons/listings/${name}.py`, import.meta.url), 'utf8');
const LISTINGS = [
  ['Work', 'work_manager'],
  ['WorkManager', 'work_manager'],
  ['WorkerThread', 'threadpool'],
  ['ThreadPool', 'threadpool'],
] as const;

test.each(LISTINGS)('every state of %s that names code is at that one line of %s.py', (machine, name) => {
  const lines = read(name).split('\n');
  const found = linesOf(machine, read(name));
  statesOf(machine).forEach((state, i) => {
    const code = metaOf(machine, state)?.code;
    if (code === undefined) expect(found[i]).toBe(0);
    else expect(lines[found[i]! - 1]).toContain(code);
  });
});

test('code that is on no line, or on two, is refused', () => {
  expect(() => linesOf('Work', 'nothing')).toThrow('Work.getting');
  expect(() => linesOf('Work', `${read('work_manager')}\n${read('work_manager')}`)).toThrow('on 2 lines');
});

test('what is shown around a line is its whole function and the head of its class', () => {
  const source = ['class A:', '    x = 1', '', '    def f(self):', '        a()', '        b()', '', 'c()'].join('\n');
  expect(relevant(source, [6])).toEqual([1, 4, 5, 6]);
});

test('the gutter has initials, a range of numbers, or how many threads are at a line', () => {
  expect(gutterText(['main'])).toBe('m');
  expect(gutterText(['MainThread'])).toBe('m');
  expect(gutterText(['Thread-12'])).toBe('12');
  expect(gutterText(['ThreadPoolExecutor-0_3'])).toBe('3');
  expect(gutterText(['Thread-2', 'Thread-5'])).toBe('2,5');
  expect(gutterText(['main', 'Thread-1'])).toBe('m,1');
  expect(gutterText(['Thread-2', 'Thread-1', 'Thread-3'])).toBe('1–3');
  expect(gutterText(['Thread-1', 'Thread-2', 'Thread-4'])).toBe('×3');
  expect(gutterText(['main', 'Thread-1', 'Thread-2'])).toBe('×3');
  expect(gutterText(['线程'])).toBe('线');
});

test('the program of a bare queue has the statements of its threads', () => {
  expect(programOf(play('queue-timeout').scenario).map(({ text }) => text)).toEqual([
    'item = queue.get(timeout=0.5)  # except Empty: pass',
    'time.sleep(0.1)',
  ]);
});

test('at the start main stands before its first statement, and no worker stands anywhere', () => {
  const run = play('first-pool');
  const rows = {
    WorkerThread: linesOf('WorkerThread', read('threadpool')),
    ThreadPool: linesOf('ThreadPool', read('threadpool')),
  };
  expect(placesIn(run, after(run, 0), rows)).toEqual({
    program: [{ row: 1, threads: [0], status: 'ready' }],
    code: [],
  });
});

test('all threads of a deadlock are in the code, each at its put', () => {
  const run = play('deadlock');
  const source = read('threadpool');
  const rows = { WorkerThread: linesOf('WorkerThread', source), ThreadPool: linesOf('ThreadPool', source) };
  const { code } = placesIn(run, run.player.seek(run.trace.length), rows);
  const lines = code.map(({ row, threads }) => [source.split('\n')[row - 1]!.trim(), threads]);
  expect(lines).toEqual([
    ['self._requests_queue.put(request, block, timeout)', [0]],
    ['self._results_queue.put((request, result))', [1, 2]],
  ]);
});
