import { jobCount, jobsOf, type Job, type Scenario } from '../../../scenario/scenario.ts';
import { ERRORS, type ErrorName, type ThreadId } from '../../../trace/events.ts';
import { queuesOf } from '../../../scenario/queues.ts';
import { LINE, Monitor } from '../monitor.ts';
import { SharedQueue, type QueueHandle } from '../shared-queue.ts';
import type { Steps } from '../steps.ts';
import { NoteRing } from './ring.ts';
import { threadsOf } from './threads.ts';

/** What one thread sends to another so that it can take part in a run. */
export interface RunHandle {
  readonly scenario: Scenario;
  /** Each thread waits for its turn before every operation, on a virtual clock; else all run as they can, in real time. */
  readonly gated: boolean;
  readonly words: SharedArrayBuffer;
  readonly floats: SharedArrayBuffer;
  readonly queues: readonly QueueHandle[];
  readonly notes: SharedArrayBuffer;
}

/** Lines of the words that all threads share, one number on each. */
export const SHARED = {
  /** It changes whenever a thread has come back from its turn. */
  back: 0,
  threads: 1,
  jobs: 2,
  nextItem: 3,
  workers: 4,
  dismissedWorkers: 5,
  pending: 6,
  broken: 7,
} as const;
const LINES = 8;
const NO_CONDITIONS = { conditions: 0, waiters: 0 };
const MUTEX = LINES * LINE;
const FIRST_THREAD = LINES + Monitor.words(NO_CONDITIONS) / LINE;

/** Words of a thread's own line. */
export const OWN = {
  /** A {@link GO}. */
  go: 0,
  ended: 1,
  dismissed: 2,
  /** It is out of the run: it will not touch this memory again. */
  out: 3,
  /** What it waits for: the buffer of a word, or a {@link WAITS}; the word; the value that the word has while it waits. */
  waits: 4,
  at: 5,
  value: 6,
  /** Never changes: who sleeps waits for it. */
  never: 7,
} as const;

export const GO = { wait: 0, go: 1, abandon: 2 } as const;
/** Below the numbers of buffers. */
export const WAITS = { nothing: -1, turn: -2 } as const;

/** Floats before those of the threads. */
const NOW = 0;
const BEGAN = 1;
const FIRST_FLOAT = 2;
const DEADLINE = 0;
const POLL_TIMEOUT = 1;
const FLOATS = 2;
const TEXT = 512;

/** A pool and its threads, as they are in memory that real threads share. */
export class RunMemory {
  readonly handle: RunHandle;
  readonly scenario: Scenario;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly notes: NoteRing;
  /** The buffers whose words threads wait for. */
  readonly buffers: readonly Int32Array<SharedArrayBuffer>[];
  /** Threads there can be. */
  readonly threads: number;
  private readonly floats: Float64Array<SharedArrayBuffer>;
  private readonly mutex: Monitor;
  private readonly jobs: readonly Job[];
  private readonly most: number;
  /** Keys of `workRequests`, each with its place. */
  private readonly places = new Map<number, number>();

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
    this.jobs = jobsOf(scenario);
    this.most = mostJobs(scenario);
    for (const { key } of this.jobs) if (!this.places.has(key)) this.places.set(key, this.places.size);
  }

  static create(scenario: Scenario, gated: boolean, notes = 2 ** 14): RunMemory {
    const threads = threadsOf(scenario);
    const most = mostJobs(scenario);
    const shared = (bytes: number) => new SharedArrayBuffer(bytes);
    const memory = new RunMemory({
      scenario,
      gated,
      words: shared(((FIRST_THREAD + threads) * LINE + 2 * threads + 2 * most + TEXT) * Int32Array.BYTES_PER_ELEMENT),
      floats: shared((FIRST_FLOAT + FLOATS * threads + most) * Float64Array.BYTES_PER_ELEMENT),
      queues: queuesOf(scenario).map(({ maxsize }) => {
        // As many may wait as there are threads.
        return SharedQueue.create({ maxsize, waiters: threads }, 0).handle;
      }),
      notes: NoteRing.create(notes).handle,
    });
    Monitor.prepare(memory.words, MUTEX, NO_CONDITIONS);
    memory.set('threads', scenario.threads.length);
    memory.set('jobs', memory.jobs.length);
    for (const [item, { duration, raises }] of memory.jobs.entries()) memory.setJob(item, duration, raises);
    for (let thread = 0; thread < threads; thread++) memory.words[memory.own(thread, 'waits')] = WAITS.turn;
    memory.floats[BEGAN] = seconds();
    return memory;
  }

  /** Seconds since the run began: the virtual clock's, or real ones. */
  readonly now = (): number => (this.handle.gated ? this.floats[NOW]! : seconds() - this.floats[BEGAN]!);

  /** Moves the virtual clock. */
  setNow(time: number): void {
    this.floats[NOW] = time;
  }

  get(name: keyof typeof SHARED): number {
    return Atomics.load(this.words, SHARED[name] * LINE);
  }

  set(name: keyof typeof SHARED, value: number): void {
    Atomics.store(this.words, SHARED[name] * LINE, value);
  }

  /** Adds one, and returns what was there. */
  count(name: keyof typeof SHARED): number {
    return Atomics.add(this.words, SHARED[name] * LINE, 1);
  }

  /** What CPython does while it holds the GIL: nobody else sees it half done. */
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
    return (FIRST_THREAD + thread) * LINE + OWN[name];
  }

  deadlineOf(thread: ThreadId): number {
    return this.floats[FIRST_FLOAT + FLOATS * thread + DEADLINE]!;
  }

  setDeadline(thread: ThreadId, until: number): void {
    this.floats[FIRST_FLOAT + FLOATS * thread + DEADLINE] = until;
  }

  pollTimeoutOf(thread: ThreadId): number {
    return this.floats[FIRST_FLOAT + FLOATS * thread + POLL_TIMEOUT]!;
  }

  setPollTimeout(thread: ThreadId, timeout: number): void {
    this.floats[FIRST_FLOAT + FLOATS * thread + POLL_TIMEOUT] = timeout;
  }

  /** The pool's `workers`, or its `dismissedWorkers`. The mutex is held by the caller. */
  list(name: 'workers' | 'dismissedWorkers'): ThreadId[] {
    const from = this.listAt(name);
    return [...this.words.subarray(from, from + this.get(name))];
  }

  setList(name: 'workers' | 'dismissedWorkers', threads: readonly ThreadId[]): void {
    this.words.set(threads, this.listAt(name));
    this.set(name, threads.length);
  }

  /** The job with this number, those that were added later too. */
  job(item: number): Pick<Job, 'duration' | 'raises' | 'callback' | 'exc_callback'> {
    const error = this.words[this.jobAt(item)]!;
    return {
      duration: this.floats[FIRST_FLOAT + FLOATS * this.threads + item]!,
      raises: error < 0 ? null : ERRORS[error]!,
      callback: this.jobs[item]?.callback ?? null,
      exc_callback: this.jobs[item]?.exc_callback ?? null,
    };
  }

  setJob(item: number, duration: number, raises: ErrorName | null): void {
    this.floats[FIRST_FLOAT + FLOATS * this.threads + item] = duration;
    this.words[this.jobAt(item)] = raises === null ? -1 : ERRORS.indexOf(raises);
  }

  get unhashable(): boolean {
    return this.jobs.some((job) => job.unhashable);
  }

  /** `request.exception`. */
  failed(item: number): boolean {
    return (Atomics.load(this.words, this.flagsAt(item)) & FAILED) !== 0;
  }

  fail(item: number): void {
    Atomics.or(this.words, this.flagsAt(item), FAILED);
  }

  /** `workRequests[request.requestID] = request`. Returns how many there are then. The mutex is held by the caller. */
  register(item: number): number {
    const before = Atomics.or(this.words, this.flagsAt(this.placeOf(item)), REGISTERED);
    if ((before & REGISTERED) === 0) this.count('pending');
    return this.get('pending');
  }

  /** `del workRequests[request.requestID]`; false: there is no such key. The mutex is held by the caller. */
  unregister(item: number): boolean {
    const before = Atomics.and(this.words, this.flagsAt(this.placeOf(item)), ~REGISTERED);
    if ((before & REGISTERED) === 0) return false;
    this.set('pending', this.get('pending') - 1);
    return true;
  }

  /** A thread does what its machine does not know, or has failed otherwise: this run is of no use. */
  breakDown(reason: string): void {
    const codes = Array.from(reason.slice(0, TEXT - 1), (letter) => letter.charCodeAt(0));
    if (this.count('broken') === 0) this.words.set([codes.length, ...codes], this.textAt);
    this.comeBack();
  }

  /** Why the run is of no use; null: it is. */
  get broken(): string | null {
    if (this.get('broken') === 0) return null;
    const length = this.words[this.textAt]!;
    return String.fromCharCode(...this.words.subarray(this.textAt + 1, this.textAt + 1 + length));
  }

  /** Lets a thread go on that waits for its turn, or to be started. */
  start(thread: ThreadId): void {
    const { words } = this;
    Atomics.store(words, this.own(thread, 'waits'), WAITS.nothing);
    Atomics.store(words, this.own(thread, 'go'), GO.go);
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
    Atomics.notify(this.words, SHARED.back * LINE);
  }

  private listAt(name: 'workers' | 'dismissedWorkers'): number {
    return (FIRST_THREAD + this.threads) * LINE + (name === 'workers' ? 0 : this.threads);
  }

  private jobAt(item: number): number {
    return (FIRST_THREAD + this.threads) * LINE + 2 * this.threads + item;
  }

  private flagsAt(item: number): number {
    return this.jobAt(this.most + item);
  }

  private get textAt(): number {
    return this.jobAt(2 * this.most);
  }

  private placeOf(item: number): number {
    return this.places.get(this.jobs[item]!.key)!;
  }
}

const FAILED = 1;
const REGISTERED = 2;

const mostJobs = (scenario: Scenario) =>
  jobCount(scenario) + scenario.threads.flatMap(({ script }) => script).filter(({ call }) => call === 'add_job').length;

/** The same moment on the clocks of all threads. */
const seconds = () => (performance.timeOrigin + performance.now()) / 1000;
