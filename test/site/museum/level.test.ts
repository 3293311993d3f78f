import { beforeEach, expect, test } from 'vitest';
import { exhibits, levelOf } from '../../../site/content/museum.ts';
import { judgeRepair, missingLine } from '../../../site/museum/repair.ts';
import { starsOf } from '../../../site/museum/stars.ts';
import type { Exploration } from '../../../simulator/engines/python/analysis/explore.ts';

const outcome = {
  status: 'finished',
  error: '',
  last: '12',
  failed: false,
  count: 200,
  granularity: 'operation',
  schedule: { policy: { kind: 'random', seed: 1 }, picks: [] },
} as const;
let found: Exploration;
beforeEach(() => {
  found = {
    explored: 200,
    outcomes: [outcome],
    failure: null,
    levels: [],
    unseen: [],
    tree: null,
    shared: [],
    exhausted: false,
    unstable: false,
    stopped: false,
    runs: 200,
    seconds: 1,
  };
});
const task = { keep: ['def sell():', '    global stock'], wanted: '12' };

test('a level has three stars: for breaking it, for the fewest switches, for the repair', () => {
  expect(starsOf({ switches: null, repaired: false }, 1)).toEqual([]);
  expect(starsOf({ switches: 2, repaired: false }, 1)).toEqual(['broken']);
  expect(starsOf({ switches: 1, repaired: true }, 1)).toEqual(['broken', 'par', 'repaired']);
  expect(starsOf({ switches: 0, repaired: false }, 0)).toEqual(['broken', 'par']);
  expect(starsOf({ switches: null, repaired: true }, 0)).toEqual(['repaired']);
});

test('a line that must stay may be indented otherwise, and may not be a comment', () => {
  expect(missingLine(task, 'if True:\n    def sell():\n        global stock\n')).toBeNull();
  expect(missingLine(task, 'def sell():\n    # global stock\n')).toBe('    global stock');
});

test('a repair passes when every run ends, prints what it should, and none fails', () => {
  expect(judgeRepair(task, found)).toEqual({ kind: 'passed', count: 200 });
  expect(judgeRepair({ ...task, wanted: null }, found)).toEqual({ kind: 'passed', count: 200 });
});

test('a repair is refused for a failing run, another output, an endless run, and a search that was stopped', () => {
  const failed = { ...outcome, status: 'deadlock', failed: true } as const;
  expect(judgeRepair(task, { ...found, explored: 7, outcomes: [outcome, failed] })).toMatchObject({
    kind: 'broke',
    count: 7,
    status: 'deadlock',
  });
  expect(judgeRepair(task, { ...found, outcomes: [{ ...outcome, last: '' }] })).toEqual({
    kind: 'output',
    last: '',
    wanted: '12',
  });
  expect(judgeRepair(task, { ...found, outcomes: [outcome, { ...outcome, status: 'budget' }] })).toEqual({
    kind: 'endless',
  });
  expect(judgeRepair(task, { ...found, stopped: true })).toEqual({ kind: 'stopped' });
  expect(judgeRepair(task, { ...found, explored: 0, outcomes: [] })).toEqual({ kind: 'stopped' });
  expect(judgeRepair(task, { ...found, unstable: true })).toEqual({ kind: 'unstable' });
});

test('every level has hints in both languages, and asks for lines that its program has', () => {
  for (const each of exhibits) {
    for (const lang of ['en', 'zh-cn'] as const) {
      const level = levelOf(each, lang);
      expect(level.hints).toHaveLength(2);
      expect(level.repair).not.toBe('');
      expect(['deadlock', 'livelock', 'exception']).toContain(level.status);
      expect(missingLine(level, each.broken)).toBeNull();
      expect(missingLine(level, each.fixed)).toBeNull();
    }
    // 10 to 21 print on their last line what a repair must print too.
    expect(levelOf(each, 'en').wanted !== null).toBe(each.number > 9);
  }
});
