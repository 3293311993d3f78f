import { expect, test } from 'vitest';
import { commandOf } from '../../site/stage/keys.ts';

const nothing = { typing: false, pressable: false, scrolls: false };

test('each key has its command', () => {
  const keys = ['ArrowRight', 'ArrowLeft', ' ', '3', 'r', 'R', 's', 'G', '?', 'x', 'Enter', 'Tab'];
  expect(keys.map((key) => commandOf(key, nothing))).toEqual([
    'step',
    'back',
    'play',
    { lane: 3 },
    'restart',
    'restart',
    'chosen',
    'granularity',
    'help',
    null,
    null,
    null,
  ]);
});

test('nothing is taken from whoever types', () => {
  for (const key of ['ArrowRight', ' ', '1', 'r', '?']) expect(commandOf(key, { ...nothing, typing: true })).toBeNull();
});

test('a button keeps its Space, and lets the arrows through', () => {
  const focused = { ...nothing, pressable: true };
  expect(commandOf(' ', focused)).toBeNull();
  expect(commandOf('ArrowRight', focused)).toBe('step');
});

test('a box that scrolls keeps the keys that scroll it', () => {
  const focused = { ...nothing, scrolls: true };
  expect(commandOf('ArrowLeft', focused)).toBeNull();
  expect(commandOf('r', focused)).toBe('restart');
});
