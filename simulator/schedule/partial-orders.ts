import type { RunSteps } from './access.ts';
import { Novelty } from './novelty.ts';
import { classOf } from './order.ts';
import { SourceSets } from './dpor.ts';
import type { Attempt, Claim, Doubt, Ran, Strategy } from './strategy.ts';

/** Runs in all that a search is worth hastening for. */
const FEW = 500;

/**
 * Tries every order of the steps that depend on each other. It claims to have tried all only where it can know: no deadline
 * and no thread's number hung on the order, and no memory was touched unseen.
 */
export class PartialOrders implements Strategy {
  private readonly doubted = new Set<Doubt>();
  private readonly search = new SourceSets();
  private readonly orders = new Novelty();
  private ended = false;
  private runs = 0;

  /** All orders will have been tried before long, as far as can be told. */
  get nearEnd(): boolean {
    return !this.ended && this.runs <= FEW * this.search.part;
  }

  get doubts(): readonly Doubt[] {
    return this.ended ? [...this.doubted] : [];
  }

  get claim(): Claim | null {
    return this.ended && this.doubted.size === 0 ? { kind: 'orders', count: this.orders.classes } : null;
  }

  next(): Attempt | null {
    if (this.ended) return null;
    if (this.search.begin()) return { scheduler: this.search, policy: null };
    this.ended = true;
    return null;
  }

  learn({ log, redundant }: Ran, own: boolean): void {
    if (!log || !own) return;
    this.runs++;
    this.note(log);
    if (!redundant) this.orders.note(classOf(log.steps), false);
    this.search.end(log.steps, log.finished);
  }

  private note({ timed, nested, unseen, whole }: RunSteps): void {
    if (timed) this.doubted.add('timed');
    if (nested) this.doubted.add('nested');
    if (unseen) this.doubted.add('unseen');
    if (!whole) this.doubted.add('unfinished');
  }
}
