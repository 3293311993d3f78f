import { expect, test } from 'vitest';
import { curveOf, MODELS, runModel, valuesOf, type ModelId } from '../../../site/sliders/models.ts';
import { shown } from '../../../site/sliders/shown.ts';
import en from '../../../site/i18n/en/sliders.ts';
import zh from '../../../site/i18n/zh-cn/sliders.ts';
import { lessons, all } from '../../lessons/lessons.ts';

const ids = Object.keys(MODELS) as ModelId[];
const figures = (id: ModelId, own: object) => runModel(id, valuesOf(id, own)).figures;

test.each(ids)('%s runs to its end at both ends of every slider', (id) => {
  for (const { id: slide, min, max } of MODELS[id].slides)
    for (const value of [min, max]) expect(runModel(id, valuesOf(id, { [slide]: value })).run.outcome).toBe('finished');
});

test('its sentence names figures that there are, in both languages', () => {
  for (const id of ids) {
    const known = new Set([...Object.keys(figures(id, {})), ...MODELS[id].slides.map((slide) => slide.id)]);
    for (const { say } of [en, zh]) {
      const named = [...say[id].matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    }
  }
});

test('jobs on workers take a round of 0.1 s for each job that a worker has', () => {
  // 20 jobs on 4 workers: 5 rounds; on 6: 4 rounds, the last with two; on 12: 2.
  for (const [workers, rounds] of [
    [4, 5],
    [6, 4],
    [12, 2],
  ] as const) {
    const { total, rounds: said } = figures('jobs-and-workers', { jobs: 20, workers });
    expect([said, shown(total!)]).toEqual([rounds, shown(rounds * 0.1)]);
    expect(shown(figures('pool-size', { jobs: 20, workers })['total']!)).toBe(shown(rounds * 0.1));
  }
});

test('an idle worker leaves at most one poll_timeout after it was dismissed, and is woken more often for a shorter one', () => {
  const [often, seldom] = [
    figures('poll-timeout', { poll_timeout: 0.1 }),
    figures('poll-timeout', { poll_timeout: 5 }),
  ];
  expect(often['late']).toBeLessThanOrEqual(0.1);
  // Idle since 0.1, 0.2 and 0.3 s, dismissed at 2.3 s: the last leaves at 5.3 s, and each was woken once, then.
  expect(seldom['late']).toBeCloseTo(3);
  expect(seldom['woken']).toBe(3);
  expect(often['woken']).toBeGreaterThan(60);
});

test('a bound holds main up and shortens the queue, and the last job is done at the same time', () => {
  const [tight, none] = [figures('q-size', { q_size: 1 }), figures('q-size', { q_size: 0 })];
  expect([tight['most'], none['until']]).toEqual([1, 0]);
  expect(none['most']).toBeGreaterThanOrEqual(10);
  expect(tight['until']).toBeGreaterThan(0.3);
  // Twelve jobs of 0.1 s on two workers.
  expect([shown(tight['total']!), shown(none['total']!)]).toEqual(['0.6', '0.6']);
});

test('Little’s law holds of the run: throughput × latency is the mean number of jobs inside', () => {
  const { run, figures: now } = runModel('load', valuesOf('load', { rate: 18 }));
  // Counted over time, from the trace: a job is inside from its put until it is done.
  let [inside, since, area, first] = [0, 0, 0, -1];
  for (let i = 0; i < run.trace.length; i++) {
    const { kind, time, thread, ...event } = run.trace.at(i);
    const change =
      kind === 'done' ? -1 : kind === 'put' && thread === 0 && 'queue' in event && event.queue === 0 ? 1 : 0;
    if (change === 0) continue;
    if (first < 0) first = since = time;
    area += inside * (time - since);
    [inside, since] = [inside + change, time];
  }
  expect(inside).toBe(0);
  expect(area / (since - first)).toBeCloseTo(now['inside']!, 6);
});

test('the product that the sentence shows is that of its two factors, to one part in a hundred', () => {
  for (const rate of [1, 4, 10, 14, 18, 20, 30, 40]) {
    const { throughput, latency, inside } = figures('load', { rate });
    const product = Number(shown(throughput!)) * Number(shown(latency!));
    expect(Math.abs(product - Number(shown(inside!))) / product).toBeLessThan(0.01);
  }
});

test('the mean wait grows with the load, and slowly at first', () => {
  const waits = curveOf('load', valuesOf('load')).map(({ value }) => value);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  // Two workers, 0.1 s: 20 a second. At half of that a job waits 0.014 s, at nine tenths about 0.1 s, as the lesson says.
  const at = (rate: number) => figures('load', { rate })['wait']!;
  expect([shown(at(10)), at(18).toFixed(1)]).toEqual(['0.014', '0.1']);
  expect(at(18)).toBeGreaterThan(4 * at(10));
  expect(at(40)).toBeGreaterThan(1);
});

test('a small number keeps three decimals, and none keeps its zeros', () => {
  expect([0.0142, 0.1, 1.137, 12.34, 20, 0].map(shown)).toEqual(['0.014', '0.1', '1.14', '12.3', '20', '0']);
});

test('five lessons or more have sliders, in both languages', () => {
  for (const lang of ['en', 'zh-cn'] as const) {
    const having = lessons(lang).filter((lesson) => all(lesson, 'Sliders').length > 0);
    expect(having.length).toBeGreaterThanOrEqual(5);
    for (const lesson of having) for (const { props } of all(lesson, 'Sliders')) expect(ids).toContain(props['of']);
  }
});
