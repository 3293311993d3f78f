import type { Preemption } from '../../simulator/engines/python/analysis/explain.ts';
import type { Exploration, Strategy } from '../../simulator/engines/python/analysis/explore.ts';
import {
  GRANULARITIES,
  type Granularity,
  type Program,
  type RunOptions,
} from '../../simulator/engines/python/interpreter/program.ts';
import type { PythonBench } from './bench.svelte.ts';
import type { RunChoices } from './types.ts';

/** A search with switches at one granularity. */
export interface Level {
  readonly granularity: Granularity;
  readonly result: Exploration;
}

/** The granularities that a search goes through: the one asked for, then each finer one. CPython's own has none. */
export function levelsFrom(granularity: Granularity): Granularity[] {
  if (granularity === 'cpython') return [granularity];
  return GRANULARITIES.slice(GRANULARITIES.indexOf(granularity)).filter((each) => each !== 'cpython');
}

/** The granularities that a search did not come to. */
export const untried = (levels: readonly Level[]): Granularity[] =>
  levelsFrom('operation').filter((each) => !levels.some(({ granularity }) => granularity === each));

/**
 * A search for a schedule that breaks a program. It begins with switches where the learner has chosen, and goes on with
 * finer ones until a run fails: a race between two lines is invisible to switches between operations.
 */
export class SearchState {
  strategy = $state<Strategy>('pct');
  /** Schedules at each granularity. */
  schedules = $state(300);
  /** Whether it goes on after the first failure. */
  count = $state(false);
  /** Searches that are over, the coarsest first. */
  levels = $state.raw<readonly Level[]>([]);
  /** The program that was searched, and the options of the last search. */
  asked = $state.raw<{ program: Program; options: RunOptions } | null>(null);
  why = $state.raw<{ preemptions: readonly Preemption[]; names: readonly string[] } | null>(null);
  /** The granularity of the search that is under way. */
  now = $state<Granularity>('operation');
  private readonly bench: PythonBench;

  readonly found = $derived(this.levels.at(-1)?.result ?? null);
  /** Runs of the last search that failed. */
  readonly failing = $derived(
    this.found?.outcomes.reduce((sum, { failed, count }) => sum + (failed ? count : 0), 0) ?? 0,
  );

  constructor(bench: PythonBench) {
    this.bench = bench;
  }

  /** Forgets what was found: it was of another program. */
  forget(): void {
    this.levels = [];
    this.why = null;
  }

  /** Searches, and explains the failure if there is one. */
  async search(program: Program, { granularity, into, over }: RunChoices): Promise<void> {
    this.forget();
    this.asked = null;
    // Fetched beside Python, so that it is there even if the network goes away.
    const explaining = this.bench.part(import('../../simulator/engines/python/analysis/explain.ts'));
    for (this.now of levelsFrom(granularity)) {
      const options = { granularity: this.now, into, over };
      this.asked = { program, options };
      const { strategy, schedules, count } = this;
      const result = await this.bench.explore(program, { strategy, schedules, count, ...options });
      if (!result) return;
      this.levels = [...this.levels, { granularity: this.now, result }];
      if (result.failure || this.failing > 0 || result.stopped || result.unstable) break;
    }
    if (!this.found?.failure || !this.asked) return;
    const options = { ...this.asked.options, record: true, capture: false };
    const execution = await this.bench.execute(program, this.found.failure.schedule, options, 'searching');
    if (!execution || !('player' in execution)) return;
    const explainer = await explaining;
    if (explainer) this.why = { preemptions: explainer.explain(execution), names: execution.run.names };
  }
}
