import type { Trace } from '../../trace/trace.ts';
import type { ThreadId } from '../../trace/events.ts';
import type { Engine } from '../../run/engine.ts';
import { RunSet } from '../../run/run-set.ts';
import { Ledger } from './ledger.ts';
import { GO_CODES, SHARED_LINES, WAIT_CODES, type RunMemory } from './memory.ts';
import { CACHE_LINE } from '../../threads/monitor.ts';

/** Milliseconds after which a thread is given up that has not come back from its turn. */
const PATIENCE = 20_000;

/**
 * Runs a scenario on real threads that take turns: each waits in `Atomics.wait` before every operation. The caller blocks
 * while a thread has its turn, so it cannot be a page. The clock is virtual.
 * @throws Error from `step` when a thread does what its machine does not allow, or does not come back.
 */
export class WorkersEngine implements Engine {
  readonly runnable = new RunSet();
  private readonly memory: RunMemory;
  private readonly ledger: Ledger;
  /** Those that wait for something else than their turn. */
  private readonly waiting = new Set<ThreadId>();

  /** @param memory Its threads run, or will, in `run-thread.ts`: as many as the scenario can come to have. */
  constructor(memory: RunMemory) {
    this.memory = memory;
    this.ledger = new Ledger(memory);
    for (const thread of memory.living()) this.runnable.add(thread);
  }

  get trace(): Trace {
    return this.ledger.trace;
  }

  get over(): boolean {
    return this.memory.over;
  }

  step(thread: ThreadId): void {
    if (!this.runnable.has(thread)) throw new RangeError(`thread ${thread} cannot run`);
    const { memory, runnable, waiting } = this;
    this.turn(thread);
    for (const started of this.ledger.drain()) runnable.add(started);
    if (!memory.isAlive(thread)) runnable.delete(thread);
    else if (this.waitsOf(thread) !== WAIT_CODES.turn) {
      runnable.delete(thread);
      waiting.add(thread);
    }
    for (const other of waiting) {
      const buffer = memory.buffers[this.waitsOf(other)]!;
      if (Atomics.load(buffer, this.own(other, 'at')) !== this.own(other, 'value')) this.wake(other);
    }
  }

  advance(): 'ok' | 'deadlock' | 'livelock' {
    const { memory, ledger, waiting } = this;
    const timed = [...waiting].filter((thread) => memory.deadlineOf(thread) < Infinity);
    if (timed.length === 0) return 'deadlock';
    if (timed.every((thread) => ledger.idle(thread))) return 'livelock';
    const time = Math.min(...timed.map((thread) => memory.deadlineOf(thread)));
    memory.setNow(time);
    ledger.tick(time);
    for (const thread of timed.toSorted((x, y) => x - y)) {
      if (memory.deadlineOf(thread) !== time) continue;
      // The first buffer is the run's own: a thread that waits for a word in it is in no condition's wait queue.
      ledger.wake(thread, time, this.waitsOf(thread) > 0);
      this.wake(thread);
    }
    return 'ok';
  }

  /** Unwinds every thread that is left. After that, the threads can take part in another run. */
  dispose(): void {
    const { memory } = this;
    for (let thread = 0; thread < memory.threads; thread++) {
      Atomics.store(memory.words, memory.own(thread, 'go'), GO_CODES.abandon);
      Atomics.notify(memory.words, memory.own(thread, 'go'));
    }
    for (let thread = 0; thread < memory.threads; thread++) this.waitUntil(thread, 'out', (out) => out === 1);
  }

  private turn(thread: ThreadId): void {
    const { memory } = this;
    memory.start(thread);
    this.waitUntil(
      thread,
      'waits',
      (waits) => waits !== WAIT_CODES.nothing || Atomics.load(memory.words, memory.own(thread, 'out')) === 1,
    );
    if (memory.broken !== null) throw new Error(memory.broken);
  }

  /** Blocks until a word of the thread is as it should be. */
  private waitUntil(thread: ThreadId, word: 'waits' | 'out', holds: (value: number) => boolean): void {
    const { memory } = this;
    for (;;) {
      const before = memory.get('back');
      if (holds(Atomics.load(memory.words, memory.own(thread, word)))) return;
      if (Atomics.wait(memory.words, SHARED_LINES.back * CACHE_LINE, before, PATIENCE) === 'timed-out')
        throw new Error(`thread ${thread} did not come back`);
    }
  }

  private wake(thread: ThreadId): void {
    this.waiting.delete(thread);
    this.runnable.add(thread);
  }

  private waitsOf(thread: ThreadId): number {
    return this.own(thread, 'waits');
  }

  private own(thread: ThreadId, word: 'waits' | 'at' | 'value'): number {
    return Atomics.load(this.memory.words, this.memory.own(thread, word));
  }
}
