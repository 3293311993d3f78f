import { expect, test } from 'vitest';
import { markedLinesIn } from '../../../site/editor/marks.ts';
import type { Mark } from '../../../site/editor/types.ts';

const mark = (line: number, label: string, rest: Partial<Mark> = {}): Mark => ({
  file: 'pool.py',
  line,
  label,
  status: 'ready',
  chosen: false,
  ...rest,
});

test('each line has its threads, from the top, and other files have none of them', () => {
  const places = markedLinesIn(
    [mark(9, 'main'), mark(4, 'Thread-1'), mark(1, 'Thread-2', { file: 'main.py' })],
    'pool.py',
  );
  expect(places.map(({ line, threads }) => [line, threads.map(({ label }) => label)])).toEqual([
    [4, ['Thread-1']],
    [9, ['main']],
  ]);
});

test('the chosen thread comes first in its line, with its own status', () => {
  const [place] = markedLinesIn(
    [mark(4, 'Thread-1', { status: 'blocked' }), mark(4, 'Thread-2', { status: 'running', chosen: true })],
    'pool.py',
  );
  expect(place!.chosen).toBe(true);
  expect(place!.threads).toEqual([
    { label: 'Thread-2', status: 'running' },
    { label: 'Thread-1', status: 'blocked' },
  ]);
});

test('a thread at no line of the file has no mark', () => {
  expect(markedLinesIn([mark(0, 'main')], 'pool.py')).toEqual([]);
});
