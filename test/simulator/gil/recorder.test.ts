import { expect, test } from 'vitest';
import { createRing, LaneRecorder, RingReader } from '../../../simulator/gil/recorder.ts';
import { handOffs, median, spreadOf } from '../../../simulator/gil/statistics.ts';

test('what was recorded is read once, in its order, and a state that has not changed is no news', () => {
  const ring = createRing(8);
  const recorder = new LaneRecorder(ring);
  const reader = new RingReader(ring);
  recorder.enter('waiting', 1);
  recorder.enter('waiting', 2);
  recorder.enter('holding', 3);
  expect(reader.read()).toEqual([
    { time: 1, state: 'waiting' },
    { time: 3, state: 'holding' },
  ]);
  expect(reader.read()).toEqual([]);
});

test('a ring goes round for ever while somebody reads', () => {
  const ring = createRing(4);
  const recorder = new LaneRecorder(ring);
  const reader = new RingReader(ring);
  for (let i = 0; i < 1000; i++) {
    recorder.enter(i % 2 === 0 ? 'io' : 'running', i);
    expect(reader.read()).toEqual([{ time: i, state: i % 2 === 0 ? 'io' : 'running' }]);
  }
  expect(reader.dropped).toBe(0);
});

test('changes that find no place are counted, and the next one that does is right', () => {
  const ring = createRing(4);
  const recorder = new LaneRecorder(ring);
  const reader = new RingReader(ring);
  for (let i = 0; i < 7; i++) recorder.enter(i % 2 === 0 ? 'waiting' : 'holding', i);
  expect(reader.dropped).toBe(3);
  expect(reader.read().map(({ time }) => time)).toEqual([0, 1, 2, 3]);
  // The same state as the last that was lost: it must be said all the same.
  recorder.enter('waiting', 9);
  expect(reader.read()).toEqual([{ time: 9, state: 'waiting' }]);
});

test('a median of an even number is the mean of the two in the middle', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(spreadOf([30, 10, 20])).toEqual({ median: 20, low: 10, high: 30 });
  expect(() => median([])).toThrow(RangeError);
});

test('a hand-off lasts from the one’s drop, or the other’s asking, until the other holds the lock', () => {
  const at = (time: number, state: 'holding' | 'waiting' | 'idle') => ({ time, state });
  const lanes = [
    [at(0, 'waiting'), at(1, 'holding'), at(10, 'waiting'), at(20, 'holding'), at(30, 'idle')],
    [at(2, 'waiting'), at(10.25, 'holding'), at(19.5, 'idle'), at(40, 'waiting'), at(40.5, 'holding')],
  ];
  // 10 to 10.25; 19.5 to 20; and nobody had it at 40, when the second asked.
  expect(handOffs(lanes)).toEqual([0.25, 0.5, 0.5]);
});
