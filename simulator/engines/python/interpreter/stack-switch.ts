import type { ThreadId } from '../../../trace/events.ts';
import type { ThreadTable } from './thread-table.ts';
import { enterVirtualTime, leaveVirtualTime } from './virtual-date.ts';

/** Codes with which a stack is resumed: unwind it, let the thread go on, or write the stack down and suspend again. */
const UNWIND = 0;
const GO_ON = 1;
const WRITE_DOWN = 2;

/** The run whose stacks are switched. */
export interface SwitchedRun {
  readonly threads: ThreadTable;
  /** Seconds on the virtual clock, for a program that looks at it by way of C. */
  readClock(): number;
  /** Calls {@link StackSwitch.resume} or {@link StackSwitch.unwind} now or later. */
  next(): void;
  /** Runs a thread on a new stack; resolves when the thread has ended. */
  enter(index: ThreadId): Promise<unknown>;
  /** A stack could not be entered: the interpreter should not be used again. */
  taint(): void;
}

/** Gives control to one stack after another. A thread hands it over by suspending (`receive`) or by ending. */
export class StackSwitch {
  /** The last thread that was let go. */
  current: ThreadId = -1;
  /** The thread that is about to suspend. */
  from: ThreadId = -1;
  /** Resolves when every thread has ended, rejects when the interpreter is broken. */
  readonly over: Promise<void>;
  private readonly run: SwitchedRun;
  private readonly now: () => number;
  private entering: ThreadId = -1;
  /** Threads that are still to write their stacks down, for the one that has asked. */
  private looks: { asker: ThreadId; left: ThreadId[] } | null = null;
  private readonly finished: () => void;
  private readonly failed: (error: unknown) => void;

  constructor(run: SwitchedRun) {
    this.run = run;
    this.now = () => run.readClock();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.over = promise;
    this.finished = resolve;
    this.failed = reject;
  }

  /** Enters a new thread as soon as the current one has suspended. */
  enterNext(index: ThreadId): void {
    this.from = this.current;
    this.entering = index;
  }

  /** Lets every suspended thread write its stack down before this one goes on. */
  writeDown(asker: ThreadId): void {
    this.from = asker;
    const left = this.run.threads.threads.flatMap(({ ended, resume }, id) => (ended || resume === null ? [] : [id]));
    this.looks = { asker, left };
  }

  /**
   * The promise that the stack of the current thread waits for: the one place where threads are switched. It resolves to
   * what `encoded` makes of the code with which the thread is resumed.
   */
  receive(encoded: (code: number) => number): Promise<number> {
    const thread = this.run.threads.threads[this.from]!;
    return new Promise((resume) => {
      thread.resume = (code) => resume(encoded(code));
      this.handOver();
    });
  }

  enter(index: ThreadId): void {
    this.current = index;
    enterVirtualTime(this.now);
    this.run
      .enter(index)
      .then(() => this.handOver())
      .catch((error: unknown) => {
        leaveVirtualTime();
        this.run.taint();
        this.failed(error);
      });
  }

  resume(id: ThreadId, code = GO_ON): void {
    this.current = id;
    enterVirtualTime(this.now);
    this.run.threads.resume(id, code);
  }

  /** Unwinds the stacks that are left, one after the other. */
  unwind(): void {
    const { threads } = this.run;
    const id = threads.youngest;
    if (id !== null) this.resume(id, UNWIND);
    else if (threads.empty) this.finished();
  }

  /** The thread that had control has just suspended or ended: gives it to the next one. */
  private handOver(): void {
    leaveVirtualTime();
    if (this.looks !== null) this.lookOn(this.looks);
    else if (this.entering >= 0) {
      const index = this.entering;
      this.entering = -1;
      queueMicrotask(() => this.enter(index));
    } else this.run.next();
  }

  /** Lets the next thread write its stack down: it suspends again at once. The last one is the one that has asked. */
  private lookOn({ asker, left }: { asker: ThreadId; left: ThreadId[] }): void {
    const id = left.pop();
    if (id === undefined) {
      this.looks = null;
      return this.resume(asker);
    }
    this.from = id;
    this.run.threads.threads[id]!.resume!(WRITE_DOWN);
  }
}
