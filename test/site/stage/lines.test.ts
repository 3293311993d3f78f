import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nextArrival } from '../../../simulator/session/arrival.ts';
import { metaOf, statesOf } from '../../../simulator/machines/machines.ts';
import { placesIn, scriptLinesOf } from '../../../site/stage/gutter.ts';
import { linesOf, relevant } from '../../../site/stage/lines.ts';
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

test('the program of a bare queue has the statements of its threads', () => {
  expect(scriptLinesOf(play('queue-timeout').scenario).map(({ text }) => text)).toEqual([
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

test('a run to a row of the program stops where a thread has just come to it', () => {
  const run = play('queue-timeout');
  const at = (position: number) =>
    placesIn(run, run.player.seek(position), {}).program.find(({ row }) => row === 2)?.threads ?? [];
  const arrival = nextArrival(run, 0, at)!;
  expect(arrival.thread).toBe(0);
  expect(at(arrival.position)).toEqual([0]);
  expect(at(run.trace.stepStart(arrival.position))).toEqual([]);
  expect(nextArrival(run, arrival.position, at)).toBeNull();
});
