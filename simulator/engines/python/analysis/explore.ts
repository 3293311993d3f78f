import { DepthFirst } from '../../../schedule/dfs.ts';
import { minimising, NotFailing } from '../../../schedule/minimise.ts';
import { pct, random, replay, ReplayMismatch, roundRobin } from '../../../schedule/policies.ts';
import type { Schedule, Scheduler } from '../../../schedule/scheduler.ts';
import type { Interpreter, PythonRun } from '../interpreter/interpreter.ts';
import { outcomeOf, type ObservedOutcome } from './outcome.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';

export const STRATEGIES = ['random', 'pct', 'exhaustive'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface ExploreOptions extends Omit<RunOptions, 'record' | 'capture' | 'realTime'> {
  strategy?: Strategy;
  /** Schedules to run at most. */
  schedules: number;
  /** Where the random schedules begin; the n-th has this seed plus n. */
  from?: number;
  /** Go on after the first failure, to count how often it fails. */
  count?: boolean;
  /** For `exhaustive`: switches away from a thread that could have gone on, at most. */
  preemptions?: number;
  /** For `pct`: the depth of the bugs that are looked for. */
  depth?: number;
}

/** Runs that ended alike, and a schedule that ends so. */
export interface OutcomeCount extends ObservedOutcome {
  count: number;
  schedule: Schedule;
}

export interface FailingSchedule {
  outcome: ObservedOutcome;
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
  /** There are no more schedules with so few preemptions. */
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
  outcomes: OutcomeCount[];
}

/** Different outcomes that are told apart; all others are counted with the first of their status. */
const MAX_OUTCOMES = 40;
/** Runs that a failing schedule may take to shrink. */
const SHRINK = 600;
/** Runs after which a program that has never ended is not run again. */
const ENDLESS = 10;

/** A run that a learner may call failed, for `explore` to judge: a check of an exercise may see more than the outcome. */
export type Judge = (run: PythonRun, output: string) => ObservedOutcome;

/**
 * Runs a program under many schedules. The first that fails is shrunk to the fewest preemptions and confirmed by replaying
 * it. `progress` is called and waited for after every run; `stopped` ends the search with what there is.
 */
export async function explore(
  interpreter: Interpreter,
  program: Program,
  options: ExploreOptions,
  progress: (now: ExploreProgress) => void | Promise<void> = () => {},
  stopped: () => boolean = () => false,
  judge: Judge = outcomeOf,
): Promise<Exploration> {
  const { strategy = 'random', schedules, count = false, preemptions = 2, depth = 3, from = 1, ...rest } = options;
  const began = performance.now();
  const known = new Map<string, OutcomeCount>();
  const result: Exploration = {
    explored: 0,
    outcomes: [],
    failure: null,
    exhausted: false,
    unstable: false,
    stopped: false,
    runs: 0,
    seconds: 0,
  };
  const run = async (scheduler: Scheduler, fresh = rest.fresh ?? false) => {
    let output = '';
    result.runs++;
    const made = await interpreter.run(
      program,
      scheduler,
      { maxSteps: 20_000, ...rest, fresh },
      {
        output: (text) => (output = (output + text).slice(-2000)),
        stopped,
      },
    );
    return { made, outcome: judge(made, output) };
  };
  const search = new DepthFirst(preemptions);
  let length = 50;
  /** Some run has come to an end of its own; the first that has not. */
  let ended = false;
  let endless: { choices: readonly number[]; outcome: ObservedOutcome } | null = null;
  let shrinking: { choices: readonly number[]; outcome: ObservedOutcome } | null = null;

  try {
    while (result.explored < schedules && !stopped()) {
      if (strategy === 'exhaustive' && !search.begin()) {
        result.exhausted = true;
        break;
      }
      const seed = from + result.explored;
      const scheduler =
        strategy === 'exhaustive' ? search : strategy === 'pct' ? pct(seed, depth, length) : random(seed);
      const { made, outcome } = await run(scheduler);
      if (made.ending === 'stopped') break;
      length = made.steps;
      result.explored++;
      const schedule: Schedule =
        strategy === 'exhaustive'
          ? exactly(made.choices)
          : { policy: strategy === 'pct' ? { kind: 'pct', seed, depth, length } : { kind: 'random', seed }, picks: [] };
      note(known, outcome, schedule);
      if (outcome.failed && !shrinking) shrinking = { choices: made.choices, outcome };
      await progress({ phase: 'searching', explored: result.explored, outcomes: ranked(known) });
      if (outcome.failed && !count) break;
      if (outcome.status !== 'budget') ended = true;
      endless ??= { choices: made.choices, outcome };
      if (!ended && result.explored >= ENDLESS) break;
    }
    if (!ended && !shrinking && endless && !stopped()) result.failure = await fairly(endless.choices, endless.outcome);
    if (shrinking && !stopped()) result.failure = await shrink(shrinking.choices, shrinking.outcome);
  } catch (error) {
    if (!(error instanceof ReplayMismatch || error instanceof NotFailing)) throw error;
    // It may see what its own earlier runs have left: so each of them begins anew.
    if (!rest.fresh) return explore(interpreter, program, { ...options, fresh: true }, progress, stopped, judge);
    result.unstable = true;
  }
  result.stopped = stopped();
  result.outcomes = ranked(known);
  result.seconds = (performance.now() - began) / 1000;
  return result;

  /** The failure of a program of which no run has ended: with turns, if it does not end so either. */
  async function fairly(choices: readonly number[], outcome: ObservedOutcome): Promise<FailingSchedule> {
    const { made } = await run(roundRobin());
    const schedule: Schedule =
      made.ending === 'budget' ? { policy: { kind: 'round-robin' }, picks: [] } : exactly(choices);
    for (const entry of known.values()) entry.failed = true;
    return { outcome: { ...outcome, failed: true }, schedule, preemptions: Infinity, proven: false };
  }

  async function shrink(choices: readonly number[], outcome: ObservedOutcome): Promise<FailingSchedule | null> {
    // A fresh interpreter has the last word: no failure is told that an earlier run has caused.
    const again = await run(replay(choices), true);
    if (!same(again.outcome, outcome)) throw new ReplayMismatch(again.made.steps, -1);
    const runs = minimising(choices, SHRINK);
    let next = runs.next();
    while (!next.done) {
      if (stopped()) return { outcome, schedule: exactly(choices), preemptions: Infinity, proven: false };
      const { outcome: tried } = await run(next.value);
      await progress({ phase: 'shrinking', explored: result.explored, outcomes: ranked(known) });
      next = runs.next(same(tried, outcome));
    }
    const { overrides: picks, preemptions: fewest, proven } = next.value;
    return { outcome, schedule: { policy: { kind: 'run-to-block' }, picks }, preemptions: fewest, proven };
  }
}

const same = (one: ObservedOutcome, other: ObservedOutcome) => one.status === other.status && one.error === other.error;

/** The schedule of exactly these choices: each is an override. */
const exactly = (choices: readonly number[]): Schedule => ({
  policy: { kind: 'run-to-block' },
  picks: choices.map((thread, step) => [step, thread] as const),
});

function note(known: Map<string, OutcomeCount>, outcome: ObservedOutcome, schedule: Schedule): void {
  let key = `${outcome.status}\n${outcome.error}\n${outcome.last}`;
  if (!known.has(key) && known.size >= MAX_OUTCOMES) {
    key = [...known.keys()].find((other) => other.startsWith(`${outcome.status}\n`)) ?? key;
  }
  const entry = known.get(key);
  if (entry) entry.count++;
  else known.set(key, { ...outcome, count: 1, schedule });
}

const ranked = (known: Map<string, OutcomeCount>): OutcomeCount[] =>
  [...known.values()].toSorted((a, b) => b.count - a.count);
