import { jobCount, jobsOf, type ScenarioJob, type Scenario } from '../../scenario/scenario.ts';
import { ERRORS, type ErrorName, type ThreadId } from '../../trace/events.ts';
import { threadsOf } from './threads.ts';

export interface PoolHandle {
  readonly words: SharedArrayBuffer;
  readonly durations: SharedArrayBuffer;
}

/** Numbers of the pool: how many there are of each, and of the next item of a bare queue. */
const COUNTS = ['jobs', 'nextItem', 'workers', 'dismissedWorkers', 'pending'] as const;
type Count = (typeof COUNTS)[number];
type List = 'workers' | 'dismissedWorkers';

/** Flags of a job's number. */
const FAILED = 1;
const REGISTERED = 2;

/** The pool's own data, in memory that real threads share. A thread that changes more than one number has the run's mutex. */
export class PoolMemory {
  readonly handle: PoolHandle;
  /** A job of the scenario has a requestID that cannot be hashed. */
  readonly unhashable: boolean;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly durations: Float64Array<SharedArrayBuffer>;
  private readonly jobs: readonly ScenarioJob[];
  private readonly most: number;
  private readonly threads: number;
  /** Keys of `workRequests`, each with its slot. */
  private readonly slots = new Map<number, number>();

  /** Opens what exists. */
  constructor(handle: PoolHandle, scenario: Scenario) {
    this.handle = handle;
    this.words = new Int32Array(handle.words);
    this.durations = new Float64Array(handle.durations);
    this.jobs = jobsOf(scenario);
    this.most = mostJobs(scenario);
    this.threads = threadsOf(scenario);
    this.unhashable = this.jobs.some((job) => job.unhashable);
    for (const { key } of this.jobs) if (!this.slots.has(key)) this.slots.set(key, this.slots.size);
  }

  static create(scenario: Scenario): PoolMemory {
    const most = mostJobs(scenario);
    const words = COUNTS.length + 2 * threadsOf(scenario) + 2 * most;
    const memory = new PoolMemory(
      {
        words: new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT),
        durations: new SharedArrayBuffer(most * Float64Array.BYTES_PER_ELEMENT),
      },
      scenario,
    );
    memory.set('jobs', memory.jobs.length);
    for (const [item, { duration, raises }] of memory.jobs.entries()) memory.setJob(item, duration, raises);
    return memory;
  }

  get(name: Count): number {
    return Atomics.load(this.words, COUNTS.indexOf(name));
  }

  /** Adds one, and returns what was there. */
  count(name: Count): number {
    return Atomics.add(this.words, COUNTS.indexOf(name), 1);
  }

  /** The pool's `workers`, or its `dismissedWorkers`. */
  list(name: List): ThreadId[] {
    const from = this.listAt(name);
    return [...this.words.subarray(from, from + this.get(name))];
  }

  setList(name: List, threads: readonly ThreadId[]): void {
    this.words.set(threads, this.listAt(name));
    this.set(name, threads.length);
  }

  /** The job with this number, those that were added later too. */
  job(item: number): Pick<ScenarioJob, 'duration' | 'raises' | 'callback' | 'exc_callback'> {
    const error = this.words[this.jobAt(item)]!;
    return {
      duration: this.durations[item]!,
      raises: error < 0 ? null : ERRORS[error]!,
      callback: this.jobs[item]?.callback ?? null,
      exc_callback: this.jobs[item]?.exc_callback ?? null,
    };
  }

  setJob(item: number, duration: number, raises: ErrorName | null): void {
    this.durations[item] = duration;
    this.words[this.jobAt(item)] = raises === null ? -1 : ERRORS.indexOf(raises);
  }

  /** `request.exception`. */
  failed(item: number): boolean {
    return (Atomics.load(this.words, this.flagsAt(item)) & FAILED) !== 0;
  }

  fail(item: number): void {
    Atomics.or(this.words, this.flagsAt(item), FAILED);
  }

  /** `workRequests[request.requestID] = request`. Returns how many there are then. */
  register(item: number): number {
    const before = Atomics.or(this.words, this.flagsAt(this.slotOf(item)), REGISTERED);
    if ((before & REGISTERED) === 0) this.count('pending');
    return this.get('pending');
  }

  /** `del workRequests[request.requestID]`; false: there is no such key. */
  unregister(item: number): boolean {
    const before = Atomics.and(this.words, this.flagsAt(this.slotOf(item)), ~REGISTERED);
    if ((before & REGISTERED) === 0) return false;
    this.set('pending', this.get('pending') - 1);
    return true;
  }

  private set(name: Count, value: number): void {
    Atomics.store(this.words, COUNTS.indexOf(name), value);
  }

  private listAt(name: List): number {
    return COUNTS.length + (name === 'workers' ? 0 : this.threads);
  }

  private jobAt(item: number): number {
    return COUNTS.length + 2 * this.threads + item;
  }

  private flagsAt(item: number): number {
    return this.jobAt(this.most + item);
  }

  private slotOf(item: number): number {
    return this.slots.get(this.jobs[item]!.key)!;
  }
}

const mostJobs = (scenario: Scenario) =>
  jobCount(scenario) + scenario.threads.flatMap(({ script }) => script).filter(({ call }) => call === 'add_job').length;
