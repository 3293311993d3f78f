import { expect, test } from 'vitest';
import { split, type BlockRole, type Sized } from '../../../site/present/screens.ts';

const NAMES: Record<string, BlockRole> = { h: 'heading', a: 'alone', t: 'text', j: 'joined', '-': 'left-out' };
const said = (screens: ReturnType<typeof split>) =>
  screens
    .map((blocks) => blocks.map(({ index, lines }) => (lines ? `${index}:${lines.from}-${lines.to}` : index)).join(''))
    .join(' ');

/** Blocks of a height of 1 each, on screens with room for all of them. */
const screens = (kinds: string) =>
  said(
    split(
      [...kinds].map((each) => ({ kind: NAMES[each]!, height: 1 })),
      100,
    ),
  );

/** A listing in a frame of 2, with a line for each letter: a full stop is an empty one. */
const listing = (lines: string): Sized => ({
  kind: 'text',
  height: 2 + lines.length,
  lines: { heights: [...lines].map(() => 1), empty: [...lines].map((line) => line === '.') },
});
/** A table with rows of these heights below a head of 2. */
const table = (...heights: number[]): Sized => ({
  kind: 'text',
  height: 2 + heights.reduce((sum, each) => sum + each, 0),
  lines: { heights, empty: heights.map(() => false) },
});
const text = (height: number): Sized => ({ kind: 'text', height });

test('a heading begins a screen, and the text below it is on it', () => {
  expect(screens('httht')).toBe('012 34');
});

test('what is used has a screen to itself, and the text after it begins the next', () => {
  expect(screens('htatt')).toBe('01 2 34');
  expect(screens('aa')).toBe('0 1');
});

test('a heading is never alone on a screen: it goes with what follows', () => {
  expect(screens('hhahat')).toBe('012 34 5');
});

test('what is joined stays with what stands before it, and does not end its screen or open it', () => {
  expect(screens('hajt')).toBe('012 3');
  expect(screens('htjt')).toBe('0123');
});

test('what is left out is on no screen and ends none', () => {
  expect(screens('-h-t-t')).toBe('135');
});

test('text that has no room any more begins the next screen, and what is higher than a screen has one to itself', () => {
  expect(said(split([text(4), text(6), text(1), text(30), text(2)], 10))).toBe('01 2 3 4');
});

test('a listing with more lines than a screen goes on in the next one, at an empty line in its second half', () => {
  // Eight lines fit beside the frame. Of the first nine, line 6 is empty; then seven lines are left.
  expect(said(split([listing('aaaaaa.aaaaaaa')], 10))).toBe('0:0-6 0:7-14');
  // No empty line late enough: as many as there is room for.
  expect(said(split([listing('aa.aaaaaaaaaaa')], 10))).toBe('0:0-8 0:8-14');
  expect(said(split([listing('aaaaaaaa')], 10))).toBe('0');
});

test('the rest of a listing leaves room for the text after it', () => {
  // The rest is 2 + 4 high, and the text fits beside it.
  expect(said(split([listing('aaaaaaaaaaaa'), text(4), text(1)], 10))).toBe('0:0-8 0:8-121 2');
});

test('below a heading stands as much of a listing as there is room for', () => {
  // Seven are left below the heading, two of them for the frame.
  expect(said(split([{ kind: 'heading', height: 3 }, listing('aaaaaaaa')], 10))).toBe('01:0-5 1:5-8');
});

test('a table or a list goes on with whole rows, and its head is on each screen', () => {
  // Beside the head there is room for 8: 3 + 4, then 2 + 5, then 6, which is alone.
  expect(said(split([table(3, 4, 2, 5, 6), text(2), text(1)], 10))).toBe('0:0-2 0:2-4 0:4-51 2');
  // A row that is higher than the screen is whole.
  expect(said(split([table(3, 20, 3)], 10))).toBe('0:0-1 0:1-2 0:2-3');
  expect(said(split([table(3, 4)], 10))).toBe('0');
});

test('every line of a listing but the empty ones between its parts is on one screen', () => {
  for (const lines of ['a'.repeat(57), 'aaa.'.repeat(20), 'aaaaaaaaaa..aaaaa....aaaaaaaaaaaaaa']) {
    const shown = split([listing(lines)], 12).flat();
    const seen = shown.flatMap(({ lines: part }) => lines.slice(part!.from, part!.to).split(''));
    expect(seen.filter((line) => line === 'a')).toHaveLength(lines.replaceAll('.', '').length);
    expect(Math.max(...shown.map(({ lines: part }) => part!.to - part!.from))).toBeLessThanOrEqual(10);
  }
});
