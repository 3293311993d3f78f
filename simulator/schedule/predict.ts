import { MODE, locationOf, modeOf, type TracedStep } from './access.ts';
import { useful } from './dpor.ts';
import { Order } from './order.ts';
import type { Scheduler } from './scheduler.ts';
import type { Attempt, Ran, Strategy } from './strategy.ts';

/** Locks that threads take in different orders, and the threads: each holds one of them and wants the next. */
export interface LockCycle {
  readonly locks: readonly number[];
  readonly threads: readonly number[];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly thread: number;
  readonly held: readonly number[];
}

const MOST_CYCLES = 50;
const LONGEST = 6;
/** Runs that are learnt from, and schedules of each that are tried. */
const LEARNT = 2;
const TRIED = 8;

/**
 * Finds cycles in the orders in which threads take locks, where no lock guards all of them. Havelund: Using
 * runtime analysis to guide model checking of Java programs, SPIN 2000 (Goodlock).
 */
export function lockCycles(steps: readonly TracedStep[]): LockCycle[] {
  const edges = edgesOf(steps);
  const cycles: LockCycle[] = [];
  const walk = (chain: readonly Edge[]) => {
    const [first, last] = [chain[0]!, chain.at(-1)!];
    if (cycles.length >= MOST_CYCLES) return;
    if (chain.length > 1 && last.to === first.from)
      return void cycles.push({ locks: chain.map(({ from }) => from), threads: chain.map(({ thread }) => thread) });
    if (chain.length >= LONGEST) return;
    for (const next of edges) {
      // The smallest lock comes first, so that each cycle is found once.
      if (next.from !== last.to || next.from < first.from) continue;
      if (chain.some(({ thread, held }) => thread === next.thread || held.some((lock) => next.held.includes(lock))))
        continue;
      walk([...chain, next]);
    }
  };
  for (const edge of edges) walk([edge]);
  return cycles;
}

/** Lists, for each thread, which lock it has taken while it held another. */
function edgesOf(steps: readonly TracedStep[]): Edge[] {
  const held: number[][] = [];
  const edges = new Map<string, Edge>();
  const takes = (thread: number, to: number) => {
    const mine = (held[thread] ??= []);
    for (const from of mine)
      if (from !== to) edges.set([from, to, thread, ...mine].join(), { from, to, thread, held: [...mine] });
  };
  for (const { thread, accesses, ahead, blocks } of steps) {
    for (const access of accesses) {
      const lock = locationOf(access);
      if (modeOf(access) === MODE.take) {
        takes(thread, lock);
        (held[thread] ??= []).push(lock);
      } else if (modeOf(access) === MODE.give)
        for (const mine of held) if (mine?.includes(lock)) mine.splice(mine.lastIndexOf(lock), 1);
    }
    if (blocks) for (const access of ahead) if (modeOf(access) === MODE.take) takes(thread, locationOf(access));
  }
  return [...edges.values()];
}

/** Lets each thread of the cycle come to where it would take the next lock, before any of them does. */
export function intoCycle({ locks, threads }: LockCycle): Scheduler {
  const wants = (thread: number) => locks[(threads.indexOf(thread) + 1) % locks.length];
  return {
    next(runnable, current, _step, foresight) {
      if (!foresight) throw new Error('a prediction needs to know what steps touch');
      const able = useful(runnable, foresight);
      const free = able.filter(
        (thread) =>
          !threads.includes(thread) ||
          !foresight.ahead(thread).some((a) => modeOf(a) === MODE.take && locationOf(a) === wants(thread)),
      );
      return onwards(free.length > 0 ? free : able, current);
    },
  };
}

/** Repeats a run up to a race, turns that round, and goes on without a preemption. */
function reversed(steps: readonly TracedStep[], order: Order, [i, j]: readonly [number, number]): Scheduler {
  const choices = [...steps.slice(0, i), ...order.without(i, j).map((k) => steps[k]!)].map(({ thread }) => thread);
  return {
    next(runnable, current, step, foresight) {
      const wanted = choices[step];
      if (wanted !== undefined && runnable.has(wanted)) return wanted;
      if (!foresight) throw new Error('a prediction needs to know what steps touch');
      return onwards(useful(runnable, foresight), current);
    },
  };
}

const onwards = (able: readonly number[], current: number): number =>
  able.includes(current) ? current : (able.find((thread) => thread > current) ?? able[0]!);

/**
 * Races of a run, those for memory before those for locks, and locks that few steps take before others. No two are between
 * the same threads for the same memory.
 */
function racesOf(steps: readonly TracedStep[], order: Order): (readonly [number, number])[] {
  const touched = new Map<number, number>();
  for (const { accesses } of steps)
    for (const access of accesses) {
      const count = touched.get(locationOf(access)) ?? 0;
      touched.set(locationOf(access), count + 1 + (modeOf(access) > MODE.write ? steps.length : 0));
    }
  const found = new Map<string, { race: readonly [number, number]; weight: number }>();
  for (const [i, j] of order.races) {
    const one = new Set(steps[i]!.accesses.map(locationOf));
    const places = steps[j]!.accesses.map(locationOf).filter((place) => one.has(place));
    const key = [steps[i]!.thread, steps[j]!.thread, ...places].join();
    const weight = Math.min(...places.map((place) => touched.get(place) ?? 0));
    if (!found.has(key)) found.set(key, { race: [i, j], weight });
  }
  return [...found.values()].toSorted((a, b) => a.weight - b.weight).map(({ race }) => race);
}

/**
 * Predicts from a run which other ones may fail, and tries these: it goes into each cycle of locks, and turns races round. A
 * prediction is no bug: only a schedule that has failed is one.
 */
export function predictions(): Strategy {
  const waiting: Attempt[] = [];
  let learnt = 0;
  return {
    claim: null,
    next: () => waiting.shift() ?? null,
    learn({ log, redundant }: Ran) {
      if (!log || redundant || learnt >= LEARNT) return;
      learnt++;
      const { steps } = log;
      const order = new Order(steps);
      const found = [
        ...lockCycles(steps).map((cycle) => intoCycle(cycle)),
        ...racesOf(steps, order).map((race) => reversed(steps, order, race)),
      ];
      waiting.push(...found.slice(0, TRIED).map((scheduler) => ({ scheduler, policy: null })));
    },
  };
}
