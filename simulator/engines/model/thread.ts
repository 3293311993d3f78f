import type { FrameHost, StateMeta } from '../../machines/frame.ts';
import type { Statement } from '../../scenario/scenario.ts';
import { ERRORS, K, METHODS, type Condition, type ErrorName, type ThreadId } from '../../trace/events.ts';
import type { TransitionTable } from './compile.ts';
import type { Kernel } from './kernel.ts';

/** One thread: the state of its machine, its local variables, and what it is parked on. */
export class ModelThread implements FrameHost {
  readonly id: ThreadId;
  readonly table: TransitionTable<StateMeta>;
  /** A daemon thread does not keep the program alive. */
  readonly daemon: boolean;
  readonly script: readonly Statement[];
  /** Arguments of its machine's guards and actions. */
  readonly args: { context: ModelThread; event: undefined };

  state: number;
  ended = false;
  /** It ended with an uncaught exception. */
  died = false;
  /** The statement of the script that comes next, and the one it is in. */
  pc = 0;
  statement: Statement | null = null;
  /** Loop variable and end of the loop of the method it is in. */
  i = 0;
  n = 0;
  /** The threads that the method's loop goes over. */
  list: ModelThread[] = [];
  /** The request it holds. */
  item = -1;
  error: ErrorName = 'Exception';
  inWait = false;
  doJoin = false;
  /** Poll timeout of a worker, in seconds. */
  pollTimeout: number;
  dismissed = false;

  /** It has begun an operation and waits for something: its next turn goes on with it. */
  resumes = false;
  /** Deadline of the operation it is in. */
  deadline = Infinity;
  /** The time at which the clock wakes it; Infinity: nothing but another thread does. */
  wakeAt = Infinity;
  /** The condition it waits on, if it is parked on one. */
  condition: Condition | null = null;
  /** Threads that wait for its end. */
  readonly joiners: ModelThread[] = [];
  /** Progress count of the engine when it last timed out; see `ModelEngine.advance`. */
  timedOutAt = -1;

  private readonly kernel: Kernel;

  constructor(
    kernel: Kernel,
    id: ThreadId,
    table: TransitionTable<StateMeta>,
    options: { daemon?: boolean; script?: readonly Statement[]; pollTimeout?: number } = {},
  ) {
    this.kernel = kernel;
    this.id = id;
    this.table = table;
    this.state = table.initial;
    this.daemon = options.daemon ?? false;
    this.script = options.script ?? [];
    this.pollTimeout = options.pollTimeout ?? 5;
    this.args = { context: this, event: undefined };
  }

  leaveCall(): void {
    const { statement } = this;
    if (statement) this.kernel.record(K.return, this.id, 0, METHODS.indexOf(statement.call));
    this.statement = null;
    this.inWait = this.doJoin = false;
  }

  die(): void {
    this.kernel.record(K.exception, this.id, 0, ERRORS.indexOf(this.error));
    this.died = true;
  }
}
