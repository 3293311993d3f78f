import { ERRORS, K, KINDS, type AnyError, type ThreadId, type TraceEvent } from './events.ts';
import { emptyColumns, eachColumn, widened, type Columns } from './columns.ts';
import { LAYOUT, type Column, type SideTables } from './layout.ts';

/** A thread of a trace. Threads may be added while the trace grows; indexes never change. */
export interface ThreadInfo {
  readonly name: string;
  /** Id of the machine that describes this thread; '' where there is none. */
  readonly machine: string;
}
export interface QueueInfo {
  readonly name: string;
  /** 0: no bound, as in Python. */
  readonly maxsize: number;
  /** Items come out in another order than they went in: a LifoQueue, a PriorityQueue. */
  readonly unordered?: boolean;
}
/** Something else that a thread can wait on: a lock, a condition, an event, a semaphore, a future. */
export interface ObjectInfo {
  readonly name: string;
  /** Python's name of its class. */
  readonly kind: string;
}

const STEP = 0x80;

/** A trace as plain data, which can be cloned for another worker. The columns are cut to the number of events. */
export interface TraceData {
  readonly threads: readonly ThreadInfo[];
  readonly queues: readonly QueueInfo[];
  readonly objects: readonly ObjectInfo[];
  readonly items: readonly string[];
  readonly texts: readonly string[];
  readonly deadlines: Float64Array<ArrayBuffer>;
  readonly columns: Columns;
}

/** A {@link TraceEvent} without the fields the trace gives it. */
type WithoutSeq<Event> = Event extends TraceEvent ? Omit<Event, 'seq'> : never;
export type NewEvent = WithoutSeq<TraceEvent>;

/**
 * Events in order, as typed columns: 24 bytes an event, and 8 more for a deadline.
 * Append-only: another schedule gives another trace.
 */
export class Trace implements SideTables {
  readonly threads: ThreadInfo[] = [];
  readonly queues: QueueInfo[];
  readonly objects: ObjectInfo[] = [];
  /** Texts of the requests, where the engine knows more than their numbers. */
  readonly items: string[] = [];
  /** Number of events. */
  length = 0;

  private capacity: number;
  private columns: Columns;
  private deadlines = new Float64Array(64);
  private deadlineCount = 0;
  private texts: string[] = [];

  constructor(queues: readonly QueueInfo[], capacity = 1024) {
    this.queues = [...queues];
    this.capacity = capacity;
    this.columns = emptyColumns(capacity);
  }

  /** The trace that the data describe. It takes the data's columns over, and grows as any other. */
  static from(data: TraceData): Trace {
    const trace = new Trace(data.queues, 0);
    trace.threads.push(...data.threads);
    // One at a time: a program that prints for long has more than a call takes arguments.
    for (const object of data.objects) trace.objects.push(object);
    for (const item of data.items) trace.items.push(item);
    trace.texts = [...data.texts];
    trace.deadlines = data.deadlines;
    trace.deadlineCount = data.deadlines.length;
    trace.columns = data.columns;
    trace.length = trace.capacity = data.columns.times.length;
    return trace;
  }

  /** Copies the trace as plain data. */
  toData(): TraceData {
    const { length, threads, queues, objects, items, texts } = this;
    const columns = eachColumn(this.columns, (column) => column.slice(0, length) as typeof column);
    return { threads, queues, objects, items, texts, deadlines: this.deadlines.slice(0, this.deadlineCount), columns };
  }

  /** Bytes the columns hold for the events there are (the spare room left out). */
  get bytes(): number {
    return this.length * 24 + this.deadlineCount * 8;
  }

  addThread(info: ThreadInfo): ThreadId {
    return this.threads.push(info) - 1;
  }

  /** Appends without an object in between, for engines. What `object`, `a` and `b` mean for each kind, {@link LAYOUT} says. */
  push(
    kind: number,
    step: boolean,
    time: number,
    thread: ThreadId,
    state: number,
    object = 0,
    a = 0,
    b = 0,
    line = 0,
  ): void {
    if (this.length === this.capacity) this.grow();
    const i = this.length++;
    const { columns } = this;
    columns.times[i] = time;
    columns.kinds[i] = step ? kind | STEP : kind;
    columns.states[i] = state;
    columns.threads[i] = thread;
    columns.lines[i] = line;
    columns.objects[i] = object;
    columns.as[i] = a;
    columns.bs[i] = b;
  }

  /** Writes the state that an event left its thread in; known only once its consequences are. */
  setState(i: number, state: number): void {
    this.columns.states[i] = state;
  }

  /** A deadline's index for `b`. Runs of one value share it. */
  deadline(until: number): number {
    const last = this.deadlineCount - 1;
    if (last >= 0 && this.deadlines[last] === until) return last;
    if (this.deadlineCount === this.deadlines.length)
      this.deadlines = widened(this.deadlines, Math.max(64, this.deadlines.length * 2));
    this.deadlines[this.deadlineCount] = until;
    return this.deadlineCount++;
  }

  /** A text's index for `a`. */
  text(value: string): number {
    return this.texts.push(value) - 1;
  }

  kindAt(i: number): number {
    return this.columns.kinds[i]! & ~STEP;
  }
  isStep(i: number): boolean {
    return (this.columns.kinds[i]! & STEP) !== 0;
  }
  timeAt(i: number): number {
    return this.columns.times[i]!;
  }
  threadAt(i: number): ThreadId {
    return this.columns.threads[i]!;
  }
  stateAt(i: number): number {
    return this.columns.states[i]!;
  }
  lineAt(i: number): number {
    return this.columns.lines[i]!;
  }
  objectAt(i: number): number {
    return this.columns.objects[i]!;
  }
  aAt(i: number): number {
    return this.columns.as[i]!;
  }
  bAt(i: number): number {
    return this.columns.bs[i]!;
  }
  deadlineOf(index: number): number {
    return this.deadlines[index]!;
  }
  textOf(index: number): string {
    return this.texts[index]!;
  }
  /** The error of a `fail`, `raise` or `exception`, from its column. */
  errorOf(column: number): AnyError {
    return column >= 0 ? ERRORS[column]! : this.texts[-1 - column]!;
  }

  /** Event `seq` as an object. @throws RangeError outside the trace. */
  at(seq: number): TraceEvent {
    if (!(seq >= 0 && seq < this.length)) throw new RangeError(`no event ${seq} in a trace of ${this.length}`);
    const kind = KINDS[this.kindAt(seq)]!;
    const event: Record<string, unknown> = {
      kind,
      seq,
      time: this.columns.times[seq],
      thread: this.columns.threads[seq],
      state: this.columns.states[seq],
      line: this.columns.lines[seq],
      step: this.isStep(seq),
    };
    for (const [field, column, codec] of LAYOUT[kind]) event[field] = codec.decode(this.column(column)[seq]!, this);
    return event as unknown as TraceEvent;
  }

  /** Appends one event given as an object: slower than `push`, for imports and tests. */
  append(event: NewEvent): void {
    const cells = { object: 0, a: 0, b: 0 };
    const fields = event as unknown as Record<string, never>;
    for (const [field, column, codec] of LAYOUT[event.kind]) cells[column] = codec.encode(fields[field]!, this);
    const { step, time, thread, state, line } = event;
    this.push(K[event.kind], step, time, thread, state, cells.object, cells.a, cells.b, line);
  }

  /** Position after the step that begins at or contains `seq`: where the next step begins, or the end. */
  stepEnd(seq: number): number {
    let end = Math.max(0, seq) + 1;
    while (end < this.length && !this.isStep(end)) end++;
    return Math.min(end, this.length);
  }

  /** Position before the step that ends at `seq`: 0 at the earliest. */
  stepStart(seq: number): number {
    let start = Math.min(seq, this.length) - 1;
    while (start > 0 && !this.isStep(start)) start--;
    return Math.max(0, start);
  }

  private column(name: Column): Uint16Array | Int32Array {
    return name === 'object' ? this.columns.objects : name === 'a' ? this.columns.as : this.columns.bs;
  }

  private grow(): void {
    const capacity = Math.max(1, this.capacity * 2);
    this.columns = eachColumn(this.columns, (column) => widened(column, capacity));
    this.capacity = capacity;
  }
}
