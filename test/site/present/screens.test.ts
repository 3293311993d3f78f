import { expect, test } from 'vitest';
import { split, type BlockRole } from '../../../site/present/screens.ts';

const screens = (kinds: string) => {
  const names: Record<string, BlockRole> = { h: 'heading', a: 'alone', t: 'text', j: 'joined', '-': 'left-out' };
  return split([...kinds].map((each) => names[each]!))
    .map((blocks) => blocks.join(''))
    .join(' ');
};

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
