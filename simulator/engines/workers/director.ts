import { ReplayMismatch, schedulerOf } from '../../schedule/policies.ts';
import type { Schedule } from '../../schedule/scheduler.ts';
import type { TraceData } from '../../trace/trace.ts';
import type { Outcome } from '../../trace/diagnose.ts';
import { run } from '../../run/run.ts';
import { WorkersEngine } from './engine.ts';
import { RunMemory, type RunHandle } from './memory.ts';

/** A run to direct: its threads have their parts already. */
export interface Direction {
  readonly handle: RunHandle;
  readonly schedule: Schedule;
  /** Events after which the run is stopped. */
  readonly budget: number;
}

/** Result of a directed run. */
export type Directed =
  | { readonly kind: 'ran'; readonly trace: TraceData; readonly outcome: Outcome }
  /** The schedule does not fit. */
  | { readonly kind: 'replay-error'; readonly step: number; readonly thread: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Makes a whole run on real threads, and blocks meanwhile. The threads are out of it when this returns. */
export function direct({ handle, schedule, budget }: Direction): Directed {
  const engine = new WorkersEngine(new RunMemory(handle));
  try {
    const outcome = run(engine, schedulerOf(schedule), { budget });
    return { kind: 'ran', trace: engine.trace.toData(), outcome };
  } catch (error) {
    if (error instanceof ReplayMismatch) return { kind: 'replay-error', step: error.step, thread: error.thread };
    return { kind: 'failed', message: String(error) };
  } finally {
    engine.dispose();
  }
}
