import type { Scheduler } from '../schedule/scheduler.ts';
import type { Outcome } from '../trace/diagnose.ts';
import type { ThreadId } from '../trace/events.ts';
import type { Engine } from './engine.ts';

export interface LoopOptions {
  /** Events after which the run is stopped. */
  budget?: number;
  /** Called with every thread that is scheduled; the clock's steps are not. */
  onStep?: (thread: ThreadId) => void;
}

/** Runs to the end: the scheduler chooses, and the clock moves only when no thread can run. */
export function run(engine: Engine, scheduler: Scheduler, { budget = 2_000_000, onStep }: LoopOptions = {}): Outcome {
  const { runnable, trace } = engine;
  let current = -1;
  let step = 0;
  while (!engine.over) {
    if (trace.length >= budget) return 'budget';
    if (runnable.size === 0) {
      const advanced = engine.advance();
      if (advanced !== 'ok') return advanced;
      continue;
    }
    current = scheduler.next(runnable, current, step++);
    onStep?.(current);
    engine.step(current);
  }
  return 'finished';
}
