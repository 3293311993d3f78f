import { expect, test } from 'vitest';
import { loopOf, statusesOf, stripOf } from '../../../site/home/loop.ts';
import en from '../../../site/i18n/en/stage.ts';

const { names, runs, common } = loopOf(en);

test('one run of the home page’s pool ends, the other blocks all its threads', () => {
  const lanesAtEnd = (run: keyof typeof runs) => runs[run].frames.at(-1)!.lanes.map(({ status }) => status);
  expect(names).toEqual(['main', 'Thread-1', 'Thread-2', 'Thread-3']);
  expect(lanesAtEnd('moves')[0]).toBe('exited');
  expect(lanesAtEnd('hangs')).toEqual(['blocked', 'blocked', 'blocked', 'blocked']);
  expect(runs.hangs.end).toContain('Deadlock');
});

test('both runs are the same up to the first result that finds no room', () => {
  expect(runs.moves.frames[common - 1]).toEqual(runs.hangs.frames[common - 1]);
  expect(runs.hangs.frames[common]!.say).toContain('is full');
});

test('a run takes about ten seconds, and its strips are as long as it is', () => {
  expect(runs.moves.frames.length).toBeGreaterThan(35);
  expect(runs.moves.frames.length).toBeLessThan(52);
  for (const run of Object.values(runs))
    for (const lane of names.keys())
      expect(stripOf(run, lane).reduce((sum, { length }) => sum + length, 0)).toBe(run.frames.length);
});

test('the key of the home page’s pool names each status that its strips show', () => {
  expect(statusesOf(loopOf(en))).toEqual(['ready', 'running', 'blocked', 'waiting']);
});
