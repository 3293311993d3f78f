import { IterativeDepthFirst } from '../../../schedule/iterative.ts';
import { PartialOrders } from '../../../schedule/partial-orders.ts';
import { pct } from '../../../schedule/pct.ts';
import { random, roundRobin, runToBlock } from '../../../schedule/policies.ts';
import { inOrder, inTurn } from '../../../schedule/portfolio.ts';
import { predictions } from '../../../schedule/predict.ts';
import { pos } from '../../../schedule/pos.ts';
import { profileOf, type Profile } from '../../../schedule/profile.ts';
import type { Policy, Scheduler } from '../../../schedule/scheduler.ts';
import { each, endless, type RunSteps, type Strategy } from '../../../schedule/strategy.ts';
import { surw } from '../../../schedule/surw.ts';
import { urw } from '../../../schedule/urw.ts';
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

/** Whether a search of this kind looks at what steps touch. */
export const looksAhead = (name: StrategyName, granularity: Granularity): boolean =>
  granularity === 'access' || (granularity === 'operation' && ['auto', 'surw', 'urw', 'pos'].includes(name));

/** Makes the strategy of a search at one granularity. */
export function strategyOf(name: StrategyName, granularity: Granularity, options: StrategyOptions): Strategy {
  const { from, depth, preemptions } = options;
  switch (name) {
    case 'random':
      return drawing(from, random, (seed) => ({ kind: 'random', seed }));
    case 'pos':
      return drawing(from, pos);
    case 'surw':
      return profiled(from, surw);
    case 'urw':
      return profiled(from, urw);
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
        inTurn(portfolio(granularity, options)),
      ]);
  }
}

/** The strategies that `auto` takes in turn. */
function portfolio(granularity: Granularity, { from, depth, preemptions }: StrategyOptions): Strategy[] {
  const priorities = byPriorities(from, depth === null ? DEPTHS : [depth]);
  const drawn = drawing(from, random, (seed) => ({ kind: 'random', seed }));
  switch (granularity) {
    case 'operation':
      return [profiled(from, surw), priorities, new IterativeDepthFirst(preemptions), drawing(from, pos), drawn];
    case 'access':
      return [profiled(from, surw), new PartialOrders(), priorities, drawing(from, pos)];
    default:
      return [priorities, new IterativeDepthFirst(preemptions), drawn];
  }
}

const drawing = (
  from: number,
  make: (seed: number) => Scheduler,
  policy: (seed: number) => Policy | null = () => null,
): Strategy => endless((n) => ({ scheduler: make(from + n), policy: policy(from + n), drawn: true }));

/** A scheduler that knows the program from its first runs; these are random where nothing else has come before. */
function profiled(from: number, make: (seed: number, profile: Profile) => Scheduler): Strategy {
  const seen: RunSteps[] = [];
  let profile: Profile | null = null;
  return endless(
    (n) => {
      if (!profile && seen.length >= PROFILED) profile = profileOf(seen);
      return profile
        ? { scheduler: make(from + n, profile), policy: null, drawn: true }
        : { scheduler: random(from + n), policy: { kind: 'random', seed: from + n } };
    },
    ({ log, redundant }) => {
      if (log && !redundant && seen.length < PROFILED) seen.push(log);
    },
  );
}

function byPriorities(from: number, depths: readonly number[]): Strategy {
  let length = LENGTH;
  return endless(
    (n) => {
      const depth = depths[n % depths.length]!;
      const policy: Policy = { kind: 'pct', seed: from + n, depth, length, fair: Math.max(1000, length * FAIR) };
      return { scheduler: pct(policy.seed, depth, length, policy.fair), policy };
    },
    ({ choices, redundant }) => {
      if (!redundant) length = Math.max(1, choices.length);
    },
  );
}
