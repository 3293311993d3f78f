import { expect, test, vi } from 'vitest';
import { commandFor, commandOf } from '../../../site/stage/keys.ts';

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

test('a slider keeps the keys that move it, and lets letters and digits through', () => {
  class Slider {
    isContentEditable = false;
    matches = (selector: string) => selector === 'input[type=range]';
    closest = (selector: string) => (selector.startsWith('input') ? this : null);
  }
  vi.stubGlobal('HTMLElement', Slider);
  vi.stubGlobal('document', { querySelector: () => null });
  const pressed = (key: string) => commandFor({ key, target: new Slider() } as unknown as KeyboardEvent);
  expect([pressed('ArrowRight'), pressed(' ')]).toEqual([null, null]);
  expect([pressed('r'), pressed('0'), pressed('s')]).toEqual(['restart', { lane: 0 }, 'chosen']);
  vi.unstubAllGlobals();
});
