import type { RunSteps } from '../../../schedule/access.ts';
import { IterativeDepthFirst } from '../../../schedule/iterative.ts';
import { PartialOrders } from '../../../schedule/partial-orders.ts';
import { roundRobin, runToBlock } from '../../../schedule/policies.ts';
import { inOrder, inTurn } from '../../../schedule/portfolio.ts';
import { predictions } from '../../../schedule/predict.ts';
import { profileOf, type Profile } from '../../../schedule/profile.ts';
import { policyOf, schedulerFrom, type Recipe } from '../../../schedule/recipe.ts';
import { each, type Ran, type Strategy } from '../../../schedule/strategy.ts';
import type { Granularity } from '../interpreter/program.ts';

/** `auto` is several in turn; `exhaustive` is a depth-first search with one bound, as links and scripts know it. */
export const STRATEGIES = ['auto', 'surw', 'urw', 'pos', 'pct', 'random', 'dpor', 'dfs', 'exhaustive'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

export interface StrategyOptions {
  /** The n-th random schedule has this seed plus n. */
  from: number;
  /** Depth of the bugs that `pct` looks for; null: `auto` takes several in turn, `pct` takes 3. */
  depth: number | null;
  /** Preemptions at most, for `dfs`, `exhaustive` and `auto`. */
  preemptions: number;
}

/** Steps that a run may have, in lengths of an earlier one, before PCT's priorities end. */
const FAIR = 20;
/** Depths that `auto` takes in turn. */
const DEPTHS = [2, 3, 5];
const DEPTH = 3;
/** The first guess of how many steps a run has. */
const LENGTH = 50;
/** Runs that are looked at to learn what threads touch. */
const PROFILED = 2;
/** Runs whose longest says how many steps a run has. */
const MEASURED = 10;

/** Tells whether a search of this kind looks at what steps touch. */
export const looksAhead = (name: StrategyName, granularity: Granularity): boolean =>
  granularity === 'access' || (granularity === 'operation' && ['auto', 'surw', 'urw', 'pos'].includes(name));

/** Makes the strategy of a search at one granularity. */
export function strategyOf(name: StrategyName, granularity: Granularity, options: StrategyOptions): Strategy {
  const { from, depth, preemptions } = options;
  switch (name) {
    case 'random':
      return seeded('random', from);
    case 'pos':
      return seeded('pos', from);
    case 'surw':
      return profiled(from, 'surw');
    case 'urw':
      return profiled(from, 'urw');
    case 'pct':
      return byPriorities(from, [depth ?? DEPTH]);
    case 'exhaustive':
      return new IterativeDepthFirst(preemptions, preemptions);
    case 'dfs':
      return new IterativeDepthFirst(preemptions);
    case 'dpor':
      return new PartialOrders();
    case 'auto':
      return inOrder([
        each([
          () => ({ scheduler: runToBlock(), policy: { kind: 'run-to-block' } }),
          () => ({ scheduler: roundRobin(), policy: { kind: 'round-robin' } }),
        ]),
        predictions(),
        portfolio(granularity, options),
      ]);
  }
}

/** The strategies that `auto` takes in turn. */
function portfolio(granularity: Granularity, { from, depth, preemptions }: StrategyOptions): Strategy {
  const priorities = byPriorities(from, depth === null ? DEPTHS : [depth]);
  const drawn = seeded('random', from);
  switch (granularity) {
    case 'operation':
      return inTurn([
        profiled(from, 'surw'),
        priorities,
        new IterativeDepthFirst(preemptions),
        seeded('pos', from),
        drawn,
      ]);
    case 'access': {
      const orders = new PartialOrders();
      return inTurn([profiled(from, 'surw'), orders, priorities, seeded('pos', from)], orders);
    }
    default:
      return inTurn([priorities, new IterativeDepthFirst(preemptions), drawn]);
  }
}

/** Draws one schedule after the other, without end: the n-th is what `recipe` says, from 0. */
function drawing(
  recipe: (n: number) => Recipe,
  {
    settled = () => true,
    learn = () => {},
  }: {
    /** No further run changes what the recipes say. */
    settled?: () => boolean;
    learn?: (run: Ran) => void;
  } = {},
): Strategy {
  let n = 0;
  return {
    claim: null,
    next() {
      const made = recipe(n++);
      // PCT's lengths, and what is drawn before anything is known, hang on the runs before.
      const drawn = made.kind !== 'pct' && settled();
      return { scheduler: schedulerFrom(made), policy: policyOf(made), drawn, recipe: made };
    },
    ahead: (most) => (settled() ? Array.from({ length: most }, (_, i) => recipe(n + i)) : []),
    learn,
  };
}

const seeded = (kind: 'random' | 'pos', from: number): Strategy => drawing((n) => ({ kind, seed: from + n }));

/** A scheduler that knows the program from its first runs; these are random where nothing else has come before. */
function profiled(from: number, kind: 'surw' | 'urw'): Strategy {
  const seen: RunSteps[] = [];
  let profile: Profile | null = null;
  return drawing(
    (n) => {
      if (!profile && seen.length >= PROFILED) profile = profileOf(seen);
      return profile ? { kind, seed: from + n, profile } : { kind: 'random', seed: from + n };
    },
    {
      settled: () => seen.length >= PROFILED,
      learn({ log, redundant }) {
        if (log && !redundant && seen.length < PROFILED) seen.push(log);
      },
    },
  );
}

function byPriorities(from: number, depths: readonly number[]): Strategy {
  let length = LENGTH;
  let measured = 0;
  return drawing(
    (n) => {
      const depth = depths[n % depths.length]!;
      return { kind: 'pct', seed: from + n, depth, length, fair: Math.max(1000, length * FAIR) };
    },
    {
      settled: () => measured >= MEASURED,
      learn({ choices, redundant }) {
        if (redundant || measured >= MEASURED) return;
        length = measured++ === 0 ? choices.length : Math.max(length, choices.length);
        length = Math.max(1, length);
      },
    },
  );
}
