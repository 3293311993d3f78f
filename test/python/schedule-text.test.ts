import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRANULARITIES } from '../../simulator/engines/python/interpreter/program.ts';
import {
  readScheduleText,
  scheduleText,
  ScheduleTextError,
  Writer,
} from '../../simulator/engines/python/analysis/schedule-text.ts';
import { roundRobin, schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Override, Runnable, Scheduler } from '../../simulator/schedule/scheduler.ts';

const picks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 4096 })), { maxLength: 400 })
  .map((pairs) => {
    let step = -1;
    return pairs.map(([delta, thread]): Override => [(step += delta), thread]);
  });
const replay = fc.record({
  granularity: fc.constantFrom(...GRANULARITIES),
  schedule: fc.record({
    policy: fc.constantFrom({ kind: 'run-to-block' as const }, { kind: 'round-robin' as const }),
    picks,
  }),
  steps: fc.nat(1_000_000),
});

const all = (size: number): Runnable => ({
  size,
  has: (thread) => thread >= 0 && thread < size,
  nth: (n) => n,
  after: (thread) => (thread + 1) % size,
});
const choose = (scheduler: Scheduler, steps: number, size: number) => {
  const made: number[] = [];
  for (let step = 0; step < steps; step++) made.push(scheduler.next(all(size), made.at(-1) ?? -1, step));
  return made;
};

describe('the text of a schedule', () => {
  test('comes back as it went, and is safe in a URL', () => {
    fc.assert(
      fc.property(replay, (whole) => {
        const text = scheduleText(whole);
        expect(text).toMatch(/^[\w-]+$/);
        expect(readScheduleText(text)).toEqual(whole);
      }),
    );
  });

  test('with two overrides has 12 characters', () => {
    // 2 letters; 60 steps, step 12, thread 1, 30 steps later, thread 2: 5 bytes, 7 characters of base64; 3 of checksum.
    const text = scheduleText({
      granularity: 'operation',
      schedule: {
        policy: { kind: 'run-to-block' },
        picks: [
          [12, 1],
          [42, 2],
        ],
      },
      steps: 60,
    });
    expect(text).toHaveLength(2 + 7 + 3);
  });

  test('a text that was cut or mistyped is refused', () => {
    const text = scheduleText({
      granularity: 'line',
      schedule: { policy: { kind: 'run-to-block' }, picks: [[3, 1]] },
      steps: 9,
    });
    for (let i = 0; i < text.length; i++) {
      expect(() => readScheduleText(text.slice(0, i))).toThrow(ScheduleTextError);
      const other = text[i] === 'x' ? 'y' : 'x';
      expect(() => readScheduleText(text.slice(0, i) + other + text.slice(i + 1))).toThrow(ScheduleTextError);
    }
  });

  test('any text at all is read or refused with the same error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readScheduleText(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ScheduleTextError);
        }
      }),
    );
  });

  test('a scheduler’s choice is written against the policy that needs fewer overrides, and chosen again', () => {
    const fair = new Writer(roundRobin());
    const first = choose(fair, 30, 3);
    expect(fair.schedule).toEqual({ policy: { kind: 'round-robin' }, picks: [] });
    expect(choose(schedulerOf(fair.schedule), 30, 3)).toEqual(first);

    const wild = new Writer(schedulerOf({ policy: { kind: 'random', seed: 7 }, picks: [] }));
    const chosen = choose(wild, 200, 5);
    expect(choose(schedulerOf(wild.schedule), 200, 5)).toEqual(chosen);
  });
});
