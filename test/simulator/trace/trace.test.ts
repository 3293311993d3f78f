import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONDITIONS, ERRORS, KINDS, METHODS } from '../../../simulator/trace/events.ts';
import { LAYOUT } from '../../../simulator/trace/layout.ts';
import { Trace, type NewEvent } from '../../../simulator/trace/trace.ts';

const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  target: fc.integer({ min: 0, max: 2 }),
  queue: fc.integer({ min: 0, max: 1 }),
  object: fc.nat(9),
  what: fc.string(),
  stderr: fc.boolean(),
  error: fc.constantFrom(...ERRORS),
  method: fc.constantFrom(...METHODS),
  condition: fc.constantFrom(...CONDITIONS),
  until: fc.double({ min: 0, noNaN: true }),
  dismissed: fc.boolean(),
  text: fc.string(),
  item: fc.nat(),
  unfinished: fc.nat(),
  pending: fc.nat(),
  count: fc.nat(),
};

const event: fc.Arbitrary<NewEvent> = fc.constantFrom(...KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    time: fc.double({ min: 0, max: 1e6, noNaN: true }),
    thread: fc.constantFrom(0, 1, 2, 0xffff),
    state: fc.nat(255),
    line: fc.nat(65535),
    step: fc.boolean(),
    ...Object.fromEntries(
      LAYOUT[kind].map(([field]) => {
        const nullable = kind === 'join' || (kind === 'raise' && field === 'queue');
        return [field, nullable ? fc.option(VALUES[field]!) : VALUES[field]!];
      }),
    ),
  }),
) as fc.Arbitrary<NewEvent>;

const newTrace = (capacity?: number) => {
  const trace = new Trace(
    [0, 1].map((n) => ({ name: `q${n}`, maxsize: 0 })),
    capacity,
  );
  for (const name of ['main', 'Thread-1', 'Thread-2']) trace.addThread({ name, machine: '' });
  return trace;
};

test('every event that goes in comes out again, however often the columns have grown', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 50 }), (events) => {
      const trace = newTrace(2);
      for (const one of events) trace.append(one);
      expect(events.map((_, seq) => trace.at(seq))).toEqual(events.map((one, seq) => ({ ...one, seq })));
    }),
  );
});

test('a trace that has travelled as data has the same events, and the same names', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 50 }), (events) => {
      const trace = newTrace(2);
      for (const one of events) trace.append(one);
      const other = Trace.from(structuredClone(trace.toData()));
      expect(events.map((_, seq) => other.at(seq))).toEqual(events.map((_, seq) => trace.at(seq)));
      expect([other.length, other.threads, other.queues]).toEqual([trace.length, trace.threads, trace.queues]);
    }),
  );
});

test('an event outside the trace is a RangeError', () => {
  expect(() => newTrace().at(0)).toThrow(RangeError);
  expect(() => newTrace().at(Number.NaN)).toThrow(RangeError);
});

describe('steps', () => {
  const trace = newTrace();
  // Positions of the flag: 0, 1, 4.
  for (const step of [true, true, false, false, true, false])
    trace.append({ kind: 'wake', time: 0, thread: 0, state: 0, line: 0, step });
  test('stepEnd is where the next step begins, or the end', () => {
    expect([0, 1, 2, 4, 6, 99].map((seq) => trace.stepEnd(seq))).toEqual([1, 4, 4, 6, 6, 6]);
  });
  test('stepStart undoes it', () => {
    expect([0, 1, 4, 6, 99].map((seq) => trace.stepStart(seq))).toEqual([0, 0, 1, 4, 4]);
  });
});

test('an event takes 23 bytes, and its deadline 8 more unless the one before had the same', () => {
  const trace = newTrace();
  const run = (until: number) =>
    trace.append({ kind: 'run', time: 0, thread: 0, state: 0, line: 0, step: true, item: 1, until });
  run(1);
  run(1);
  run(2);
  expect(trace.bytes).toBe(3 * 24 + 2 * 8);
});

test('data with more texts, objects and items than a call takes arguments become a trace', () => {
  const many = Array.from({ length: 300_000 }, (_, n) => `${n}`);
  const objects = many.map((name) => ({ name, kind: 'Lock' }));
  const { texts, items, ...back } = Trace.from({
    ...new Trace([]).toData(),
    texts: many,
    items: many,
    objects,
  }).toData();
  expect([texts.length, items.length, back.objects.length]).toEqual([300_000, 300_000, 300_000]);
});
