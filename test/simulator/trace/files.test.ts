import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { exportTrace, importTrace, TraceFileError } from '../../../simulator/trace/json.ts';
import { toPerfetto } from '../../../simulator/trace/perfetto.ts';
import { Trace } from '../../../simulator/trace/trace.ts';
import { anyScenario, policy } from '../arbitrary.ts';

const events = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.at(i));
const small = runScenario(GALLERY['first-pool'], ROUND_ROBIN).trace;

describe('our own JSON', () => {
  test('a trace comes back as it went', () => {
    fc.assert(
      fc.property(anyScenario, policy, (scenario, how) => {
        const { trace } = runScenario(scenario, { policy: how, picks: [] }, 3000);
        const back = importTrace(exportTrace(trace)).trace;
        expect(events(back)).toEqual(events(trace));
        expect([back.threads, back.queues]).toEqual([trace.threads, trace.queues]);
      }),
      { numRuns: 40 },
    );
  });

  test('a trace of a program keeps its locks and the looks of its items', () => {
    const trace = new Trace([{ name: 'jobs', maxsize: 2, unordered: true }]);
    trace.addThread({ name: 'MainThread', machine: '' });
    trace.objects.push({ name: 'lock_a', kind: 'Lock' });
    trace.items.push("('fetch', 1)");
    const common = { time: 0.5, thread: 0, state: 0, line: 3, step: true };
    trace.append({ ...common, kind: 'acquire', object: 0 });
    trace.append({ ...common, kind: 'put', queue: 0, item: 0 });
    trace.append({ ...common, kind: 'block', object: 0, until: Infinity });
    trace.append({ ...common, kind: 'exception', error: 'SomeError' });
    const back = importTrace(exportTrace(trace)).trace;
    expect(events(back)).toEqual(events(trace));
    expect([back.objects, back.items, back.queues]).toEqual([trace.objects, trace.items, trace.queues]);
  });
  test('a file from before there were any of these is read, and has none', () => {
    const { objects, items } = importTrace(exportTrace(small)).trace;
    expect(exportTrace(small)).not.toMatch(/"objects"|"items"/);
    expect([objects, items]).toEqual([[], []]);
  });

  const broken = (change: (file: { events: object[] }) => unknown) => {
    const file = JSON.parse(exportTrace(small)) as { events: object[] };
    return JSON.stringify(change(file) ?? file);
  };
  const event = (index: number, fields: object) => broken((file) => void Object.assign(file.events[index]!, fields));
  test.each([
    ['empty text', '', 'not-json', ''],
    ['a page', '<html>', 'not-json', ''],
    ['null', 'null', 'not-a-trace', ''],
    ['somebody else’s JSON', '{"traceEvents":[]}', 'not-a-trace', ''],
    ['a newer version', broken((file) => ({ ...file, version: 2 })), 'newer', ''],
    ['no threads', broken((file) => ({ ...file, threads: [] })), 'not-a-trace', 'threads'],
    ['no queues', broken((file) => ({ ...file, queues: 3 })), 'not-a-trace', 'queues'],
    ['an object without a name', broken((file) => ({ ...file, objects: [{}] })), 'not-a-trace', 'objects'],
    ['an item that is no text', broken((file) => ({ ...file, items: [7] })), 'not-a-trace', 'items'],
    ['an acquire of no lock', event(3, { kind: 'acquire', object: 0 }), 'bad-event', 'events[3]'],
    ['no events', broken((file) => ({ ...file, events: {} })), 'not-a-trace', 'events'],
    ['an unknown kind', event(3, { kind: 'explode' }), 'bad-event', 'events[3]'],
    ['an unknown thread', event(3, { thread: 99 }), 'bad-event', 'events[3]'],
    ['time that goes back', event(3, { time: -1 }), 'bad-event', 'events[3]'],
    ['a time that is none', event(3, { time: 'soon' }), 'bad-event', 'events[3]'],
    ['a get of what is not there', event(2, { kind: 'get', queue: 0, item: 5 }), 'impossible', 'events[2]'],
  ])('%s is refused, and says where', (_, text, reason, where) => {
    expect(() => importTrace(text)).toThrow(expect.objectContaining({ name: 'TraceFileError', reason, where }));
  });
  test('what is thrown is ours', () => {
    expect(() => importTrace('[')).toThrow(TraceFileError);
  });
});

describe('Perfetto', () => {
  interface Entry {
    ph: string;
    name: string;
    tid: number;
    ts: number;
    dur?: number;
    args?: Record<string, unknown>;
  }
  const parse = (trace: Trace) => (JSON.parse(toPerfetto(trace)) as { traceEvents: Entry[] }).traceEvents;

  test('names every thread and counts every event', () => {
    const entries = parse(small);
    expect(entries.filter(({ name }) => name === 'thread_name').map(({ args }) => args!['name'])).toEqual([
      'main',
      'Thread-1',
      'Thread-2',
      'Thread-3',
    ]);
    expect(entries.filter(({ ph }) => ph === 'i')).toHaveLength(
      events(small).filter(({ thread }) => thread !== 0xffff).length,
    );
  });

  test('each of 6 jobs of 0.1 s is a slice of 100,000 µs on a worker', () => {
    const slices = parse(small).filter(({ ph, name }) => ph === 'X' && name.startsWith('request '));
    expect(slices.map(({ name }) => name).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `request ${n}`));
    for (const { dur, tid } of slices) expect([dur, tid > 0]).toEqual([100_000, true]);
  });

  test('slices of one thread never overlap', () => {
    const { trace } = runScenario(GALLERY['work-manager'], ROUND_ROBIN);
    const ends = new Map<number, number>();
    for (const { tid, ts, dur } of parse(trace).filter(({ ph }) => ph === 'X')) {
      expect(ts).toBeGreaterThanOrEqual((ends.get(tid) ?? 0) - 0.001);
      ends.set(tid, ts + dur!);
    }
    expect(ends.size).toBe(100);
  });
});
