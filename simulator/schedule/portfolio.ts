import type { Recipe } from './recipe.ts';
import type { Attempt, Claim, Ran, Strategy } from './strategy.ts';

/** Asks the first strategy until it has no schedule left, then the second, and so on. */
export function inOrder(strategies: readonly Strategy[]): Strategy {
  const oneByOne = (left: readonly Strategy[], most: number) =>
    left.flatMap((strategy) => strategy.ahead?.(most) ?? []);
  return combined(strategies, (left) => left[0]!, oneByOne);
}

/** Turns after which a strategy that is near its end has most of them: by then most bugs that chance finds are found. */
const LATE = 60;
/** One of so many turns is left to the others then. */
const SHARE = 4;

/**
 * Asks each strategy in its turn: no strategy is the best for every bug. As soon as one of them has tried everything, there
 * is nothing left for the others. `ending`: the one that has most of the turns once it is near its end.
 */
export function inTurn(strategies: readonly Strategy[], ending?: Strategy & { readonly nearEnd: boolean }): Strategy {
  let turn = 0;
  const choose = (left: readonly Strategy[]): Strategy => {
    const n = turn++;
    if (n < LATE || !ending?.nearEnd || !left.includes(ending)) return left[n % left.length]!;
    const others = left.filter((strategy) => strategy !== ending);
    return n % SHARE === 0 && others.length > 0 ? others[(n / SHARE) % others.length]! : ending;
  };
  const alternately = (left: readonly Strategy[], most: number) => {
    const share = Math.ceil(most / left.length);
    const rows = left.map((strategy) => strategy.ahead?.(share) ?? []);
    return Array.from({ length: share }, (_, n) => rows.flatMap((row) => row[n] ?? [])).flat();
  };
  return combined(strategies, choose, alternately);
}

function combined(
  strategies: readonly Strategy[],
  choose: (left: readonly Strategy[]) => Strategy,
  ahead: (left: readonly Strategy[], most: number) => Recipe[],
): Strategy {
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
    ahead: (most) => ahead(left, most),
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
