import { RunSet } from '../../../../simulator/run/run-set.ts';
import { DepthFirst } from '../../../../simulator/schedule/dfs.ts';

/** Steps of a model's thread: at each `yield`, another may go on. */
export type Doing<T = void> = Generator<void, T, void>;

/** A thread of a model did what it may not, or waits for ever. */
export class Wrong extends Error {
  override name = 'Wrong';
}

/** Words that threads of a model share. Each operation is one step, as in hardware; a wait looks and falls asleep in one. */
export class Memory {
  private readonly words = new Map<string, number>();
  /** The threads that wait for each word, in the order they came. */
  private readonly asleep = new Map<string, number[]>();
  readonly runnable = new RunSet();
  /** The thread that takes a step. */
  current = -1;

  *load(word: string): Doing<number> {
    yield;
    return this.peek(word);
  }

  *store(word: string, value: number): Doing {
    yield;
    this.words.set(word, value);
  }

  *exchange(word: string, value: number): Doing<number> {
    yield;
    const before = this.peek(word);
    this.words.set(word, value);
    return before;
  }

  *add(word: string, value: number): Doing<number> {
    return yield* this.exchange2(word, (before) => before + value);
  }

  *compareExchange(word: string, expected: number, value: number): Doing<number> {
    return yield* this.exchange2(word, (before) => (before === expected ? value : before));
  }

  *notify(word: string, count = Infinity): Doing<number> {
    yield;
    const woken = (this.asleep.get(word) ?? []).splice(0, count);
    for (const thread of woken) this.runnable.add(thread);
    return woken.length;
  }

  *wait(word: string, value: number): Doing<'ok' | 'not-equal'> {
    yield;
    if (this.peek(word) !== value) return 'not-equal';
    const line = this.asleep.get(word) ?? [];
    this.asleep.set(word, [...line, this.current]);
    this.runnable.delete(this.current);
    yield;
    return 'ok';
  }

  /** As `wait`, with a timeout that may be over at any moment. */
  *nap(word: string, value: number): Doing<'ok' | 'not-equal' | 'timed-out'> {
    yield;
    if (this.peek(word) !== value) return 'not-equal';
    const me = this.current;
    this.asleep.set(word, [...(this.asleep.get(word) ?? []), me]);
    yield;
    const line = this.asleep.get(word)!;
    if (!line.includes(me)) return 'ok';
    this.asleep.set(
      word,
      line.filter((other) => other !== me),
    );
    return 'timed-out';
  }

  /** Checks the moment in a model, without a step. */
  peek(word: string): number {
    return this.words.get(word) ?? 0;
  }

  set(word: string, value: number): void {
    this.words.set(word, value);
  }

  private *exchange2(word: string, change: (before: number) => number): Doing<number> {
    yield;
    const before = this.peek(word);
    this.words.set(word, change(before));
    return before;
  }
}

/** Threads of a model, by name. Those that may be asleep at the end, for nobody needs them any more, are `idle`. */
export interface Model {
  readonly threads: Readonly<Record<string, Doing>>;
  readonly idle?: readonly string[];
  /** Asked when no thread can go on: what should have been done. */
  readonly missing?: () => string | null;
}

/** Result of a search: the number of schedules, and the fault of the first that has one. */
export interface Found {
  readonly schedules: number;
  readonly wrong: string | null;
}

/** Makes every run of a model with at most so many preemptions, until one goes wrong. */
export function search(make: (memory: Memory) => Model, preemptions: number): Found {
  const scheduler = new DepthFirst(preemptions);
  while (scheduler.begin()) {
    const memory = new Memory();
    const { threads, idle = [], missing } = make(memory);
    const names = Object.keys(threads);
    const all = Object.values(threads);
    const over = new Set<string>();
    all.forEach((_, thread) => memory.runnable.add(thread));
    try {
      for (let step = 0, current = -1; memory.runnable.size > 0; step++) {
        current = memory.current = scheduler.next(memory.runnable, current, step);
        if (!all[current]!.next().done) continue;
        memory.runnable.delete(current);
        over.add(names[current]!);
      }
      const left = names.filter((name) => !over.has(name) && !idle.includes(name));
      if (left.length > 0) throw new Wrong(`${left.join(' and ')} wait for ever`);
      const undone = missing?.();
      if (undone) throw new Wrong(undone);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return { schedules: scheduler.count, wrong: error.message };
    }
  }
  return { schedules: scheduler.count, wrong: null };
}
