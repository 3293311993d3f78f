import type { Runnable, Scheduler } from '../../schedule/scheduler.ts';
import { OP, TURN, TurnsMemory, type TurnsHandle } from './memory.ts';

/** End of a run in turns. `stuck`: a thread did not come to its next shared operation in time. */
export type TurnsEnd = 'over' | 'deadlock' | 'budget' | 'stuck' | 'stopped';

/** Milliseconds that one turn may take. */
const PATIENCE = 20_000;

/** Milliseconds after which it looks whether it was stopped. */
const LOOK = 100;

/** The end of a turn: what the thread asked for. */
export interface TurnTaken {
  readonly thread: number;
  readonly op: number;
  /** Of a start: the thread, and the number of its state's buffer. Of a wait or notify: the word. */
  readonly first: number;
  readonly second: number;
  /** Threads that it has woken. */
  readonly woken: readonly number[];
  /** The end of a wait in seconds of the virtual clock, which reads `now`. */
  readonly until: number;
  readonly now: number;
}

/** Listener of a run that is recorded. */
export interface TurnsListener {
  turn(taken: TurnTaken): void;
  /** The clock has moved to the deadline of a thread. */
  late(thread: number, now: number): void;
}

/** A thread that waits for a word. */
interface Waiting {
  readonly thread: number;
  readonly buffer: number;
  readonly offset: number;
}

/**
 * Gives turns to the threads of a program, on the page's side. Between two turns all threads are blocked. So the schedule
 * alone decides what happens, and the same schedule gives the same run. Waits and notifies are the director's: no thread
 * sleeps at a word of the program. Its clock moves only when no thread can go on.
 */
export class Director {
  readonly handle: TurnsHandle;
  steps = 0;
  /** Threads that are over. */
  readonly over = new Set<number>();
  private readonly memory = new TurnsMemory();
  private readonly scheduler: Scheduler;
  private readonly most: number;
  private readonly patience: number;
  private readonly ready = new Set([0]);
  /** In the order in which they began to wait. */
  private waiting: Waiting[] = [];
  private stopped = false;
  private readonly listener: TurnsListener | null;

  /** @param listener Of a run that is recorded. */
  constructor(scheduler: Scheduler, most: number, listener: TurnsListener | null = null, patience = PATIENCE) {
    this.handle = { ...this.memory.handle, records: listener !== null };
    this.listener = listener;
    this.scheduler = scheduler;
    this.most = most;
    this.patience = patience;
  }

  /** Numbers of the threads that wait. */
  get blocked(): number[] {
    return this.waiting.map(({ thread }) => thread).toSorted((a, b) => a - b);
  }

  /** Gives no more turns. */
  stop(): void {
    this.stopped = true;
  }

  /** Runs the program until its main thread is over, or for as many turns as there may be. */
  async run(): Promise<TurnsEnd> {
    for (let current = -1; ;) {
      if (this.ready.size === 0 && !this.wakeTheFirst()) return 'deadlock';
      if (this.steps >= this.most) return 'budget';
      current = this.scheduler.next(runnable(this.ready), current, this.steps++);
      if (!(await this.turn(current))) return this.stopped ? 'stopped' : 'stuck';
      if (this.stopped) return 'stopped';
      this.answer(current);
      if (this.over.has(0)) return 'over';
    }
  }

  /** Lets a thread go on to its next shared operation. False: it has not come to one in time. */
  private async turn(thread: number): Promise<boolean> {
    const { words } = this.memory;
    // To start a thread takes as long as it takes on a busy machine.
    const back = this.memory.at(thread, 'back');
    if (!(await this.changed(back, 0, Infinity))) return false;
    const seen = Atomics.load(words, back);
    const at = this.memory.at(thread, 'turn');
    Atomics.store(words, at, TURN);
    Atomics.notify(words, at);
    return this.changed(back, seen, this.patience);
  }

  /** Waits until a word is no longer `value`. False: it is late, or the run was stopped. */
  private async changed(at: number, value: number, milliseconds: number): Promise<boolean> {
    const { words } = this.memory;
    const late = performance.now() + milliseconds;
    while (Atomics.load(words, at) === value) {
      const left = late - performance.now();
      if (left <= 0 || this.stopped) return false;
      const pause = Atomics.waitAsync(words, at, value, Math.min(left, LOOK));
      if (pause.async) await pause.value;
    }
    return true;
  }

  /** Does what the thread has asked for at the end of its turn. */
  private answer(thread: number): void {
    const { memory, ready } = this;
    const word = (name: 'op' | 'first' | 'second') => Atomics.load(memory.words, memory.at(thread, name));
    const [op, first, second] = [word('op'), word('first'), word('second')];
    let woken: number[] = [];
    if (op === OP.wait) {
      ready.delete(thread);
      this.waiting.push({ thread, buffer: first, offset: second });
    } else if (op === OP.notify) {
      const most = Atomics.load(memory.words, memory.at(thread, 'result'));
      const some = this.waiting.filter(({ buffer, offset }) => buffer === first && offset === second).slice(0, most);
      for (const each of some) this.wake(each, 0);
      this.result(thread, some.length);
      woken = some.map((each) => each.thread);
    } else if (op === OP.start) {
      ready.add(first);
    } else if (op === OP.over) {
      ready.delete(thread);
      this.over.add(thread);
    }
    const { now } = memory;
    this.listener?.turn({ thread, op, first, second, woken, until: memory.deadlineOf(thread), now });
  }

  /** Moves the clock to the first deadline. False: no thread has one. */
  private wakeTheFirst(): boolean {
    const { memory } = this;
    const [first] = this.waiting.toSorted((a, b) => memory.deadlineOf(a.thread) - memory.deadlineOf(b.thread));
    if (!first || memory.deadlineOf(first.thread) === Infinity) return false;
    memory.now = Math.max(memory.now, memory.deadlineOf(first.thread));
    this.wake(first, 1);
    this.listener?.late(first.thread, memory.now);
    return true;
  }

  private wake(waiting: Waiting, result: number): void {
    this.waiting = this.waiting.filter((each) => each !== waiting);
    this.result(waiting.thread, result);
    this.ready.add(waiting.thread);
  }

  private result(thread: number, value: number): void {
    Atomics.store(this.memory.words, this.memory.at(thread, 'result'), value);
  }
}

function runnable(ready: ReadonlySet<number>): Runnable {
  const threads = [...ready].toSorted((a, b) => a - b);
  return {
    size: threads.length,
    has: (thread) => ready.has(thread),
    nth: (n) => threads[n]!,
    after: (thread) => threads.find((each) => each > thread) ?? threads[0]!,
  };
}
