import { expect, test } from 'vitest';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { follow, recordings } from './follow.ts';

test('there are recordings of every pool', () => {
  expect(new Set(recordings.map(({ scenario }) => scenario.pool.kind))).toEqual(
    new Set(['Queue', 'WorkManager', 'ThreadPool']),
  );
  expect(recordings.length).toBeGreaterThanOrEqual(100);
});

test.each(recordings)('the model does what CPython did, step by step: $name', (recording) => {
  follow(new ModelEngine(recording.scenario), recording);
});
