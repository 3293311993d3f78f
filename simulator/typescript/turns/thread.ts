import { doing, onCall } from '../waits.ts';
import { OP, TURN, TurnsMemory, type TurnNote, type TurnsHandle } from './memory.ts';
import { unwatched, watchedViews, type Views } from './views.ts';

/** Operations of `Atomics` that read or write one word. */
const ACCESSES = ['load', 'store', 'add', 'sub', 'and', 'or', 'xor', 'exchange', 'compareExchange'] as const;

type Words = Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>;

/** The built-in operations, as they were before {@link Turns.take}. */
const native = { ...methodsOf(Atomics) };

function methodsOf(atomics: typeof Atomics) {
  const { load, store, add, wait, notify } = atomics;
  return { load, store, add, wait, notify };
}

/**
 * A thread's end of a run in turns. It blocks before each operation on shared memory until the director gives it a turn.
 * A call of the library is one operation, and blocks inside only where it waits.
 */
export class Turns {
  /** Constructors of views whose accesses are operations too. */
  readonly views: Views;
  private readonly watch: (value: unknown) => unknown;
  private readonly memory: TurnsMemory;
  private readonly me: number;
  /** Calls of the library, and output, that are not to be interrupted. */
  private quiet = 0;
  /** Output does not go through the director at all, and nothing does once the thread is over. */
  private outside = 0;
  private taken = false;
  private readonly buffers = new WeakMap<SharedArrayBuffer, number>();
  private readonly note: ((note: TurnNote) => void) | null;
  private printed: TurnNote['printed'][number][] = [];
  private ended = false;

  /** @param note Told of the end of each turn, if the run is recorded. */
  constructor(handle: TurnsHandle, me: number, note: (note: TurnNote) => void) {
    this.memory = new TurnsMemory(handle);
    this.me = me;
    this.note = handle.records === true ? note : null;
    ({ views: this.views, watch: this.watch } = watchedViews((what) => this.point(what)));
  }

  /** Replaces what a thread reads, writes and waits with, and waits for the first turn. There is no way back. */
  take(): void {
    const atomics = Atomics as unknown as Record<string, unknown>;
    for (const name of ACCESSES) {
      const plain = atomics[name] as (view: unknown, ...args: unknown[]) => unknown;
      atomics[name] = (view: unknown, ...args: unknown[]) => {
        this.point(`Atomics.${name}`);
        return plain(unwatched(view), ...args);
      };
    }
    atomics['wait'] = (view: unknown, at: number, value: number | bigint, timeout?: number) =>
      this.wait(unwatched(view) as Words, at, value, timeout);
    atomics['notify'] = (view: unknown, at: number, count?: number) => this.notify(unwatched(view) as Words, at, count);
    // A page's way of waiting: here every thread may block.
    Reflect.deleteProperty(atomics, 'waitAsync');
    performance.now = () => this.memory.now * 1000;
    onCall(
      (call) => this.point(call),
      (change) => (this.quiet += change),
    );
    // The library's own frames come first in a stack.
    if (this.note) Object.assign(Error, { stackTraceLimit: 50 });
    this.taken = true;
    this.comeBack();
    this.park();
  }

  /** Does something that the program does not see, such as sending output to the page. */
  besides<T>(work: () => T): T {
    this.outside++;
    try {
      return work();
    } finally {
      this.outside--;
    }
  }

  /** Notes output of the turn. */
  print(text: string, stderr: boolean): void {
    if (this.note) this.printed.push({ text, stderr });
  }

  /** Notes that its function has come to its end: what follows is not the program's. */
  end(): void {
    this.ended = true;
  }

  /** Starts a thread. @param start Is given what {@link meet} needs there. It comes first: a turn may follow at once. */
  starting(thread: number, shared: unknown, start: (buffers: readonly number[]) => void): void {
    if (!this.memory.has(thread)) throw new RangeError('this check has made too many threads');
    const buffers = buffersIn(shared).map((buffer) => this.idOf(buffer));
    start(buffers);
    this.ask('Thread.start', OP.start, thread, buffers.at(-1));
  }

  /** Gets to know the buffers that it was started with: all threads have one number for one buffer. */
  meet(shared: unknown, ids: readonly number[]): void {
    buffersIn(shared).forEach((buffer, i) => this.buffers.set(buffer, ids[i]!));
  }

  /** A view of shared memory that came from another thread, as one whose accesses are operations. */
  watched(value: unknown): unknown {
    return this.watch(value);
  }

  /** Ends its last turn. It does not wait for another one. */
  leave(): void {
    if (!this.taken) this.comeBack();
    this.park();
    this.tell('', OP.over);
    this.outside++;
  }

  private comeBack(): void {
    const at = this.memory.at(this.me, 'back');
    native.add(this.memory.words, at, 1);
    native.notify(this.memory.words, at);
  }

  private point(what: string): void {
    if (this.quiet === 0 && this.outside === 0) this.ask(what, OP.point);
  }

  private wait(view: Words, at: number, value: number | bigint, timeout = Infinity): string {
    const isWords = view instanceof Int32Array || view instanceof BigInt64Array;
    // Its own errors are raised by the built-in operation.
    if (this.outside > 0 || !isWords || !((view.buffer as unknown) instanceof SharedArrayBuffer))
      return native.wait(view as Int32Array, at, value as number, timeout);
    this.point('Atomics.wait');
    const wanted = view instanceof Int32Array ? Number(value) | 0 : value;
    if (native.load(view as Int32Array, at) !== wanted) return 'not-equal';
    const milliseconds = Number.isNaN(timeout) ? Infinity : Math.max(0, timeout);
    this.memory.setDeadline(this.me, this.memory.now + milliseconds / 1000);
    return this.ask(doing(), OP.wait, this.idOf(view.buffer), offsetOf(view, at)) === 0 ? 'ok' : 'timed-out';
  }

  private notify(view: Words, at: number, count = Infinity): number {
    if (this.outside > 0 || !((view.buffer as unknown) instanceof SharedArrayBuffer))
      return native.notify(view as Int32Array, at, count);
    // Raises what is to be raised of the view and the index.
    native.load(view as Int32Array, at);
    this.point('Atomics.notify');
    const most = Math.min(0x7fffffff, Math.max(0, Math.trunc(Number(count) || 0)));
    return this.ask(doing(), OP.notify, this.idOf(view.buffer), offsetOf(view, at), most);
  }

  private idOf(buffer: SharedArrayBuffer): number {
    let id = this.buffers.get(buffer);
    if (id === undefined) this.buffers.set(buffer, (id = this.memory.countBuffer(native.add)));
    return id;
  }

  /** Ends its turn, and returns when it has another. */
  private ask(what: string, op: number, first = 0, second = 0, result = 0): number {
    this.tell(what, op, first, second, result);
    this.park();
    return native.load(this.memory.words, this.memory.at(this.me, 'result'));
  }

  private tell(what: string, op: number, first = 0, second = 0, result = 0): void {
    const { memory, me, printed, ended } = this;
    // First: the page has it when it looks at the turn's end.
    if (this.note) {
      this.note({ what: ended ? '' : what, stack: ended ? '' : String(new Error().stack), printed, ended });
      this.printed = [];
    }
    const set = (name: 'op' | 'first' | 'second' | 'result' | 'turn', value: number) =>
      native.store(memory.words, memory.at(me, name), value);
    set('op', op);
    set('first', first);
    set('second', second);
    set('result', result);
    set('turn', 0);
    this.comeBack();
  }

  private park(): void {
    const at = this.memory.at(this.me, 'turn');
    while (native.load(this.memory.words, at) !== TURN) native.wait(this.memory.words, at, 0);
  }
}

const offsetOf = (view: Words, at: number): number => view.byteOffset + Number(at) * view.BYTES_PER_ELEMENT;

/** Shared buffers in plain data, in the order in which they stand there. */
function buffersIn(data: unknown): SharedArrayBuffer[] {
  if (data instanceof SharedArrayBuffer) return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(buffersIn);
}
