import { NotFailing } from '../../../schedule/minimise.ts';
import { ReplayMismatch, roundRobin } from '../../../schedule/policies.ts';
import { exactly, type Schedule, type Scheduler } from '../../../schedule/scheduler.ts';
import { foundSchedule, search, type Subject } from '../../../schedule/search.ts';
import { schedulerFrom } from '../../../schedule/recipe.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Granularity, Program, RunOptions } from '../interpreter/program.ts';
import { makeAttempt, type Judge, type Made } from './attempt.ts';
import { OutcomeCounts, type OutcomeCount } from './outcome-counts.ts';
import { Helpers } from './helpers.ts';
import { Levels, type Level, type LevelAttempt } from './levels.ts';
import { outcomeOf, type ObservedOutcome } from '../interpreter/outcome.ts';
import { RunsAhead } from './runs-ahead.ts';
import { TreeGrower, type SearchTree } from './search-tree.ts';
import { SharedVariables } from './shared-variables.ts';
import { looksAhead, strategyOf, type StrategyName, type StrategyOptions } from './strategies.ts';

export interface ExploreOptions extends Omit<RunOptions, 'record' | 'capture' | 'realTime'>, Partial<StrategyOptions> {
  strategy?: StrategyName;
  /** The granularities to try in turn, from coarse to fine, instead of `granularity` alone. */
  granularities?: readonly Granularity[];
  /** Schedules to run at most. */
  schedules: number;
  /** Seconds after which no other schedule is run. */
  seconds?: number;
  /** Go on after the first failure, to count how often it fails. */
  count?: boolean;
  /** Draw the orders that were tried as a tree, where it is known what steps touch. */
  tree?: boolean;
}

export interface FailingSchedule {
  outcome: ObservedOutcome;
  /** The granularity at which threads were switched. */
  granularity: Granularity;
  /** Run-to-block but for its picks: the fewest preemptions that fail in the same way. */
  schedule: Schedule;
  /** Infinity: not looked for. */
  preemptions: number;
  /** Every schedule with fewer preemptions was tried. */
  proven: boolean;
}

export interface Exploration {
  explored: number;
  /** Most frequent first. */
  outcomes: OutcomeCount[];
  failure: FailingSchedule | null;
  /** Schedules tried at each granularity. */
  levels: Level[];
  /** Names in the program that may touch memory which no step is seen to touch. */
  unseen: readonly string[];
  /** Variables that threads share without a lock: no bug by itself. */
  shared: readonly string[];
  /** The orders that were tried; null: the options asked for none, or it is not known what steps touch. */
  tree: SearchTree | null;
  /** There are no more schedules that the strategy would try. */
  exhausted: boolean;
  /** The program does not do the same under the same schedule: what was found cannot be replayed. */
  unstable: boolean;
  stopped: boolean;
  /** Runs made, those to shrink and to confirm included, and the seconds they took. */
  runs: number;
  seconds: number;
}

export interface ExploreProgress {
  phase: 'searching' | 'shrinking';
  explored: number;
  granularity: Granularity;
  outcomes: OutcomeCount[];
  /** Orders of dependent steps that were seen so far; 0: what steps touch is not known. */
  orders: number;
  /** The tree of these orders, drawn when it is read, now and then; null: as it was, or there is none yet. */
  readonly tree: SearchTree | null;
}

/** Runs that a failing schedule may take to shrink. */
const SHRINK = 600;
/** Runs after which a program that has never ended is not run again. */
const ENDLESS = 10;

/**
 * Runs a program under many schedules. The first that fails is shrunk to the fewest preemptions and confirmed by replaying
 * it. `progress` is called and waited for after every run; `stopped` ends the search with what there is.
 * `helpers` make runs ahead: what is found is the same without them.
 */
export async function explore(
  interpreter: Interpreter,
  program: Program,
  options: ExploreOptions,
  progress: (now: ExploreProgress) => void | Promise<void> = () => {},
  stopped: () => boolean = () => false,
  judge: Judge = outcomeOf,
  helpers = new Helpers(),
): Promise<Exploration> {
  const {
    strategy = 'auto',
    schedules,
    seconds = Infinity,
    count = false,
    tree = false,
    granularities,
    ...more
  } = options;
  const { preemptions = strategy === 'exhaustive' ? 2 : 20, depth = null, from = 1, ...rest } = more;
  const began = performance.now();
  const late = () => performance.now() - began > seconds * 1000;
  const counts = new OutcomeCounts();
  const shared = new SharedVariables();
  const grower = tree ? new TreeGrower() : null;
  const wanted = granularities ?? [rest.granularity ?? 'operation'];
  const able = wanted.filter(
    (each) => (each !== 'access' || interpreter.sees) && (each === 'access' || strategy !== 'dpor'),
  );
  const levels = new Levels(able, (each) => strategyOf(strategy, each, { from, depth, preemptions }));
  const result: Exploration = {
    explored: 0,
    outcomes: [],
    failure: null,
    levels: [],
    unseen: [],
    shared: [],
    tree: null,
    exhausted: false,
    unstable: false,
    stopped: false,
    runs: 0,
    seconds: 0,
  };
  const optionsFor = (granularity: Granularity, fresh = rest.fresh ?? false): RunOptions => {
    return { maxSteps: 20_000, ...rest, granularity, fresh, watch: looksAhead(strategy, granularity) };
  };
  const over = () => stopped() || late();
  const run = (scheduler: Scheduler, how: RunOptions) => makeAttempt(interpreter, program, scheduler, how, over, judge);
  const ahead = new RunsAhead(helpers, {
    planned: (most) => levels.planned(most),
    optionsFor: ({ granularity }) => optionsFor(granularity),
    run: ({ recipe, granularity }) => run(schedulerFrom(recipe), optionsFor(granularity)),
    stopped: over,
    locations: () => interpreter.locations,
  });
  const subject: Subject<Made> = {
    run: async (scheduler, attempt, purpose) => {
      const { granularity } = attempt as LevelAttempt;
      // A fresh interpreter has the last word: no failure is told that an earlier run has caused.
      const how = optionsFor(granularity, (rest.fresh ?? false) || purpose === 'confirm');
      const taken = purpose === 'search' ? await ahead.take(attempt as LevelAttempt) : null;
      const made = taken ?? (await run(scheduler, how));
      result.runs++;
      if (made.log && granularity === 'access') shared.note(made.log, interpreter.locations);
      if (granularity === 'access' && purpose === 'search') grower?.note(made);
      return made.end === 'stopped' && !made.redundant ? null : made;
    },
    same: ({ outcome }, failure) =>
      outcome.status === failure.outcome.status && outcome.error === failure.outcome.error,
  };
  const now = (phase: ExploreProgress['phase'], granularity: Granularity): ExploreProgress => ({
    phase,
    granularity,
    explored: result.explored,
    outcomes: counts.ranked,
    orders: Math.max(0, ...result.levels.map(({ orders }) => orders)),
    get tree() {
      return grower?.tellIfGrown(interpreter.locations) ?? null;
    },
  });
  /** Some run has come to an end of its own; the first that has not. */
  let ended = false;
  let endless: (Made & { granularity: Granularity }) | null = null;

  try {
    for await (const event of search(levels, subject, { schedules, count, shrink: () => SHRINK })) {
      if (event.phase === 'over') result.exhausted = event.end === 'exhausted';
      else if (event.phase === 'shrinking') {
        const { granularity } = result.levels[0]!;
        await progress(now('shrinking', granularity));
      } else if (event.phase === 'found') {
        const { run: failure, minimal } = event;
        result.exhausted = event.exhausted;
        result.failure = {
          outcome: failure.outcome,
          granularity: (event.attempt as LevelAttempt).granularity,
          schedule: foundSchedule(minimal, failure.choices),
          preemptions: minimal?.preemptions ?? Infinity,
          proven: minimal?.proven ?? false,
        };
      } else {
        const { granularity, policy } = event.attempt as LevelAttempt;
        const { choices, outcome } = event.run;
        result.explored = event.tried;
        result.levels = levels.account;
        counts.note(outcome, granularity, policy ? { policy, picks: [] } : exactly(choices));
        await progress(now('searching', granularity));
        if (outcome.status !== 'budget') ended = true;
        endless ??= { ...event.run, granularity };
        if (!ended && event.tried >= ENDLESS && !event.run.failed) break;
      }
    }
    if (!ended && !result.failure && endless && !over()) result.failure = await fairly(endless);
  } catch (error) {
    if (!(error instanceof ReplayMismatch || error instanceof NotFailing)) throw error;
    // It may see what its own earlier runs have left: so each of them begins anew.
    if (!rest.fresh)
      return await explore(interpreter, program, { ...options, fresh: true }, progress, stopped, judge, helpers);
    result.unstable = true;
  } finally {
    ahead.end();
  }
  result.stopped = over();
  result.levels = levels.account;
  result.unseen = [...interpreter.locations.unseen];
  result.shared = shared.names;
  result.tree = grower?.tell(interpreter.locations, true) ?? null;
  result.outcomes = counts.ranked;
  result.seconds = (performance.now() - began) / 1000;
  return result;

  /** The failure of a program of which no run has ended: with turns, if it does not end so either. */
  async function fairly({ choices, outcome, granularity }: Made & { granularity: Granularity }) {
    result.runs++;
    const { end } = await run(roundRobin(), optionsFor(granularity));
    const schedule: Schedule = end === 'budget' ? { policy: { kind: 'round-robin' }, picks: [] } : exactly(choices);
    counts.failAll();
    return { outcome: { ...outcome, failed: true }, granularity, schedule, preemptions: Infinity, proven: false };
  }
}
