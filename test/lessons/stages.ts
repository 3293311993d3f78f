import { expect } from 'vitest';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { run } from '../../simulator/run/run.ts';
import { SCENARIOS, type ScenarioId } from '../../simulator/scenario/lessons/index.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { pct } from '../../simulator/schedule/pct.ts';
import { random, roundRobin, runToBlock } from '../../simulator/schedule/policies.ts';
import type { Outcome } from '../../simulator/trace/diagnose.ts';
import { Player } from '../../simulator/trace/player.ts';
import { sizeOf } from '../../simulator/trace/state.ts';
import type { TraceEvent } from '../../simulator/trace/events.ts';

/** Claims of the lessons about a stage hold under every schedule: 22 schedules stand for all of them. */
const schedulers = () => [
  roundRobin(),
  runToBlock(),
  ...Array.from({ length: 10 }, (_, seed) => random(seed)),
  ...Array.from({ length: 10 }, (_, seed) => pct(seed, 3)),
];

export interface Run {
  end: number;
  events: TraceEvent[];
  queued: number;
  unfinished: number;
  threads: { name: string; status: string; error: string | null }[];
}

/** The runs of a scenario under all those schedules; each has to end as `outcome` says. */
export function runs(id: ScenarioId, outcome: Outcome = 'finished'): Run[] {
  return schedulers().map((scheduler) => {
    const engine = new ModelEngine(SCENARIOS[id] as Scenario);
    expect(run(engine, scheduler)).toBe(outcome);
    const { trace } = engine;
    const state = new Player(trace).seek(trace.length);
    return {
      end: state.time,
      events: Array.from({ length: trace.length }, (_, seq) => trace.at(seq)),
      queued: sizeOf(state.queues[0]!),
      unfinished: state.queues[0]!.unfinished,
      threads: state.threads.map(({ status, error }, index) => ({ name: trace.threads[index]!.name, status, error })),
    };
  });
}

/** The times of a thread's events of one kind: when main waited, and when it went on. */
export const timesOf = ({ events }: Run, kind: TraceEvent['kind'], thread = 0) =>
  events
    .filter((event) => event.kind === kind && event.thread === thread)
    .map(({ time }) => Math.round(time * 1e6) / 1e6);
