import { Novelty } from '../../../schedule/novelty.ts';
import { classOf } from '../../../schedule/order.ts';
import type { Recipe } from '../../../schedule/recipe.ts';
import type { Attempt, Claim, Doubt, Ran, Strategy } from '../../../schedule/strategy.ts';
import { GRANULARITIES, type Granularity } from '../interpreter/program.ts';

/** A schedule to try, and where threads can be switched in it. */
export interface LevelAttempt extends Attempt {
  readonly granularity: Granularity;
}

/** A schedule that is tried sooner or later, and where threads can be switched in it. */
export interface Planned {
  readonly granularity: Granularity;
  readonly recipe: Recipe;
}

/** Work of a search with switches at one granularity. */
export interface Level {
  readonly granularity: Granularity;
  readonly explored: number;
  readonly claim: Claim | null;
  /** Orders of dependent steps that were seen; 0: what steps touch is not known at this granularity. */
  readonly orders: number;
  /** The chance that the next random schedule shows another order; null: too few to say. */
  readonly fresh: number | null;
  /** Reasons for which it is not said that all orders were tried, though all were that could be seen. */
  readonly doubts: readonly Doubt[];
}

/** Tells whether a search looked at what steps touch, and ended too early to doubt what it has seen. */
export const mayMiss = (levels: readonly Level[]): boolean =>
  levels.some(({ granularity, explored }) => granularity === 'access' && explored > 0) &&
  !levels.some(({ claim, doubts }) => claim?.kind === 'orders' || doubts.includes('unseen'));

/** Counts the runs that were cut off before their end. */
export const cutOff = (endings: readonly { status: string; count: number }[]): number =>
  endings.reduce((sum, { status, count }) => (status === 'budget' ? sum + count : sum), 0);

/** Schedules at each granularity before the next is tried; twice as many in each further round. */
const FIRST_ROUND = 10;

/** The granularities that a search goes through: the one asked for, then each finer one. CPython's own has none. */
export function levelsFrom(granularity: Granularity): Granularity[] {
  if (granularity === 'cpython') return [granularity];
  return GRANULARITIES.slice(GRANULARITIES.indexOf(granularity)).filter((each) => each !== 'cpython');
}

/**
 * Goes from coarse switches to finer ones and back, in rounds that grow: a race between two lines is invisible to switches
 * between operations, and most programs are searched faster with these. A granularity at which a run has failed is kept.
 */
export class Levels implements Strategy {
  private readonly levels: {
    granularity: Granularity;
    strategy: Strategy;
    novelty: Novelty;
    explored: number;
    over: boolean;
  }[];
  private asked: Attempt | null = null;
  private round = FIRST_ROUND;
  private at = 0;
  private left = FIRST_ROUND;
  private kept = false;

  constructor(granularities: readonly Granularity[], make: (granularity: Granularity) => Strategy) {
    this.levels = granularities.map((granularity) => ({
      granularity,
      strategy: make(granularity),
      novelty: new Novelty(),
      explored: 0,
      over: false,
    }));
  }

  /** The weakest of the claims: it holds for every granularity. */
  get claim(): Claim | null {
    const claims = this.levels.map(({ strategy }) => strategy.claim);
    const whole = claims.find((claim) => claim?.kind === 'orders');
    if (whole) return whole;
    if (claims.some((claim) => claim === null)) return null;
    const bounded = claims.filter((claim) => claim?.kind === 'preemptions');
    return bounded.toSorted((a, b) => a.bound - b.bound)[0] ?? claims[0]!;
  }

  /** The work so far, the coarsest switches first. */
  get account(): Level[] {
    return this.levels.map(({ granularity, explored, strategy: { claim, doubts = [] }, novelty }) => ({
      granularity,
      explored,
      claim,
      orders: novelty.classes,
      fresh: novelty.chance,
      doubts,
    }));
  }

  next(): LevelAttempt | null {
    // All orders of what steps touch are all that any switches could bring about.
    while (this.claim?.kind !== 'orders' && this.levels.some(({ over }) => !over)) {
      const level = this.levels[this.at]!;
      if (!level.over && (this.kept || this.left > 0)) {
        const attempt = level.strategy.next();
        if (attempt) {
          this.left--;
          this.asked = attempt;
          return { ...attempt, granularity: level.granularity };
        }
        level.over = true;
      }
      if (this.kept) return null;
      this.further();
    }
    return null;
  }

  /** Schedules that it will give at each granularity, this round's first. */
  planned(most: number): Planned[] {
    const planned: Planned[] = [];
    for (let n = 0; n < (this.kept ? 1 : this.levels.length) && planned.length < most; n++) {
      const { granularity, strategy, over } = this.levels[(this.at + n) % this.levels.length]!;
      const round = this.kept ? most : n === 0 ? this.left : this.round;
      const recipes = over ? [] : (strategy.ahead?.(Math.min(round, most - planned.length)) ?? []);
      planned.push(...recipes.map((recipe) => ({ granularity, recipe })));
    }
    return planned;
  }

  learn(run: Ran, own: boolean): void {
    if (run.failed) this.kept = true;
    const level = this.levels[this.at]!;
    if (!run.redundant) level.explored++;
    if (run.log && !run.redundant && level.granularity === 'access')
      level.novelty.note(classOf(run.log.steps), this.asked?.drawn ?? false);
    level.strategy.learn?.(run, own);
  }

  private further(): void {
    this.at++;
    if (this.at === this.levels.length) {
      this.at = 0;
      this.round *= 2;
    }
    this.left = this.round;
  }
}
