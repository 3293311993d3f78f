import { locationOf, MODE, modeOf, type Access, type TracedStep } from './access.ts';

/** An access of the step that ends the program: its order with any other step matters. */
export const END: Access = -8;

/** The last steps that accessed a location, by the mode of the access; -1: none. */
interface LastAccesses {
  write: number;
  reads: number[];
  take: number;
  give: number;
}

/**
 * The happens-before order of a run's steps, by vector clocks, and the races between them: two steps whose order matters,
 * and which could have come the other way round.
 */
export class Order {
  /** Pairs of steps, by ascending second. */
  readonly races: [number, number][] = [];
  private readonly steps: readonly TracedStep[];
  private readonly clocks: Uint32Array[] = [];
  /** The n-th step of its thread, from 1. */
  private readonly nth: number[] = [];
  private readonly latest: (number | undefined)[] = [];
  private readonly lastAccesses = new Map<number, LastAccesses>();

  /** `from`: races are looked for that end in this step, or in a later one. */
  constructor(steps: readonly TracedStep[], from = 0) {
    this.steps = steps;
    const threads = 1 + steps.reduce((most, { thread, spawned }) => Math.max(most, thread, ...spawned), 0);
    const now = Array.from({ length: threads }, () => new Uint32Array(threads));
    const counts = new Uint32Array(threads);
    steps.forEach((step, j) => {
      const clock = now[step.thread]!.slice();
      if (step.woken >= 0) join(clock, this.clocks[step.woken]!);
      if (step.ticked) for (const other of now) join(clock, other);
      const against = this.see(step, j, clock);
      clock[step.thread] = ++counts[step.thread]!;
      this.nth.push(counts[step.thread]!);
      this.clocks.push(clock);
      now[step.thread] = clock;
      this.latest[step.thread] = j;
      for (const child of step.spawned) now[child] = clock.slice();
      if (j < from) return;
      // Of steps that are ordered among themselves, only the last is next to it.
      for (const i of against) if (![...against].some((k) => k !== i && this.isBefore(i, k))) this.races.push([i, j]);
    });
  }

  /** Tells whether step i happens before step k > i. */
  isBefore(i: number, k: number): boolean {
    return i === k || this.clocks[k]![this.steps[i]!.thread]! >= this.nth[i]!;
  }

  /** The steps between i and j that do not depend on i, and j. */
  without(i: number, j: number): number[] {
    const found: number[] = [];
    for (let k = i + 1; k < j; k++) {
      const { blocks, accesses } = this.steps[k]!;
      // A thread that only came to wait has done nothing.
      if (!(blocks && accesses.length === 0) && !this.isBefore(i, k)) found.push(k);
    }
    return [...found, j];
  }

  /** Threads that can take the first of these steps. */
  initials(some: readonly number[]): number[] {
    const seen = new Set<number>();
    const first: number[] = [];
    some.forEach((k, n) => {
      const { thread } = this.steps[k]!;
      if (seen.has(thread)) return;
      seen.add(thread);
      if (!some.slice(0, n).some((earlier) => this.isBefore(earlier, k))) first.push(thread);
    });
    return first;
  }

  /** Orders step j after what it depends on; returns the steps that might have come after it. */
  private see(step: TracedStep, j: number, clock: Uint32Array): Set<number> {
    const against = new Set<number>();
    const race = (i: number) => {
      if (i < 0 || i === j) return;
      const { thread } = this.steps[i]!;
      if (thread !== step.thread && clock[thread]! < this.nth[i]!) against.add(i);
    };
    const after = (...some: number[]) => {
      for (const i of some) if (i >= 0 && i !== j) join(clock, this.clocks[i]!);
    };
    for (const access of step.accesses) {
      if (access === END) continue;
      const last = this.lastAccessesTo(locationOf(access));
      switch (modeOf(access)) {
        case MODE.read:
          for (const i of [last.write, last.take, last.give]) race(i);
          after(last.write, last.take, last.give);
          last.reads.push(j);
          break;
        case MODE.write:
          for (const i of [last.write, last.take, last.give, ...last.reads]) race(i);
          after(last.write, last.take, last.give, ...last.reads);
          last.write = j;
          last.reads = [];
          break;
        case MODE.join:
          after(last.give);
          break;
        case MODE.give:
          for (const i of [last.write, ...last.reads]) race(i);
          after(last.write, ...last.reads);
          last.give = j;
          last.reads = [];
          break;
        default: {
          race(last.take);
          // A thread that only tries does not need it to be free. For others it is no race: they could not have come sooner.
          if (modeOf(access) === MODE.try) race(last.give);
          after(last.give);
          for (const i of [last.write, ...last.reads]) race(i);
          after(last.take, last.write, ...last.reads);
          last.take = j;
          last.reads = [];
        }
      }
    }
    if (step.accesses.includes(END)) for (const i of this.latest) if (i !== undefined) race(i);
    if (step.blocks && step.accesses.length === 0)
      for (const access of step.ahead)
        if (modeOf(access) === MODE.take) race(this.lastAccessesTo(locationOf(access)).take);
    return against;
  }

  private lastAccessesTo(location: number): LastAccesses {
    let last = this.lastAccesses.get(location);
    if (!last) this.lastAccesses.set(location, (last = { write: -1, reads: [], take: -1, give: -1 }));
    return last;
  }
}

function join(into: Uint32Array, other: Uint32Array): void {
  for (let t = 0; t < into.length; t++) if (other[t]! > into[t]!) into[t] = other[t]!;
}

/** Names the class of a run: runs that differ only in the order of independent steps have the same name. */
export function classOf(steps: readonly TracedStep[]): string {
  const places = new Map<number, string[][]>();
  const counts = new Map<string, number>();
  for (const { thread, accesses } of steps)
    for (const access of accesses) {
      const location = locationOf(access);
      const key = `${location} ${thread}`;
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      let history = places.get(location);
      if (!history) places.set(location, (history = [[]]));
      if (modeOf(access) === MODE.read) history.at(-1)!.push(`${thread}.${nth}`);
      else history.push([`!${thread}.${nth}.${modeOf(access)}`], []);
    }
  return [...places]
    .toSorted(([a], [b]) => a - b)
    .map(([location, history]) => `${location}:${history.map((some) => some.toSorted().join(',')).join(';')}`)
    .join('\n');
}
