import * as v from 'valibot';
import { validate } from '../scenario/validate.ts';
import { scheduleSchema } from '../schedule/schema.ts';
import type { Schedule } from '../schedule/scheduler.ts';
import { exportTrace, importTrace, TraceFileError } from '../trace/json.ts';
import type { Trace } from '../trace/trace.ts';
import { isUncontrolled, type WorkersExecution } from '../engines/workers/execution.ts';
import { ModelEngine } from '../engines/model/engine.ts';
import { THREAD_MACHINES } from '../machines/machines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { executionFrom, runScenario, type ModelExecution } from '../engines/model/execution.ts';

/** Writes an execution as a file: its scenario, its schedule and its whole trace. */
export const exportExecution = (made: ModelExecution): string => {
  const { trace, scenario, schedule, outcome } = made;
  return exportTrace(trace, {
    scenario,
    schedule,
    ...(isUncontrolled(made) && { free: { verdict: outcome, missing: made.missing } }),
  });
};

const freeSchema = v.strictObject({
  verdict: v.pipe(
    // Files of earlier versions have another word for a livelock.
    v.picklist(['finished', 'deadlock', 'livelock', 'no-progress', 'budget', 'stopped']),
    v.transform((verdict) => (verdict === 'no-progress' ? 'livelock' : verdict)),
  ),
  missing: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * Reads a file that {@link exportExecution} wrote. The trace in it must be the one its scenario gives under its schedule:
 * a picture that no run makes is not shown. Threads that ran as they could followed no schedule: of their trace only what
 * can happen is known.
 * @throws TraceFileError
 */
export function importExecution(text: string): ModelExecution | WorkersExecution {
  const { trace, file } = importTrace(text);
  const checked = validate(file['scenario']);
  if ('problems' in checked) throw new TraceFileError('not-a-trace', 'scenario');
  const schedule = v.safeParse(scheduleSchema, file['schedule']);
  if (!schedule.success) throw new TraceFileError('not-a-trace', 'schedule');
  if (Object.hasOwn(file, 'free')) {
    checkTables(trace, checked.scenario);
    const free = v.safeParse(freeSchema, file['free']);
    if (!free.success) throw new TraceFileError('not-a-trace', 'free');
    const { verdict, missing } = free.output;
    const made = { schedule: schedule.output as Schedule, mismatch: null, real: 'uncontrolled', missing } as const;
    return { ...made, ...executionFrom(checked.scenario, trace, verdict) };
  }
  const again = runScenario(checked.scenario, schedule.output as Schedule);
  const differs = firstDifference(trace, again.trace);
  if (differs !== null) throw new TraceFileError('does-not-match', `events[${differs}]`);
  return again;
}

/** Checks that the queues are the scenario's, that the threads begin with its own, and that each machine exists. */
function checkTables({ threads, queues }: Trace, scenario: Scenario): void {
  const own = new ModelEngine(scenario).trace;
  if (JSON.stringify(queues) !== JSON.stringify(own.queues)) throw new TraceFileError('not-a-trace', 'queues');
  const same = JSON.stringify(threads.slice(0, own.threads.length)) === JSON.stringify(own.threads);
  const machines: readonly string[] = THREAD_MACHINES;
  if (!same || !threads.every(({ machine }) => machines.includes(machine)))
    throw new TraceFileError('not-a-trace', 'threads');
}

/** The first event in which the traces differ; null: they are the same. */
function firstDifference(one: Trace, other: Trace): number | null {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) if (JSON.stringify(one.at(i)) !== JSON.stringify(other.at(i))) return i;
  return one.length === other.length ? null : length;
}
