import { expect, test } from 'vitest';
import { outputAt } from '../../../../site/stage/python/output.ts';
import { play, playText, positions, withPython } from './executions.ts';

withPython();

const text = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('');

test('at every position, past and future together are all that the program printed', async () => {
  const execution = await play('many');
  const all = text(execution.output);
  expect(all).not.toBe('');
  for (const position of positions(execution)) {
    const { past, future } = outputAt(execution, position);
    expect(text(past) + text(future)).toBe(all);
  }
  expect(outputAt(execution, 0).past).toEqual([]);
  expect(outputAt(execution, execution.trace.length).future).toEqual([]);
});

test('what went to stderr is a piece of its own', async () => {
  const execution = await playText('import sys\nprint("a")\nprint("b")\nprint("c", file=sys.stderr)\nprint("d")\n');
  expect(outputAt(execution, execution.trace.length).past).toEqual([
    { text: 'a\nb\n', stderr: false },
    { text: 'c\n', stderr: true },
    { text: 'd\n', stderr: false },
  ]);
});

test('of much output only what is near the position is kept, and how much is left out is said', async () => {
  const execution = await playText('for i in range(3000):\n    print(f"{i:04}")\n', { granularity: 'line' });
  const middle = positions(execution)[positions(execution).length >> 1]!;
  const { past, future, cutBefore, cutAfter } = outputAt(execution, middle, 100, 50);
  const all = text(execution.output);
  expect([text(past).length, text(future).length]).toEqual([100, 50]);
  expect(all.slice(cutBefore, all.length - cutAfter)).toBe(text(past) + text(future));
});

test('what the trace does not know of is shown at its end', async () => {
  const execution = await play('many');
  const longer = { ...execution, output: [...execution.output, { text: 'more\n', stderr: false }] };
  expect(text(outputAt(longer, execution.trace.length).past)).toBe(`${text(execution.output)}more\n`);
  expect(text(outputAt(longer, 0).past)).toBe('');
});
