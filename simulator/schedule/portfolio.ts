import type { Attempt, Claim, Ran, Strategy } from './strategy.ts';

/** Asks the first strategy until it has no schedule left, then the second, and so on. */
export function inOrder(strategies: readonly Strategy[]): Strategy {
  return combined(strategies, (left) => left[0]!);
}

/**
 * Asks each strategy in its turn: no strategy is the best for every bug. As soon as one of them has tried everything, there
 * is nothing left for the others.
 */
export function inTurn(strategies: readonly Strategy[]): Strategy {
  let turn = 0;
  return combined(strategies, (left) => left[turn++ % left.length]!);
}

function combined(strategies: readonly Strategy[], choose: (left: readonly Strategy[]) => Strategy): Strategy {
  const left = [...strategies];
  let asked: Strategy | null = null;
  const claimed = (): Claim | null => best(strategies.map(({ claim }) => claim));
  return {
    get claim() {
      return claimed();
    },
    get doubts() {
      return strategies.flatMap((strategy) => strategy.doubts ?? []);
    },
    next(): Attempt | null {
      while (left.length > 0 && !isWhole(claimed())) {
        asked = choose(left);
        const attempt = asked.next();
        if (attempt) return attempt;
        left.splice(left.indexOf(asked), 1);
      }
      return null;
    },
    learn(run: Ran, own: boolean) {
      // What one has seen serves the others too: how long a run is, and what it touches.
      for (const strategy of strategies) strategy.learn?.(run, own && strategy === asked);
    },
  };
}

const isWhole = (claim: Claim | null) => claim !== null && claim.kind !== 'preemptions';

/** The strongest of some claims. */
function best(claims: readonly (Claim | null)[]): Claim | null {
  const made = claims.filter((claim) => claim !== null);
  const bounded = made.filter((claim) => claim.kind === 'preemptions');
  return made.find(isWhole) ?? bounded.toSorted((a, b) => b.bound - a.bound)[0] ?? null;
}
