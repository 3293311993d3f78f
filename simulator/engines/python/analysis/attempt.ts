import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Ran } from '../../../schedule/strategy.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';
import type { PythonRun } from '../interpreter/python-run.ts';
import { outcomeOf, type ObservedOutcome } from '../interpreter/outcome.ts';

/** A run that a learner may call failed, for `explore` to judge: a check of an exercise may see more than the outcome. */
export type Judge = (run: PythonRun, output: string) => ObservedOutcome;

/** One run of a search. */
export interface Made extends Ran {
  readonly end: PythonRun['outcome'];
  readonly outcome: ObservedOutcome;
  /** Names of its threads. */
  readonly names: readonly string[];
}

/** Runs the program once, and keeps of it what a search needs. */
export async function makeAttempt(
  interpreter: Interpreter,
  program: Program,
  scheduler: Scheduler,
  options: RunOptions,
  stopped: () => boolean,
  judge: Judge = outcomeOf,
): Promise<Made> {
  let output = '';
  const run = await interpreter.run(program, scheduler, options, {
    output: (text) => (output = (output + text).slice(-2000)),
    stopped,
  });
  const outcome = judge(run, output);
  const { choices, log, redundant, names } = run;
  return { choices, end: run.outcome, outcome, failed: outcome.failed && !redundant, log, redundant, names };
}
