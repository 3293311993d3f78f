import { describe, expect, test } from 'vitest';
import { cloneState } from '../../../simulator/trace/state.ts';
import stageEn from '../../../site/i18n/en/stage.ts';
import { describe as describeThread, outcomes } from '../../../site/stage/describe.ts';
import { traceIndexOf, stepAt } from '../../../site/stage/trace-index.ts';
import { nextAt, positionText } from '../../../site/stage/names.ts';
import { fillOf, queueLabel, waitersOf } from '../../../site/stage/queues.ts';
import { list, plain, rich, seconds } from '../../../site/i18n/text.ts';
import { cellsOf, laneOf, partsOf } from '../../../site/stage/view.ts';
import { after, HOLES, IDS, LANGUAGES, play, positions } from './executions.ts';

describe.each(LANGUAGES)('in %s', (_, m) => {
  test.each(IDS)('in %s every lane, queue and ending is described in whole words', (id) => {
    const run = play(id);
    for (const position of positions(run, 60)) {
      const state = cloneState(run.player.seek(position));
      for (const thread of [0, 1, state.threads.length - 1]) {
        if (!state.threads[thread]) continue;
        const text = describeThread(run, state, thread, m);
        expect(text.join(' '), `${position}: thread ${thread}`).not.toMatch(HOLES);
        expect(text[0]).not.toBe('');
      }
      for (const queue of state.queues) expect(queueLabel(run, queue, 'Queue', m)).not.toMatch(HOLES);
      expect(positionText(stepAt(traceIndexOf(run), position), 9, state.time, m)).not.toMatch(HOLES);
    }
    for (const line of outcomes(run, m)) expect(line).not.toMatch(HOLES);
  });
});

test('a deadlock is told with who waits for what, and who holds it', () => {
  expect(outcomes(play('deadlock'), stageEn).map(plain)).toEqual([
    'Deadlock: no thread can go on, now or later.',
    'main waits on not_full of _requests_queue; only Thread-1 or Thread-2 could end that.',
    'Thread-1 waits on not_full of _results_queue; only main could end that.',
    'Thread-2 waits on not_full of _results_queue; only main could end that.',
  ]);
});

test('a full queue says so, and names who waits', () => {
  const run = play('deadlock');
  const state = after(run, traceIndexOf(run).bounds.length - 1);
  expect(fillOf(state.queues[0]!, stageEn)).toBe('1 of 1, full');
  expect(waitersOf(run, state.queues[0]!, stageEn).map(plain)).toEqual(['not_full: main']);
  expect(queueLabel(run, state.queues[0]!, 'Request queue', stageEn)).toBe(
    'Request queue _requests_queue: 1 of 1, full. 3. not_full: main',
  );
});

test('at most one lane is next, and it is the one the schedule selects', () => {
  const run = play('dismiss');
  for (const position of positions(run)) {
    const next = nextAt(run, position);
    const state = cloneState(run.player.seek(position));
    const lanes = state.threads.map((_, id) => laneOf(run, state, id, next, stageEn));
    expect(lanes.filter((lane) => lane.next).map(({ id }) => id)).toEqual(
      next >= 0 && next < lanes.length ? [next] : [],
    );
    for (const lane of lanes) if (lane.next) expect(lane.canStep || position === 0).toBe(true);
  }
});

test('cells that are as they were are the same objects', () => {
  const run = play('work-manager');
  const { lanes, dense } = partsOf(run);
  expect(dense).toBe(true);
  const first = cellsOf(run, after(run, 1200), lanes, -1, []);
  const second = cellsOf(run, after(run, 1201), lanes, -1, first);
  const changed = second.filter((cell, i) => cell !== first[i]);
  expect(changed.length).toBeLessThanOrEqual(1);
});

test('words: lists, seconds, marks', () => {
  expect(list(['a', 'b', 'c', 'd', 'e'], stageEn.list)).toBe('a, b, c and 2 more');
  expect([0, 0.1 + 0.2, 5, 1.25].map(seconds)).toEqual(['0.0', '0.3', '5.0', '1.25']);
  expect(rich('*main* calls `f(*args)` <b>')).toBe('<b>main</b> calls <code>f(*args)</code> &lt;b&gt;');
  expect(plain('*main* calls `f(*args)`')).toBe('main calls f(*args)');
});
