import { expect, test } from 'vitest';
import { wishOf } from '../../../site/present/keys.ts';

test('arrows, the space bar and the keys of a clicker move', () => {
  expect(['ArrowRight', ' ', 'PageDown'].map((key) => wishOf(key, false, 'none'))).toEqual(['next', 'next', 'next']);
  expect(['ArrowLeft', 'PageUp'].map((key) => wishOf(key, false, 'none'))).toEqual(['back', 'back']);
  expect(wishOf(' ', true, 'none')).toBe('back');
  expect(wishOf('s', false, 'none')).toBe(null);
});

test('a stage that has the focus keeps its keys; a clicker moves all the same', () => {
  expect(['ArrowRight', 'ArrowLeft', ' '].map((key) => wishOf(key, false, 'used'))).toEqual([null, null, null]);
  expect(wishOf('PageDown', false, 'used')).toBe('next');
  expect(wishOf('Escape', false, 'used')).toBe('free');
});

test('whoever writes has every key, and gives them back with Escape', () => {
  expect(['ArrowRight', ' ', 'PageDown', 'PageUp'].map((key) => wishOf(key, false, 'typing'))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(wishOf('Escape', false, 'typing')).toBe('free');
});

test('the space bar presses a button that has the focus, and an arrow moves', () => {
  expect(wishOf(' ', false, 'pressable')).toBe(null);
  expect(wishOf('ArrowRight', false, 'pressable')).toBe('next');
});

test('Escape leaves', () => {
  expect(wishOf('Escape', false, 'none')).toBe('leave');
});
