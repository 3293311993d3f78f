import { runScenario, type ModelExecution } from '../../simulator/engines/model/execution.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN } from '../../simulator/schedule/scheduler.ts';
import type { TraceEvent } from '../../simulator/trace/events.ts';
import { arrivalsOf } from './arrivals.ts';
import type { SlideId, Values } from './values.ts';

/** A number that the reader moves. */
export interface Slide {
  readonly id: SlideId;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

/** A scenario with numbers to move, and the figures that come of its run. */
export interface SliderModel {
  readonly slides: readonly Slide[];
  scenario(values: Required<Values>): Scenario;
  /** Figures of the sentence below the timeline. */
  figures(run: ModelExecution, values: Required<Values>): Record<string, number>;
  /** Figures over the values of one slide, for a curve; left out: there is none. */
  readonly curve?: { readonly over: SlideId; readonly figure: string; readonly limit: string };
}

const slide = (id: SlideId, min: number, max: number, value: number, step = 1): Slide => ({
  id,
  min,
  max,
  step,
  value,
});
const pool = (num_workers: number, q_size = 0, poll_timeout = 5): Scenario['pool'] => ({
  kind: 'ThreadPool',
  num_workers,
  q_size,
  resq_size: 0,
  poll_timeout,
});
const main = (...script: Scenario['threads'][number]['script']): Scenario['threads'] => [
  { name: 'main', script: [{ call: 'ThreadPool' }, { call: 'makeRequests' }, ...script] },
];
const put = { call: 'putRequest' } as const;
const wait = { call: 'wait' } as const;

const eventsOf = ({ trace }: ModelExecution): TraceEvent[] =>
  Array.from({ length: trace.length }, (_, i) => trace.at(i));
const endOf = ({ trace }: ModelExecution) => (trace.length > 0 ? trace.timeAt(trace.length - 1) : 0);

/** The duration of every job but in the models that say otherwise, in seconds. */
const JOB = 0.1;

export const MODELS = {
  /** 0.1 s for a job: how long jobs take on so many workers. */
  'jobs-and-workers': {
    slides: [slide('jobs', 1, 60, 20), slide('workers', 1, 12, 4)],
    scenario: ({ jobs, workers }) => ({
      pool: { kind: 'WorkManager', thread_num: workers },
      jobs: [{ count: jobs, duration: JOB }],
      threads: [{ name: 'main', script: [{ call: 'WorkManager' }, { call: 'wait_allcomplete' }] }],
    }),
    figures: (run, { jobs, workers }) => ({ rounds: Math.ceil(jobs / workers), total: endOf(run) }),
  },
  /** The same for threadpool: main puts, and waits. */
  'pool-size': {
    slides: [slide('jobs', 1, 60, 20), slide('workers', 1, 12, 4)],
    scenario: ({ jobs, workers }) => ({
      pool: pool(workers),
      jobs: [{ count: jobs, duration: JOB }],
      threads: main(put, wait),
    }),
    figures: (run, { jobs, workers }) => ({
      rounds: Math.ceil(jobs / workers),
      total: lastOf(run, 'done'),
      idle: Math.max(0, workers - jobs),
    }),
  },
  /** Three workers are idle for 2 s, and are then dismissed and joined. */
  'poll-timeout': {
    slides: [slide('poll_timeout', 0.1, 5, 1, 0.1)],
    scenario: ({ poll_timeout }) => ({
      pool: pool(3, 0, poll_timeout),
      jobs: [0.3, 0.1, 0.2].map((duration) => ({ duration })),
      threads: main(
        put,
        wait,
        { call: 'sleep', seconds: 2 },
        { call: 'dismissWorkers', num_workers: 3, do_join: true },
      ),
    }),
    figures: (run) => ({
      late: endOf(run) - (eventsOf(run).find(({ kind }) => kind === 'dismiss')?.time ?? 0),
      woken: eventsOf(run).filter(({ kind }) => kind === 'timeout').length,
    }),
  },
  /** Twelve jobs on two workers behind a bound: 0 is none. */
  'q-size': {
    slides: [slide('q_size', 0, 12, 2)],
    scenario: ({ q_size }) => ({
      pool: pool(2, q_size),
      jobs: [{ count: 12, duration: JOB }],
      threads: main(put, wait),
    }),
    figures: (run) => ({ most: mostQueued(run), until: lastOf(run, 'put', 0), total: lastOf(run, 'done') }),
  },
  /** Jobs come at random: Little's law, and how waiting grows. */
  load: {
    slides: [slide('rate', 1, 40, 12), slide('seconds', 0.05, 0.5, 0.1, 0.05), slide('workers', 1, 8, 2)],
    scenario: arrivalsOf,
    figures: (run, { seconds, workers }) => ({ ...loadOf(run, workers), capacity: workers / seconds }),
    curve: { over: 'rate', figure: 'wait', limit: 'capacity' },
  },
} as const satisfies Record<string, SliderModel>;
export type ModelId = keyof typeof MODELS;

/** Time of the last event of a kind, of one thread or of any. */
function lastOf(run: ModelExecution, kind: TraceEvent['kind'], thread?: number): number {
  const last = eventsOf(run).findLast((event) => event.kind === kind && (thread ?? event.thread) === event.thread);
  return last?.time ?? 0;
}

function mostQueued(run: ModelExecution): number {
  let [now, most] = [0, 0];
  for (const event of eventsOf(run)) {
    if ((event.kind !== 'put' && event.kind !== 'get') || event.queue !== 0) continue;
    now += event.kind === 'put' ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

/** Throughput, latency and what is in the system, from the times at which each job came, began and was done. */
function loadOf(run: ModelExecution, workers: number): Record<string, number> {
  const times = new Map<number, { came: number; began: number; done: number }>();
  for (const event of eventsOf(run)) {
    const { kind, time } = event;
    if (kind === 'put' && event.queue === 0 && event.thread === 0)
      times.set(event.item, { came: time, began: time, done: time });
    if (kind === 'run') Object.assign(times.get(event.item) ?? {}, { began: time });
    if (kind === 'done') Object.assign(times.get(event.item) ?? {}, { done: time });
  }
  const jobs = [...times.values()];
  const span = Math.max(...jobs.map(({ done }) => done)) - jobs[0]!.came;
  const mean = (of: (job: { came: number; began: number; done: number }) => number) =>
    jobs.reduce((sum, job) => sum + of(job), 0) / jobs.length;
  const latency = mean(({ came, done }) => done - came);
  const throughput = jobs.length / span;
  return {
    wait: mean(({ came, began }) => began - came),
    latency,
    throughput,
    inside: throughput * latency,
    busy: Math.round((100 * mean(({ began, done }) => done - began) * throughput) / workers),
  };
}

/** The values at first: those of the lesson, else those of the model. */
export const valuesOf = (id: ModelId, own: Values = {}): Required<Values> =>
  Object.fromEntries(MODELS[id].slides.map((each) => [each.id, own[each.id] ?? each.value])) as Required<Values>;

/** Runs a model with these values. */
export function runModel(
  id: ModelId,
  values: Required<Values>,
): { run: ModelExecution; figures: Record<string, number> } {
  const model: SliderModel = MODELS[id];
  const run = runScenario(model.scenario(values), ROUND_ROBIN);
  return { run, figures: model.figures(run, values) };
}

/** Points of the model's curve; none, where it has none. Values from which the figure is without bound are left out. */
export function curveOf(id: ModelId, values: Required<Values>): { at: number; value: number }[] {
  const { curve, slides }: SliderModel = MODELS[id];
  const over = slides.find((each) => each.id === curve?.over);
  if (!curve || !over) return [];
  const points = Array.from({ length: 20 }, (_, i) => over.min + ((over.max - over.min) * i) / 19);
  return points.map((at) => ({ at, value: runModel(id, { ...values, [over.id]: at }).figures[curve.figure]! }));
}
