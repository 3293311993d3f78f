import { explain } from '../../simulator/engines/python/analysis/explain.ts';
import type { PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { outcomeOf, type ObservedOutcome } from '../../simulator/engines/python/interpreter/outcome.ts';
import type { Granularity, Program } from '../../simulator/engines/python/interpreter/program.ts';
import type { RunResult } from '../../simulator/engines/python/service/protocol.ts';
import { stepsBefore } from '../../simulator/session/stepping.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import type { Mark } from '../editor/types.ts';
import { PythonRunner } from '../workbench/python-runner.svelte.ts';

/** The learner is the scheduler: a thread runs until it waits or ends, unless the learner says otherwise. */
export const START: Schedule = { policy: { kind: 'run-to-block' }, picks: [] };

/** The standing of a run on the stage, as a game. */
export interface Standing {
  /** Threads that were stopped though they could go on, up to the step that is shown. */
  switches: number;
  /** The last step is shown. */
  ended: boolean;
  outcome: ObservedOutcome;
}

/** @param steps Steps that are shown. */
function standingOf(execution: PythonExecution, steps: number): Standing {
  const { trace, run, output } = execution;
  const all = stepsBefore(trace, trace.length);
  const switches = explain(execution).filter(({ position }) => stepsBefore(trace, position) < steps).length;
  const printed = output.map(({ text }) => text).join('');
  return { switches, ended: steps >= all, outcome: outcomeOf({ ...run, trace: null }, printed) };
}

/** A level that is played: the run on the stage, and the fewest switches that have broken it. */
export class LevelState {
  readonly runner = new PythonRunner();
  first = $state.raw<PythonExecution | null>(null);
  marks = $state.raw<readonly Mark[]>([]);
  standing = $state.raw<Standing | null>(null);
  result = $state.raw<PythonExecution | RunResult | null>(null);
  readonly won = $derived(this.standing !== null && this.standing.ended && this.standing.outcome.failed);
  private readonly onwin: (switches: number) => void;

  constructor(onwin: (switches: number) => void) {
    this.onwin = onwin;
  }

  async start(program: Program, granularity: Granularity): Promise<void> {
    this.first = this.standing = null;
    this.marks = [];
    this.result = await this.runner.execute(program, START, { granularity, record: true, capture: true });
    if (this.result && 'player' in this.result) this.first = this.result;
  }

  /** Told of every picture of the stage. */
  place(marks: readonly Mark[], execution: PythonExecution, steps: number): void {
    this.marks = marks;
    this.standing = standingOf(execution, steps);
    if (this.won) this.onwin(this.standing.switches);
  }
}
