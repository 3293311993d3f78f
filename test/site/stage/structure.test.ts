import { describe, expect, test } from 'vitest';
import type { ModelExecution } from '../../../simulator/engines/model/execution.ts';
import type { PoolState } from '../../../simulator/trace/state.ts';
import type { StageMessages } from '../../../site/i18n/en/stage.ts';
import stageEn from '../../../site/i18n/en/stage.ts';
import treeEn from '../../../site/i18n/en/stage-tree.ts';
import treeZh from '../../../site/i18n/zh-cn/stage-tree.ts';
import { plain } from '../../../site/i18n/text.ts';
import { blockedOf, describe as describeThread } from '../../../site/stage/describe.ts';
import { treeRows, structureOf, treeKey, type Branch } from '../../../site/stage/structure.ts';
import { traceIndexOf } from '../../../site/stage/trace-index.ts';
import { after, HOLES, IDS, LANGUAGES, play } from './executions.ts';

const treeOf = (run: ModelExecution, now: PoolState, m: StageMessages) =>
  structureOf(
    run,
    now,
    {
      doing: (thread) => describeThread(run, now, thread, m).filter(Boolean),
      enders: (thread) => blockedOf(run, now, thread)?.holders ?? [],
      itemText: (item) => `item ${item}`,
    },
    m,
    m === stageEn ? treeEn : treeZh,
  );
const atTheEnd = (run: ModelExecution) => after(run, traceIndexOf(run).bounds.length - 1);
/** Every line, two spaces in for each level. */
const written = (branches: Branch[], depth = 0): string[] =>
  branches.flatMap(({ text, branches: below }) => ['  '.repeat(depth) + plain(text), ...written(below(), depth + 1)]);

test('in a deadlock the tree leads from a thread to what it waits for, to who could end that, and back to it', () => {
  const run = play('deadlock');
  const [main, first] = treeOf(run, atTheEnd(run), stageEn);
  expect(written([main!])).toEqual([
    'main: blocked, no timeout',
    '  in _requests_queue.put(request)',
    '  the queue is full; could get: Thread-1 or Thread-2',
    '  waits on not_full of _requests_queue',
    '    could end that: Thread-1: blocked, no timeout',
    '      in _results_queue.put(…)',
    '      the queue is full; could get: main',
    '      waits on not_full of _results_queue',
    '        could end that: main, as above',
    '      has item 2',
    '    could end that: Thread-2: blocked, no timeout',
    '      in _results_queue.put(…)',
    '      the queue is full; could get: main',
    '      waits on not_full of _results_queue',
    '        could end that: main, as above',
    '      has item 1',
  ]);
  expect(plain(first!.text)).toBe('Thread-1: blocked, no timeout');
});

test('a queue is a line with its size, its items and who waits on it below', () => {
  const run = play('deadlock');
  const queues = treeOf(run, atTheEnd(run), stageEn).filter(({ id }) => id.startsWith('q'));
  expect(written(queues)).toEqual([
    '_requests_queue: 1 of 1, full',
    '  item 3',
    '  not_full: main',
    '_results_queue: 1 of 1, full',
    '  item 0',
    '  not_full: Thread-2 and Thread-1',
  ]);
});

describe.each(LANGUAGES)('in %s', (_, m) => {
  test.each(IDS)('in %s no line has a hole, and no two lines the same id', (id) => {
    const run = play(id);
    for (const step of [0, Math.floor(traceIndexOf(run).bounds.length / 2), traceIndexOf(run).bounds.length - 1]) {
      const tree = treeOf(run, after(run, step), m);
      const all = new Set<string>();
      const open = (branches: Branch[]): void => branches.forEach((each) => (all.add(each.id), open(each.branches())));
      open(tree);
      const rows = treeRows(tree, all);
      expect(rows.length).toBe(new Set(rows.map((row) => row.id)).size);
      for (const { text } of rows) expect(text).not.toMatch(HOLES);
    }
  });
});

test('right opens a line and goes into it, left closes it and goes out; up, down, Home and End go through what is shown', () => {
  const leaf = (id: string): Branch => ({ id, text: id, branches: () => [] });
  const tree: Branch[] = [{ id: 'a', text: 'a', branches: () => [leaf('a/1'), leaf('a/2')] }, leaf('b')];
  const closed = treeRows(tree, new Set());
  expect(closed.map(({ id, level, open, place, of }) => [id, level, open, place, of])).toEqual([
    ['a', 1, false, 1, 2],
    ['b', 1, null, 2, 2],
  ]);
  expect(treeKey('ArrowRight', closed, 'a')).toEqual({ toggle: 'a' });
  expect(treeKey('ArrowLeft', closed, 'a')).toBe(null);
  const rows = treeRows(tree, new Set(['a']));
  expect(rows.map(({ id }) => id)).toEqual(['a', 'a/1', 'a/2', 'b']);
  expect(treeKey('ArrowRight', rows, 'a')).toEqual({ go: 'a/1' });
  expect(treeKey('ArrowRight', rows, 'a/1')).toBe(null);
  expect(treeKey('ArrowLeft', rows, 'a/2')).toEqual({ go: 'a' });
  expect(treeKey('ArrowLeft', rows, 'a')).toEqual({ toggle: 'a' });
  expect(treeKey('ArrowDown', rows, 'a/2')).toEqual({ go: 'b' });
  expect(treeKey('ArrowDown', rows, 'b')).toBe(null);
  expect(treeKey('ArrowUp', rows, 'a')).toBe(null);
  expect(treeKey('Home', rows, 'b')).toEqual({ go: 'a' });
  expect(treeKey('End', rows, 'a')).toEqual({ go: 'b' });
  expect(treeKey('Enter', rows, 'b')).toBe(null);
  expect(treeKey(' ', rows, 'a')).toEqual({ toggle: 'a' });
  expect(treeKey('x', rows, 'a')).toBe(null);
});
