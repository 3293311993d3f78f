import { expect, test } from 'vitest';
import { summarise, type Measured } from '../../../simulator/gil/measure.ts';
import type { Mode } from '../../../simulator/gil/modes.ts';
import { verdictsOf } from '../../../simulator/gil/verdict.ts';

const runs = (mode: Mode, workers: number, ...times: number[]): Measured[] =>
  times.map((time) => ({ mode, workers, result: { time, values: [], copying: 0, switches: 0 } }));
const relations = (...all: Measured[][]) =>
  verdictsOf(summarise(all.flat())).map(({ mode, most, relation }) => [mode, most.workers, relation]);

test('the most workers are compared with one, mode by mode', () => {
  expect(
    relations(
      runs('gil', 1, 290, 291, 300),
      runs('gil', 2, 290, 296, 301),
      runs('gil', 4, 295, 298, 310),
      runs('free', 1, 288, 290, 295),
      runs('free', 4, 150, 154, 160),
    ),
  ).toEqual([
    ['gil', 4, 'same'],
    ['free', 4, 'faster'],
  ]);
});

test('where the slowest run of one kind tells another story than the fastest, it is too noisy to say', () => {
  // 111 against 90 would be 1.23 times as fast, 37 against 80 twice as slow.
  expect(relations(runs('free', 1, 37, 90, 111), runs('free', 2, 80, 85, 90))).toEqual([['free', 2, 'noisy']]);
  // One wild run of many does not decide either.
  expect(relations(runs('free', 1, 300, 300, 300), runs('free', 2, 150, 152, 290))).toEqual([['free', 2, 'noisy']]);
});

test('slower is told from no faster', () => {
  expect(relations(runs('processes', 1, 100, 101, 102), runs('processes', 2, 140, 141, 142))).toEqual([
    ['processes', 2, 'slower'],
  ]);
  expect(relations(runs('processes', 1, 100, 101, 102), runs('processes', 2, 104, 105, 140))).toEqual([
    ['processes', 2, 'same'],
  ]);
});

test('threads without a lock that seem slower than one are a busy machine', () => {
  expect(relations(runs('free', 1, 58, 60, 61), runs('free', 4, 180, 190, 195))).toEqual([['free', 4, 'noisy']]);
  expect(relations(runs('gil', 1, 58, 60, 61), runs('gil', 4, 80, 82, 84))).toEqual([['gil', 4, 'slower']]);
});

test('two runs are too few, and a mode without one worker or without several has no verdict', () => {
  expect(relations(runs('gil', 1, 100, 100), runs('gil', 2, 50, 50))).toEqual([['gil', 2, 'few']]);
  expect(relations(runs('gil', 2, 100, 100, 100))).toEqual([]);
  expect(relations(runs('gil', 1, 100, 100, 100))).toEqual([]);
});
