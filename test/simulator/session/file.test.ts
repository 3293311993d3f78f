import { describe, expect, test } from 'vitest';
import type { WorkersExecution } from '../../../simulator/engines/workers/execution.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { exportExecution, importExecution } from '../../../simulator/session/file.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';

const original = runScenario(GALLERY['dismiss'], { policy: { kind: 'random', seed: 3 }, picks: [[0, 0]] });
const text = exportExecution(original);

test('an execution comes back whole, and can be stepped on', () => {
  const back = importExecution(text);
  expect([back.scenario, back.schedule, back.outcome]).toEqual([
    original.scenario,
    original.schedule,
    original.outcome,
  ]);
  expect(exportExecution(back)).toBe(text);
});

test.each([
  [
    'a trace that its scenario does not give',
    text.replace('"kind":"tick","time":0.2', '"kind":"tick","time":0.15'),
    'does-not-match',
  ],
  [
    'a trace that was cut',
    JSON.stringify({ ...JSON.parse(text), events: JSON.parse(text).events.slice(0, 9) }),
    'does-not-match',
  ],
  ['no scenario', text.replace('"scenario"', '"scenery"'), 'not-a-trace'],
  ['a schedule of no known kind', text.replace('"kind":"random"', '"kind":"astrology"'), 'not-a-trace'],
])('%s is refused', (_, file, reason) => {
  expect(file).not.toBe(text);
  expect(() => importExecution(file)).toThrow(expect.objectContaining({ reason }));
});

describe('a run that nobody directed', () => {
  const free: WorkersExecution = { ...original, real: 'uncontrolled', missing: 2 };

  test('comes back as it was, and is not made again', () => {
    expect(importExecution(exportExecution(free))).toMatchObject({
      real: 'uncontrolled',
      missing: 2,
      outcome: original.outcome,
    });
    expect(exportExecution(importExecution(exportExecution(free)))).toBe(exportExecution(free));
  });

  test('that was saved when a livelock had another name has the outcome of today', () => {
    const saved = exportExecution({ ...free, outcome: 'livelock' });
    const earlier = saved.replace('"verdict":"livelock"', '"verdict":"no-progress"');
    expect(earlier).not.toBe(saved);
    expect(importExecution(earlier).outcome).toBe('livelock');
    expect(importExecution(saved).outcome).toBe('livelock');
  });

  test('with something in it that cannot happen is refused', () => {
    const events = JSON.parse(exportExecution(free)) as { events: { kind: string }[] };
    const got = events.events.findIndex(({ kind }) => kind === 'get');
    const twice = { ...events, events: events.events.toSpliced(got, 0, events.events[got]!) };
    expect(() => importExecution(JSON.stringify(twice))).toThrow(expect.objectContaining({ reason: 'impossible' }));
    const odd = { ...events, free: { verdict: 'perhaps', missing: -1 } };
    expect(() => importExecution(JSON.stringify(odd))).toThrow(expect.objectContaining({ reason: 'not-a-trace' }));
  });
});
