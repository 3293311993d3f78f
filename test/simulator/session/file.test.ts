import { describe, expect, test } from 'vitest';
import type { WorkersTake } from '../../../simulator/engines/workers/execution.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { exportTake, importTake } from '../../../simulator/session/file.ts';
import { take } from '../../../simulator/engines/model/execution.ts';

const original = take(GALLERY['dismiss'], { policy: { kind: 'random', seed: 3 }, picks: [[0, 0]] });
const text = exportTake(original);

test('a take comes back whole, and can be stepped on', () => {
  const back = importTake(text);
  expect([back.scenario, back.schedule, back.verdict]).toEqual([
    original.scenario,
    original.schedule,
    original.verdict,
  ]);
  expect(exportTake(back)).toBe(text);
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
  expect(() => importTake(file)).toThrow(expect.objectContaining({ reason }));
});

describe('a run that nobody directed', () => {
  const free: WorkersTake = { ...original, real: 'free', missing: 2 };

  test('comes back as it was, and is not made again', () => {
    expect(importTake(exportTake(free))).toMatchObject({ real: 'free', missing: 2, verdict: original.verdict });
    expect(exportTake(importTake(exportTake(free)))).toBe(exportTake(free));
  });

  test('with something in it that cannot happen is refused', () => {
    const events = JSON.parse(exportTake(free)) as { events: { kind: string }[] };
    const got = events.events.findIndex(({ kind }) => kind === 'get');
    const twice = { ...events, events: events.events.toSpliced(got, 0, events.events[got]!) };
    expect(() => importTake(JSON.stringify(twice))).toThrow(expect.objectContaining({ reason: 'impossible' }));
    const odd = { ...events, free: { verdict: 'perhaps', missing: -1 } };
    expect(() => importTake(JSON.stringify(odd))).toThrow(expect.objectContaining({ reason: 'not-a-trace' }));
  });
});
