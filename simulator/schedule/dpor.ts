import { anyConflict, type Access, type Foresight, type TracedStep } from './access.ts';
import { END, Order } from './order.ts';
import { ReplayMismatch } from './policies.ts';
import { Redundant, type Runnable, type Scheduler } from './scheduler.ts';

interface Node {
  readonly useful: readonly number[];
  /** The sleep set: threads that need not go here, and what their steps touch. */
  readonly sleep: ReadonlyMap<number, readonly Access[]>;
  readonly backtrack: Set<number>;
  readonly done: Map<number, readonly Access[]>;
  chosen: number;
  /** Accesses of the step of the chosen thread; null: not taken yet. */
  accesses: readonly Access[] | null;
}

const independent = (a: readonly Access[], b: readonly Access[]) =>
  !a.includes(END) && !b.includes(END) && !anyConflict(a, b);

/** Accesses of a step; of one that only came to wait, those that it waits for. */
const touched = ({ accesses, ahead, blocks }: TracedStep) => (blocks ? [...accesses, ...ahead] : accesses);

/** Threads that can run and would not only come to wait; all, if there are none. */
export function useful(runnable: Runnable, foresight: Foresight): number[] {
  const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
  const now = all.filter((thread) => !foresight.waits(thread));
  return now.length > 0 ? now : all;
}

/** The steps of threads that could run only to wait. */
const waitingIn = (runnable: Runnable, foresight: Foresight): TracedStep[] =>
  Array.from({ length: runnable.size }, (_, n) => runnable.nth(n))
    .filter((thread) => foresight.waits(thread))
    .map((thread) => ({
      thread,
      accesses: [],
      ahead: foresight.ahead(thread),
      woken: -1,
      ticked: false,
      spawned: [],
      blocks: true,
    }));

/**
 * Dynamic partial-order reduction with source sets and sleep sets: one run at least for each order of the steps that depend
 * on each other, and few more. Abdulla, Aronis, Jonsson, Sagonas: Source sets: a foundation for optimal dynamic partial
 * order reduction, JACM 2017. It needs an engine that tells what steps touch.
 * Use: `while (search.begin()) { run(engine(), search); search.end(...) }`.
 */
export class SourceSets implements Scheduler {
  private readonly path: Node[] = [];
  private readonly sleeping: boolean;
  private readonly all: boolean;
  private depth = 0;
  /** Nodes before this one are those of the run before. */
  private fixed = 0;
  private count = 0;
  /** Threads that would have waited where a run was left, as if they had. */
  private waiting: readonly TracedStep[] = [];

  /** `sleeping`: with sleep sets; `all`: every thread is tried everywhere, so that these are the only reduction. */
  constructor({ sleeping = true, all = false } = {}) {
    this.sleeping = sleeping;
    this.all = all;
  }

  /** The part of all runs that were made, as far as races have shown by now which there are. */
  get part(): number {
    let [part, share] = [0, 1];
    for (const { done, backtrack } of this.path) {
      const all = Math.max(backtrack.size, done.size + 1);
      part += (share * done.size) / all;
      share /= all;
    }
    return part;
  }

  /** Prepares the next run; false: there is none left. */
  begin(): boolean {
    this.depth = 0;
    this.waiting = [];
    if (this.count++ === 0) return true;
    for (let node = this.path.at(-1); node; node = this.path.at(-1)) {
      node.done.set(node.chosen, node.accesses ?? []);
      const next = [...node.backtrack].find((t) => !node.done.has(t) && !node.sleep.has(t));
      if (next !== undefined) {
        node.chosen = next;
        node.accesses = null;
        this.fixed = this.path.length - 1;
        return true;
      }
      this.path.pop();
    }
    return false;
  }

  next(runnable: Runnable, current: number, step: number, foresight?: Foresight): number {
    if (!foresight) throw new Error('partial-order reduction needs to know what steps touch');
    const at = this.depth++;
    const before = this.path[at - 1];
    if (before) before.accesses = touched(foresight.steps[at - 1]!);
    const known = this.path[at];
    if (known) {
      if (!runnable.has(known.chosen)) throw new ReplayMismatch(step, known.chosen);
      return known.chosen;
    }
    const sleep = new Map<number, readonly Access[]>();
    if (before && this.sleeping)
      for (const [thread, accesses] of [...before.sleep, ...before.done])
        if (thread !== before.chosen && independent(accesses, before.accesses!)) sleep.set(thread, accesses);
    const able = useful(runnable, foresight);
    const awake = able.filter((thread) => !sleep.has(thread));
    if (awake.length === 0) {
      this.depth--;
      this.waiting = waitingIn(runnable, foresight);
      throw new Redundant();
    }
    const chosen = awake.includes(current) ? current : awake[0]!;
    const backtrack = new Set(this.all ? able : [chosen]);
    this.path.push({ useful: able, sleep, backtrack, done: new Map(), chosen, accesses: null });
    return chosen;
  }

  /** The run is over. `finished`: main has ended it, and with it what others would still have done. */
  end(steps: readonly TracedStep[], finished: boolean): void {
    let order = steps;
    const last = steps.at(-1);
    const node = this.path[steps.length - 1];
    if (last && node) {
      node.accesses = touched(last);
      if (finished && last.thread === 0) {
        const ending = { ...last, accesses: [...last.accesses, END] };
        node.accesses = ending.accesses;
        order = [...steps.slice(0, -1), ending];
        for (const thread of node.useful) node.backtrack.add(thread);
      }
    }
    if (this.all) return;
    // A run that is left early, because the rest is known, has not met what the others wait for: a race too.
    order = [...order, ...this.waiting];
    const races = new Order(order, this.fixed);
    for (const [i, j] of races.races)
      this.reverse(this.path[i]!, races.initials(races.without(i, j)), order[j]!.thread);
  }

  /** Has one of these threads tried at the node, so that a race goes the other way. `wanted`: rather this one. */
  private reverse(node: Node, first: readonly number[], wanted: number): void {
    // Only a thread that can go there counts: one that waits for a lock is in nobody's way.
    const able = first.filter((thread) => node.useful.includes(thread));
    if (able.some((thread) => node.backtrack.has(thread) && !node.sleep.has(thread))) return;
    const awake = able.filter((thread) => !node.sleep.has(thread));
    const chosen = awake.find((thread) => thread === wanted) ?? awake[0] ?? able[0];
    for (const thread of chosen === undefined ? node.useful : [chosen]) node.backtrack.add(thread);
  }
}
