import type { ThreadActions } from '../../simulator/engines/python/analysis/actions.ts';
import type { Preemption } from '../../simulator/engines/python/analysis/explain.ts';
import type { Exploration } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import type { StrategyName } from '../../simulator/engines/python/analysis/strategies.ts';
import type {
  BlockedThread,
  Granularity,
  Program,
  RunOptions,
} from '../../simulator/engines/python/interpreter/program.ts';
import type { ProgramLink } from '../../simulator/engines/python/service/link.ts';
import { stepsBeforeFailure } from '../../simulator/session/stepping.ts';
import type { PythonRunner } from './python-runner.svelte.ts';
import type { RunChoices } from './types.ts';

/** The reason of a failure: its pauses, or the turns of its threads where none was paused, and who waits in the end. */
interface Why {
  readonly preemptions: readonly Preemption[];
  readonly turns: readonly ThreadActions[];
  readonly names: readonly string[];
  readonly blocked: readonly BlockedThread[];
}

/**
 * A search for a schedule that breaks a program. It begins with switches where the learner has chosen, and takes finer
 * ones in turn until a run fails: a race between two lines is invisible to switches between operations.
 */
export class SearchState {
  strategy = $state<StrategyName>('auto');
  schedules = $state(1000);
  /** True if it goes on after the first failure. */
  count = $state(false);
  /** The result of the last search. */
  found = $state.raw<Exploration | null>(null);
  /** The program that was searched, and the options of the last search. */
  asked = $state.raw<{ program: Program; options: RunOptions } | null>(null);
  why = $state.raw<Why | null>(null);
  /** Steps of the run that failed before the one in which it fails; null: it is not known. */
  private steps = $state<number | null>(null);
  private readonly runner: PythonRunner;

  /** Runs of the last search that failed. */
  readonly failing = $derived(
    this.found?.outcomes.reduce((sum, { failed, count }) => sum + (failed ? count : 0), 0) ?? 0,
  );

  constructor(runner: PythonRunner) {
    this.runner = runner;
  }

  /** Forgets what was found: it was of another program. */
  forget(): void {
    this.found = null;
    this.why = null;
    this.steps = null;
  }

  /** The failure as a link carries it, one step before it; null: none was found. */
  failure(): ProgramLink | null {
    const { found, asked, steps } = this;
    if (!found?.failure || !asked || steps === null) return null;
    const { granularity = 'operation', into = false, over = [], input = '' } = asked.options;
    return { program: asked.program, granularity, into, over, input, schedule: found.failure.schedule, steps };
  }

  /** Searches, and explains the failure if there is one. */
  async search(program: Program, { granularity, into, over, input }: RunChoices): Promise<void> {
    this.forget();
    this.asked = null;
    // Fetched beside Python, so that it is there even if the network goes away.
    const explaining = this.runner.part(import('../../simulator/engines/python/analysis/explain.ts'));
    const { strategy, schedules, count } = this;
    // Orders are told by what steps touch, and that is known with switches before it.
    const granularities: Granularity[] = strategy === 'dpor' ? ['access'] : levelsFrom(granularity);
    const options = { strategy, schedules, count, tree: true, granularities, into, over, ...(input && { input }) };
    this.found = await this.runner.explore(program, options);
    const found = this.found?.failure;
    this.asked = {
      program,
      options: { granularity: found?.granularity ?? granularity, into, over, ...(input && { input }) },
    };
    if (!found) return;
    const recorded = { ...this.asked.options, record: true, capture: false, uses: true };
    const execution = await this.runner.execute(program, found.schedule, recorded, 'searching');
    if (!execution || !('player' in execution)) return;
    this.steps = stepsBeforeFailure(execution.trace);
    const explainer = await explaining;
    if (!explainer) return;
    const { names, blocked, outcome } = execution.run;
    const stuck = outcome === 'deadlock' || outcome === 'livelock';
    const preemptions = explainer.explain(execution);
    this.why = {
      preemptions,
      turns: preemptions.length > 0 ? [] : explainer.turnsOf(execution),
      names,
      blocked: stuck ? blocked : [],
    };
  }
}
