import { expect, test } from 'vitest';
import { outputAt } from '../../../../site/stage/python/output.ts';
import { play, playText, positions, withPython } from './takes.ts';

withPython();

const text = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('');

test('at every position, past and future together are all that the program printed', async () => {
  const take = await play('many');
  const all = text(take.output);
  expect(all).not.toBe('');
  for (const position of positions(take)) {
    const { past, future } = outputAt(take, position);
    expect(text(past) + text(future)).toBe(all);
  }
  expect(outputAt(take, 0).past).toEqual([]);
  expect(outputAt(take, take.trace.length).future).toEqual([]);
});

test('what went to stderr is a piece of its own', async () => {
  const take = await playText('import sys\nprint("a")\nprint("b")\nprint("c", file=sys.stderr)\nprint("d")\n');
  expect(outputAt(take, take.trace.length).past).toEqual([
    { text: 'a\nb\n', stderr: false },
    { text: 'c\n', stderr: true },
    { text: 'd\n', stderr: false },
  ]);
});

test('of much output only what is near the position is kept, and how much is left out is said', async () => {
  const take = await playText('for i in range(3000):\n    print(f"{i:04}")\n', { granularity: 'line' });
  const middle = positions(take)[positions(take).length >> 1]!;
  const { past, future, cutBefore, cutAfter } = outputAt(take, middle, 100, 50);
  const all = text(take.output);
  expect([text(past).length, text(future).length]).toEqual([100, 50]);
  expect(all.slice(cutBefore, all.length - cutAfter)).toBe(text(past) + text(future));
});

test('what the trace does not know of is shown at its end', async () => {
  const take = await play('many');
  const longer = { ...take, output: [...take.output, { text: 'more\n', stderr: false }] };
  expect(text(outputAt(longer, take.trace.length).past)).toBe(`${text(take.output)}more\n`);
  expect(text(outputAt(longer, 0).past)).toBe('');
});
