import { expect, test } from 'vitest';
import { THREAD_STATUSES } from '../../../simulator/trace/state.ts';
import { traceIndexOf, stepAt } from '../../../site/stage/trace-index.ts';
import { plotHeight, rowHeight } from '../../../site/stage/strokes.ts';
import { fractionAt, positionAt, ticks, timelineOf, totals } from '../../../site/stage/timeline.ts';
import { after, IDS, play, positions } from './executions.ts';

const at = (values: readonly number[], value: number) => values.findLastIndex((from) => from <= value);

test.each(IDS)('in %s the rows say of each position what the state says', (id) => {
  const run = play(id);
  const { rows } = timelineOf(run);
  const index = traceIndexOf(run);
  for (const position of positions(run, 60)) {
    const step = stepAt(index, position);
    const state = after(run, step);
    state.threads.forEach(({ status }, thread) => {
      const row = rows[thread]!;
      expect(THREAD_STATUSES[row.statuses[at(row.steps, step)]!], `${id}: thread ${thread} after ${step} steps`).toBe(
        status,
      );
    });
  }
});

test('steps and times of a row never go back, and no status follows itself', () => {
  for (const row of timelineOf(play('dismiss')).rows) {
    expect(row.steps).toEqual(row.steps.toSorted((a, b) => a - b));
    expect(row.times).toEqual(row.times.toSorted((a, b) => a - b));
    row.statuses.forEach((status, n) => expect(status).not.toBe(row.statuses[n + 1]));
  }
});

test('six jobs of 0.1 s on three workers: each worker is in jobs for 0.2 s', () => {
  const run = play('first-pool');
  const { rows, duration } = timelineOf(run);
  expect(duration).toBeCloseTo(0.2);
  for (const row of rows.slice(1)) expect(totals(row, duration)[THREAD_STATUSES.indexOf('running')]).toBeCloseTo(0.2);
});

test('a place on the axis and the position it stands for agree, by steps and by time', () => {
  const run = play('dismiss');
  const timeline = timelineOf(run);
  const index = traceIndexOf(run);
  for (const step of [0, 1, 30, timeline.steps]) {
    expect(positionAt(run, 'steps', fractionAt(timeline, 'steps', step, 0))).toBe(index.bounds[step]);
  }
  // By time: the last position that is not later.
  const position = positionAt(run, 'time', 0.5 / timeline.duration);
  expect(run.trace.timeAt(position - 1)).toBeLessThanOrEqual(0.5);
  expect(run.trace.timeAt(position)).toBeGreaterThan(0.5);
});

test('the axis has round numbers', () => {
  expect(ticks(90, 5, true)).toEqual([0, 20, 40, 60, 80]);
  expect(ticks(0.2, 5, false)).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
  expect(ticks(3, 5, true)).toEqual([0, 1, 2, 3]);
  expect(ticks(0, 5, false)).toEqual([0]);
});

test('rows get thinner as they get more, and the picture never gets taller than a screen', () => {
  expect([4, 99, 999].map((rows) => rowHeight(rows).row > 0)).toEqual([true, true, true]);
  for (let rows = 1; rows < 3000; rows++) expect(plotHeight(rows)).toBeLessThanOrEqual(600);
});
