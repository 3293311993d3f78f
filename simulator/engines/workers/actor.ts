import { selectTransition, type TransitionTable } from '../model/compile.ts';
import { OP_OUTCOME } from '../model/tables.ts';
import type { FrameHost, Op, OpOutcome, StateMeta } from '../../machines/frame.ts';
import type { Statement } from '../../scenario/scenario.ts';
import { ERRORS, K, METHODS, type ThreadId } from '../../trace/events.ts';
import { waitFor, type Pause, type Steps } from '../../threads/steps.ts';
import { GO_CODES, WAIT_CODES, type RunMemory } from './memory.ts';

/** A note that is no event: the thread's machine is in state `a` now. */
export const STATE = 0xff;

/** The run is over, and this thread with it: unwinds its stack. */
export class Abandoned extends Error {
  override name = 'Abandoned';
}

/** Error: the code does what the machine of its thread does not allow. */
export class Diverged extends Error {
  override name = 'Diverged';
}

/**
 * A real thread in a run. It takes turns where the run is gated, and writes down what it does. Its machine checks every
 * operation and says where the thread is.
 */
export class Actor implements FrameHost {
  readonly id: ThreadId;
  readonly memory: RunMemory;
  statement: Statement | null = null;
  inWait = false;
  doJoin = false;
  ended = false;
  private readonly table: TransitionTable<StateMeta>;
  private readonly args = { context: this, event: undefined };
  private state: number;
  private raised: Error | null = null;
  private died = false;
  private firstOfStep = true;

  constructor(memory: RunMemory, id: ThreadId, table: TransitionTable<StateMeta>) {
    this.memory = memory;
    this.id = id;
    this.table = table;
    this.state = table.initial;
  }

  /**
   * One operation that others can see. Its step ends with it. Where the run is gated, the thread has another turn before this
   * returns or throws.
   */
  step<T>(op: Op, perform: () => T, outcomeOf: (value: T) => OpOutcome = () => 'ok'): T {
    this.expect(op);
    let value: T;
    try {
      value = perform();
    } catch (error) {
      if (error instanceof Abandoned) throw error;
      this.raised = error as Error;
      this.end(outcomeOfError(op, this.raised));
      throw error;
    }
    this.end(outcomeOf(value));
    return value;
  }

  /** Does something that no other thread sees: it belongs to the step of the next operation. */
  local(op: Op, outcome: OpOutcome): void {
    this.expect(op);
    this.enter(outcome);
  }

  /** Raises an exception in something that no other thread sees. */
  localRaise(op: Op, error: Error): void {
    this.raised = error;
    this.local(op, 'raised');
  }

  /** Does what may have to wait: in turns, or in real time. */
  drive<T>(steps: Steps<T>): T {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      this.wait(next.value);
    }
  }

  /** Sleeps; `deadline` in seconds of the run. */
  sleep(deadline: number): void {
    const { words } = this.memory;
    this.wait({ words, at: this.memory.own(this.id, 'never'), value: 0, deadline });
  }

  /** Writes down what the thread does. @param deadline A deadline, for kinds that have one. */
  record(kind: number, object = 0, a = 0, b = 0, deadline = NaN): void {
    const { memory, firstOfStep: step, id: thread } = this;
    memory.notes.push({ kind, step, thread, object, a, b, time: memory.now(), deadline });
    this.firstOfStep = false;
  }

  raise(error: Error, object = 0): Error {
    this.record(K.raise, object, numberOf(error));
    return error;
  }

  leaveCall(): void {
    if (this.statement) this.record(K.return, 0, METHODS.indexOf(this.statement.call));
    this.statement = null;
    this.inWait = this.doJoin = false;
  }

  die(): void {
    this.record(K.exception, 0, numberOf(this.raised!));
    this.died = true;
  }

  /** Waits until it is started. */
  begin(): void {
    this.park();
  }

  /** Out of the run. */
  leave(): void {
    const { words } = this.memory;
    const out = this.memory.own(this.id, 'out');
    Atomics.store(words, out, 1);
    // The director waits for `back`, and no thread for this word.
    this.memory.comeBack();
  }

  private end(outcome: OpOutcome): void {
    this.enter(outcome);
    if (!this.ended) this.arrive();
  }

  /** Waits for its turn. Where the run is not gated, every thread always has one. */
  private arrive(): void {
    const { memory, id } = this;
    if (memory.handle.gated) {
      Atomics.store(memory.words, memory.own(id, 'waits'), WAIT_CODES.turn);
      this.park();
    } else if (Atomics.load(memory.words, memory.own(id, 'go')) === GO_CODES.abandon) throw new Abandoned();
    this.firstOfStep = true;
  }

  private expect(op: Op): void {
    const expected = this.table.meta[this.state]?.op;
    if (expected !== op) throw this.diverged(`does ${op}`);
  }

  private enter(outcome: OpOutcome): void {
    const { table, args } = this;
    const transition = selectTransition(table, this.state, OP_OUTCOME[outcome], args);
    if (!transition) throw this.diverged(`comes to ${outcome}`);
    this.state = transition.target;
    for (const action of transition.actions) action(args, undefined);
    if (table.final[transition.target] && !this.died) this.record(K.exit);
    const { memory, id: thread, state } = this;
    memory.notes.push({ kind: STATE, step: false, thread, object: 0, a: state, b: 0, time: 0, deadline: NaN });
    if (!table.final[transition.target]) return;
    this.ended = true;
    const ended = memory.own(thread, 'ended');
    Atomics.store(memory.words, ended, 1);
    Atomics.notify(memory.words, ended);
  }

  private diverged(what: string): Diverged {
    const { id, states } = this.table;
    return new Diverged(`${id} in ${states[this.state]} ${what}`);
  }

  /** Waits for a change of a word: in turns, or in real time. */
  wait(pause: Pause): void {
    const { memory, id } = this;
    const { words } = memory;
    words[memory.own(id, 'at')] = pause.at;
    words[memory.own(id, 'value')] = pause.value;
    memory.setDeadline(id, pause.deadline);
    // Last, because a free run is watched from outside.
    const buffer = memory.buffers.findIndex((each) => each.buffer === pause.words.buffer);
    Atomics.store(words, memory.own(id, 'waits'), buffer);
    if (memory.handle.gated) this.park();
    else this.waitForReal(pause);
    Atomics.store(words, memory.own(id, 'waits'), WAIT_CODES.nothing);
    this.firstOfStep = true;
  }

  private park(): void {
    const { memory, id } = this;
    const { words } = memory;
    const go = memory.own(id, 'go');
    memory.comeBack();
    // A notify that comes late is of the turn before.
    while (Atomics.load(words, go) === GO_CODES.wait) Atomics.wait(words, go, GO_CODES.wait);
    if (Atomics.compareExchange(words, go, GO_CODES.go, GO_CODES.wait) === GO_CODES.abandon) throw new Abandoned();
  }

  private waitForReal(pause: Pause): void {
    const { memory, id } = this;
    const look = () => {
      if (Atomics.load(memory.words, memory.own(id, 'go')) === GO_CODES.abandon) throw new Abandoned();
    };
    const changed = waitFor(pause, memory.now, look);
    look();
    if (!changed) this.record(K.wake);
  }
}

/** The exception as a trace writes it. */
const numberOf = ({ name }: Error): number => (ERRORS as readonly string[]).indexOf(name);

/** Translates what an operation has thrown for the machine. */
function outcomeOfError(op: Op, { name }: Error): OpOutcome {
  if (op === 'check') return name === 'NoResultsPending' ? 'none_pending' : 'no_workers';
  return op.startsWith('get') && name === 'Empty' ? 'Empty' : 'raised';
}
