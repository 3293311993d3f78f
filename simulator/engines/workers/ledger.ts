import { queuesOf } from '../../scenario/queues.ts';
import { LAYOUT } from '../../trace/layout.ts';
import { CLOCK, K, KINDS, type ThreadId } from '../../trace/events.ts';
import { Trace } from '../../trace/trace.ts';
import { CALLERS, WORKERS } from '../model/tables.ts';
import { isProgress } from '../../run/progress.ts';
import { STATE } from './actor.ts';
import type { RunMemory } from './memory.ts';
import type { RingNote } from './ring.ts';

/** Kinds whose `b` is a deadline. */
const WITH_DEADLINE = new Set(
  KINDS.flatMap((kind, index) => (LAYOUT[kind].some(([field]) => field === 'until') ? [index] : [])),
);

/** Builds the trace from the notes that the threads of a run have written. */
export class Ledger {
  readonly trace: Trace;
  /** Events that are not in the trace: a note before them found the ring full. */
  missing = 0;
  /** Notes that were read. */
  read = 0;
  private readonly memory: RunMemory;
  private readonly states: number[] = [];
  /** Seconds; no event is earlier than the one before it. */
  private latest = 0;
  /** The last event of each thread that its state is to be written to; -1: there is none. */
  private readonly last: number[] = [];
  /** Events so far that made a difference; and how many there were when each thread last timed out. */
  private progress = 0;
  private readonly timedOutAt: number[] = [];

  constructor(memory: RunMemory) {
    const { scenario } = memory;
    this.memory = memory;
    this.trace = new Trace(queuesOf(scenario));
    for (const { name } of scenario.threads) this.admit(name, CALLERS[scenario.pool.kind]);
    // The other threads of the program are started before main's first statement.
    for (let thread = 1; thread < scenario.threads.length; thread++) this.push(K.start, 0, 0, 0, false, thread);
  }

  /** Reads what the threads have written down since. @returns Threads that were started. */
  drain(): ThreadId[] {
    const { notes } = this.memory;
    const started: ThreadId[] = [];
    for (let note = notes.shift(); note; note = notes.shift()) {
      this.read++;
      if (note.kind === STATE) this.enter(note);
      else {
        if (note.kind === K.start) started.push(this.admitWorker(note.a));
        if (note.whole) this.enterEvent(note);
        else this.missing++;
        if (note.kind === K.timeout) this.timedOutAt[note.thread] = this.progress;
      }
    }
    return started;
  }

  /** The clock's step: it is `time` now. */
  tick(time: number): void {
    this.trace.push(K.tick, true, time, CLOCK, 0);
  }

  /** The clock wakes a thread. @param inLine It waits on a condition. */
  wake(thread: ThreadId, time: number, inLine: boolean): void {
    this.push(K.wake, time, thread, 0, false);
    if (inLine) this.timedOutAt[thread] = this.progress;
  }

  /** The thread has timed out, and come back to wait, since anything else happened. */
  idle(thread: ThreadId): boolean {
    return this.timedOutAt[thread] === this.progress;
  }

  private admit(name: string, table: { id: string; initial: number }): void {
    const thread = this.trace.addThread({ name, machine: table.id });
    this.states[thread] = table.initial;
    this.last[thread] = -1;
  }

  private admitWorker(thread: ThreadId): ThreadId {
    const { threads, pool } = this.memory.scenario;
    this.admit(`Thread-${thread - threads.length + 1}`, WORKERS[pool.kind as keyof typeof WORKERS]);
    return thread;
  }

  private enterEvent({ kind, step, time, thread, object, a, b, deadline }: RingNote): void {
    this.push(kind, time, thread, object, step, a, WITH_DEADLINE.has(kind) ? this.trace.deadline(deadline) : b);
  }

  private push(kind: number, time: number, thread: ThreadId, object: number, step: boolean, a = 0, b = 0): void {
    if (isProgress(kind, a)) this.progress++;
    this.last[thread] = this.trace.length;
    // A thread reads the clock before it has a slot in the ring: another may be faster.
    this.latest = Math.max(this.latest, time);
    this.trace.push(kind, step, this.latest, thread, this.states[thread]!, object, a, b);
  }

  private enter({ thread, a: state }: RingNote): void {
    this.states[thread] = state;
    if (this.last[thread]! >= 0) this.trace.setState(this.last[thread]!, state);
    this.last[thread] = -1;
  }
}
