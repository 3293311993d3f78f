import { expect, test } from 'vitest';
import { scrollsBy, slideCommandOf } from '../../../site/present/keys.ts';

test('arrows, the space bar and the keys of a clicker move', () => {
  expect(['ArrowRight', ' ', 'PageDown'].map((key) => slideCommandOf(key, false, 'none'))).toEqual([
    'next',
    'next',
    'next',
  ]);
  expect(['ArrowLeft', 'PageUp'].map((key) => slideCommandOf(key, false, 'none'))).toEqual(['back', 'back']);
  expect(slideCommandOf(' ', true, 'none')).toBe('back');
  expect(slideCommandOf('s', false, 'none')).toBe(null);
});

test('a stage that has the focus keeps its keys; a clicker moves all the same', () => {
  expect(['ArrowRight', 'ArrowLeft', ' '].map((key) => slideCommandOf(key, false, 'used'))).toEqual([null, null, null]);
  expect(slideCommandOf('PageDown', false, 'used')).toBe('next');
  expect(slideCommandOf('Escape', false, 'used')).toBe('free');
});

test('whoever writes has every key, and gives them back with Escape', () => {
  expect(['ArrowRight', ' ', 'PageDown', 'PageUp'].map((key) => slideCommandOf(key, false, 'typing'))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(slideCommandOf('Escape', false, 'typing')).toBe('free');
});

test('the space bar presses a button that has the focus, and an arrow moves', () => {
  expect(slideCommandOf(' ', false, 'pressable')).toBe(null);
  expect(slideCommandOf('ArrowRight', false, 'pressable')).toBe('next');
});

test('Escape leaves', () => {
  expect(slideCommandOf('Escape', false, 'none')).toBe('leave');
});

test('Home and End go to the first and the last screen, and b, B or a clicker’s full stop darken the wall', () => {
  expect(['Home', 'End', 'b', '.'].map((key) => slideCommandOf(key, false, 'none'))).toEqual([
    'first',
    'last',
    'dark',
    'dark',
  ]);
  expect(slideCommandOf('B', true, 'none')).toBe('dark');
  expect(['b', 'Home', '.'].map((key) => slideCommandOf(key, false, 'used'))).toEqual([null, null, 'dark']);
  expect(['b', '.', 'End'].map((key) => slideCommandOf(key, false, 'typing'))).toEqual([null, null, null]);
});

test('a clicker scrolls first, with a fifth of the window kept in sight, and then moves', () => {
  // A screen of 1500 in a window of 700: 800 below, of which 560 are scrolled, then 240, then none.
  expect(scrollsBy('PageDown', 0, 700, 1500)).toBe(560);
  expect(scrollsBy('PageDown', 560, 700, 1500)).toBe(240);
  expect(scrollsBy('PageDown', 800, 700, 1500)).toBe(0);
  expect(scrollsBy('PageUp', 800, 700, 1500)).toBe(-560);
  expect(scrollsBy('PageUp', 240, 700, 1500)).toBe(-240);
  expect(scrollsBy('PageUp', 0, 700, 1500)).toBe(0);
  expect([scrollsBy('PageDown', 0, 700, 720), scrollsBy('ArrowRight', 0, 700, 1500)]).toEqual([0, 0]);
});
