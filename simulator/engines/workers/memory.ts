import { queuesOf } from '../../scenario/queues.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ThreadId } from '../../trace/events.ts';
import { CACHE_LINE, Monitor } from '../../threads/monitor.ts';
import { SharedQueue, type QueueHandle } from '../../threads/shared-queue.ts';
import type { Steps } from '../../threads/steps.ts';
import { PoolMemory, type PoolHandle } from './pool-memory.ts';
import { NoteRing } from './ring.ts';
import { threadsOf } from './threads.ts';

/** Buffers of a run, to be sent to each of its threads. */
export interface RunHandle {
  readonly scenario: Scenario;
  /** Each thread waits for its turn before every operation, on a virtual clock; else all run as they can, in real time. */
  readonly gated: boolean;
  readonly words: SharedArrayBuffer;
  readonly floats: SharedArrayBuffer;
  readonly queues: readonly QueueHandle[];
  readonly pool: PoolHandle;
  readonly notes: SharedArrayBuffer;
}

/** Cache lines of the words that all threads share, one number on each. */
export const SHARED_LINES = {
  /** It changes whenever a thread has come back from its turn. */
  back: 0,
  threads: 1,
  broken: 2,
} as const;
const LINES = 3;
const NO_CONDITIONS = { conditions: 0, waiters: 0 };
const MUTEX = LINES * CACHE_LINE;
const FIRST_THREAD = LINES + Monitor.words(NO_CONDITIONS) / CACHE_LINE;

/** Words of a thread's own cache line. */
export const OWN = {
  /** A {@link GO_CODES}. */
  go: 0,
  ended: 1,
  dismissed: 2,
  /** It is out of the run: it will not touch this memory again. */
  out: 3,
  /** The buffer whose word it waits for, or a {@link WAIT_CODES}; then the word, and its value during the wait. */
  waits: 4,
  at: 5,
  value: 6,
  /** Never changes: a thread that sleeps waits for it. */
  never: 7,
} as const;

export const GO_CODES = { wait: 0, go: 1, abandon: 2 } as const;
/** Below the numbers of buffers. */
export const WAIT_CODES = { nothing: -1, turn: -2 } as const;

/** Floats before those of the threads. */
const NOW = 0;
const BEGAN = 1;
const FIRST_FLOAT = 2;
const DEADLINE = 0;
const POLL_TIMEOUT = 1;
const FLOATS = 2;
const TEXT = 512;

/** The threads of a run, and what they share. */
export class RunMemory {
  readonly handle: RunHandle;
  readonly scenario: Scenario;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly notes: NoteRing;
  readonly pool: PoolMemory;
  /** The buffers whose words threads wait for. */
  readonly buffers: readonly Int32Array<SharedArrayBuffer>[];
  /** Threads there can be. */
  readonly threads: number;
  private readonly floats: Float64Array<SharedArrayBuffer>;
  private readonly mutex: Monitor;

  /** Opens what exists. @param me The thread's number; the director has none. */
  constructor(handle: RunHandle, me = 0) {
    const { scenario } = handle;
    this.handle = handle;
    this.scenario = scenario;
    this.words = new Int32Array(handle.words);
    this.floats = new Float64Array(handle.floats);
    this.buffers = [this.words, ...handle.queues.map(({ control }) => new Int32Array(control))];
    this.notes = new NoteRing(handle.notes);
    this.threads = threadsOf(scenario);
    this.mutex = new Monitor(this.words, MUTEX, NO_CONDITIONS, me);
    this.pool = new PoolMemory(handle.pool, scenario);
  }

  static create(scenario: Scenario, gated: boolean, notes = 2 ** 14): RunMemory {
    const threads = threadsOf(scenario);
    const shared = (bytes: number) => new SharedArrayBuffer(bytes);
    const memory = new RunMemory({
      scenario,
      gated,
      words: shared(((FIRST_THREAD + threads) * CACHE_LINE + TEXT) * Int32Array.BYTES_PER_ELEMENT),
      floats: shared((FIRST_FLOAT + FLOATS * threads) * Float64Array.BYTES_PER_ELEMENT),
      queues: queuesOf(scenario).map(({ maxsize }) => {
        // As many may wait as there are threads.
        return SharedQueue.create({ maxsize, waiters: threads }, 0).handle;
      }),
      pool: PoolMemory.create(scenario).handle,
      notes: NoteRing.create(notes).handle,
    });
    Monitor.prepare(memory.words, MUTEX, NO_CONDITIONS);
    memory.set('threads', scenario.threads.length);
    for (let thread = 0; thread < threads; thread++) memory.words[memory.own(thread, 'waits')] = WAIT_CODES.turn;
    memory.floats[BEGAN] = seconds();
    return memory;
  }

  /** Seconds since the run began: the virtual clock's, or real ones. */
  readonly now = (): number => (this.handle.gated ? this.floats[NOW]! : seconds() - this.floats[BEGAN]!);

  /** Moves the virtual clock. */
  setNow(time: number): void {
    this.floats[NOW] = time;
  }

  get(name: keyof typeof SHARED_LINES): number {
    return Atomics.load(this.words, SHARED_LINES[name] * CACHE_LINE);
  }

  set(name: keyof typeof SHARED_LINES, value: number): void {
    Atomics.store(this.words, SHARED_LINES[name] * CACHE_LINE, value);
  }

  /** Adds one, and returns what was there. */
  count(name: keyof typeof SHARED_LINES): number {
    return Atomics.add(this.words, SHARED_LINES[name] * CACHE_LINE, 1);
  }

  /** Does what CPython does while it holds the GIL: no other thread sees it half done. */
  *atomically<T>(change: () => T): Steps<T> {
    if (!this.mutex.tryAcquire()) yield* this.mutex.acquire();
    try {
      return change();
    } finally {
      this.mutex.release();
    }
  }

  /** Index of a word of a thread's own. */
  own(thread: ThreadId, name: keyof typeof OWN): number {
    return (FIRST_THREAD + thread) * CACHE_LINE + OWN[name];
  }

  deadlineOf(thread: ThreadId): number {
    return this.floats[FIRST_FLOAT + FLOATS * thread + DEADLINE]!;
  }

  setDeadline(thread: ThreadId, deadline: number): void {
    this.floats[FIRST_FLOAT + FLOATS * thread + DEADLINE] = deadline;
  }

  pollTimeoutOf(thread: ThreadId): number {
    return this.floats[FIRST_FLOAT + FLOATS * thread + POLL_TIMEOUT]!;
  }

  setPollTimeout(thread: ThreadId, timeout: number): void {
    this.floats[FIRST_FLOAT + FLOATS * thread + POLL_TIMEOUT] = timeout;
  }

  /** A thread does what its machine does not know, or has failed otherwise: this run is of no use. */
  breakDown(reason: string): void {
    const codes = Array.from(reason.slice(0, TEXT - 1), (letter) => letter.charCodeAt(0));
    if (this.count('broken') === 0) this.words.set([codes.length, ...codes], this.textAt);
    this.comeBack();
  }

  /** The reason why the run is of no use; null: it is of use. */
  get broken(): string | null {
    if (this.get('broken') === 0) return null;
    const length = this.words[this.textAt]!;
    return String.fromCharCode(...this.words.subarray(this.textAt + 1, this.textAt + 1 + length));
  }

  /** Lets a thread go on that waits for its turn, or to be started. */
  start(thread: ThreadId): void {
    const { words } = this;
    Atomics.store(words, this.own(thread, 'waits'), WAIT_CODES.nothing);
    Atomics.store(words, this.own(thread, 'go'), GO_CODES.go);
    Atomics.notify(words, this.own(thread, 'go'));
  }

  /** Threads that have been started, and have not ended. */
  living(): ThreadId[] {
    return Array.from({ length: this.get('threads') }, (_, thread) => thread).filter((thread) => this.isAlive(thread));
  }

  isAlive(thread: ThreadId): boolean {
    return Atomics.load(this.words, this.own(thread, 'ended')) === 0;
  }

  /** Every thread that keeps the program alive has ended. The workers of a ThreadPool are daemons. */
  get over(): boolean {
    const { threads, pool } = this.scenario;
    return this.living().every((thread) => thread >= threads.length && pool.kind === 'ThreadPool');
  }

  /** Tells the director to look. */
  comeBack(): void {
    this.count('back');
    Atomics.notify(this.words, SHARED_LINES.back * CACHE_LINE);
  }

  private get textAt(): number {
    return (FIRST_THREAD + this.threads) * CACHE_LINE;
  }
}

/** The same moment on the clocks of all threads. */
const seconds = () => (performance.timeOrigin + performance.now()) / 1000;
