import { IterativeDepthFirst } from '../../../schedule/iterative.ts';
import { pct } from '../../../schedule/pct.ts';
import { random, roundRobin, runToBlock } from '../../../schedule/policies.ts';
import { inOrder, inTurn } from '../../../schedule/portfolio.ts';
import type { Policy } from '../../../schedule/scheduler.ts';
import { each, endless, type Strategy } from '../../../schedule/strategy.ts';

/** `auto` is all of them in turn; `exhaustive` is a depth-first search with one bound, as links and scripts know it. */
export const STRATEGIES = ['auto', 'pct', 'random', 'dfs', 'exhaustive'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

export interface StrategyOptions {
  /** The n-th random schedule has this seed plus n. */
  from: number;
  /** Depth of the bugs that `pct` looks for; null: `auto` takes several in turn, `pct` takes 3. */
  depth: number | null;
  /** Preemptions at most, for `dfs` and `exhaustive`. */
  preemptions: number;
}

/** Steps that a run may have, in lengths of an earlier one, before PCT's priorities end. */
const FAIR = 20;
/** Depths that `auto` takes in turn. */
const DEPTHS = [2, 3, 5];
const DEPTH = 3;
/** The first guess of how many steps a run has. */
const LENGTH = 50;

/** Makes the strategy of a search at one granularity. */
export function strategyOf(name: StrategyName, { from, depth, preemptions }: StrategyOptions): Strategy {
  switch (name) {
    case 'random':
      return randomly(from);
    case 'pct':
      return byPriorities(from, [depth ?? DEPTH]);
    case 'exhaustive':
      return new IterativeDepthFirst(preemptions, preemptions);
    case 'dfs':
      return new IterativeDepthFirst(preemptions);
    case 'auto':
      return inOrder([
        each([
          () => ({ scheduler: runToBlock(), policy: { kind: 'run-to-block' } }),
          () => ({ scheduler: roundRobin(), policy: { kind: 'round-robin' } }),
        ]),
        inTurn([
          byPriorities(from, depth === null ? DEPTHS : [depth]),
          new IterativeDepthFirst(preemptions),
          randomly(from),
        ]),
      ]);
  }
}

const randomly = (from: number): Strategy =>
  endless((n) => ({ scheduler: random(from + n), policy: { kind: 'random', seed: from + n } }));

function byPriorities(from: number, depths: readonly number[]): Strategy {
  let length = LENGTH;
  return endless(
    (n) => {
      const depth = depths[n % depths.length]!;
      const policy: Policy = { kind: 'pct', seed: from + n, depth, length, fair: Math.max(1000, length * FAIR) };
      return { scheduler: pct(policy.seed, depth, length, policy.fair), policy };
    },
    ({ choices }) => (length = Math.max(1, choices.length)),
  );
}
