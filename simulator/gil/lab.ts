import { ThreadPool, WorkRequest } from '../threads/pool/thread-pool.ts';
import type { PoolHost } from '../threads/pool/protocol.ts';
import { SharedQueue } from '../threads/shared-queue.ts';
import { awaiting, type Steps } from '../threads/steps.ts';
import { Gil } from './gil.ts';
import { LabFailure, failureOf, watched } from './failure.ts';
import { factorsOf, type LabJob } from './jobs.ts';
import {
  allReady,
  ARRIVED,
  COPYING,
  GO,
  NO_MORE,
  PINGED,
  stop,
  WANTED,
  type Done,
  type LabMemory,
  type Ticket,
} from './memory.ts';
import type { Mode } from './modes.ts';
import { Pipe } from './pipe.ts';
import { laneClock, LaneRecorder, type Change } from './recorder.ts';
import type * as Tasks from './tasks.ts';

/** One run: these jobs, by so many workers, in one mode. Times in milliseconds. */
export interface Run {
  readonly mode: Mode;
  readonly workers: number;
  readonly jobs: readonly LabJob[];
  readonly interval: number;
  readonly keepsInIO: boolean;
  /** The rounds in which all jobs are done, one after the other; by default one. Short work is not measurable alone. */
  readonly rounds?: number;
}

export interface LabResult {
  /** From the first task that main puts to the last result that it has; of several rounds, the mean. */
  readonly time: number;
  /** Of all rounds together: as long as the lanes are. */
  readonly whole: number;
  /** On the lanes' clock. */
  readonly begun: number;
  /** Results of the jobs. */
  readonly values: readonly (number | number[])[];
  /** Spent on copying, by all threads together; of several rounds, the mean, as below. */
  readonly copying: number;
  /** The number of times that the lock went to another thread. */
  readonly switches: number;
  /** Changes of each thread and of main, where they are not in a ring of the lab's memory. */
  readonly lanes?: readonly (readonly Change[])[];
  readonly main?: readonly Change[];
}

/** Names of the functions that the workers call, as their module has them. */
const SET_UP = 'setUpLab' satisfies keyof typeof Tasks;
const SERVE = 'serveLane' satisfies keyof typeof Tasks;

/**
 * Real workers, and runs on them. Main is a thread beside them: it hands out the tasks and takes in the results, and needs no
 * lock. A `ThreadPool` keeps the workers; within a run, tasks and results go through a `SharedQueue` each.
 */
export class Lab {
  readonly memory: LabMemory;
  private readonly pool: ThreadPool;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly requests: SharedQueue<Ticket>;
  private readonly results: SharedQueue<Done>;
  /** Recorder of main's own lane. */
  private readonly recorder: LaneRecorder;
  private readonly broken: Promise<never>;
  private fail!: (error: LabFailure) => void;
  private serial = 0;

  /** @param tasks The address of the module with `setUpLab` and `serveLane`. */
  constructor(host: PoolHost, tasks: string, memory: LabMemory) {
    this.memory = memory;
    this.words = new Int32Array(memory.control);
    this.requests = new SharedQueue<Ticket>(memory.requests, memory.threads);
    this.results = new SharedQueue<Done>(memory.results, memory.threads);
    this.recorder = new LaneRecorder(memory.main);
    this.broken = new Promise((_, reject) => (this.fail = reject));
    this.broken.catch(() => {});
    this.pool = new ThreadPool(watched(host, this.fail), 0, { tasks, initializer: SET_UP, initargs: [memory] });
  }

  /** @throws LabFailure; after that, the lab is of no use. */
  async run(run: Run): Promise<LabResult> {
    await this.prepare(run.workers);
    return Promise.race([this.broken, this.through(run)]);
  }

  /** Makes workers until there are so many, and waits until each is there: a run is made by workers that are. @throws LabFailure */
  async prepare(workers: number): Promise<void> {
    const { words, pool } = this;
    const missing = workers - pool.workers.length;
    if (missing > 0) {
      Atomics.store(words, WANTED, workers);
      pool.createWorkers(missing);
    }
    await Promise.race([this.broken, awaiting(allReady(words))]);
  }

  /** Ends everything at once. */
  async stop(): Promise<void> {
    stop(this.memory);
    await this.pool.terminate();
  }

  private async through({ workers, jobs, rounds = 1, ...rest }: Run): Promise<LabResult> {
    const { words, memory, recorder } = this;
    const slotBytes = Math.max(...jobs.map(bytesOf));
    const order: Tasks.RunOrder = { serial: ++this.serial, jobs, slotBytes, ...rest };
    for (const at of [ARRIVED, COPYING, PINGED]) Atomics.store(words, at, 0);
    const pipe = rest.mode === 'processes' ? new Pipe(memory, slotBytes) : null;
    const factors = factorsOf(jobs);
    // Threads find them in their heap; a process is sent them with each task.
    if (!pipe) factors.forEach((factor, i) => new Float64Array(memory.heap, i * factor.byteLength).set(factor));
    const over = this.startWorkers(workers, order);
    over.catch((error: unknown) => this.fail(failureOf(error)));
    await awaiting(this.allArrived(workers));

    const switched = Gil.switches(memory.gil);
    const begun = laneClock();
    Atomics.store(words, GO, order.serial);
    Atomics.notify(words, GO);
    let values: (number | number[])[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const [task, job] of jobs.entries()) {
        recorder.enter(pipe ? 'copying' : 'running');
        pipe?.send(task, [job, ...factors]);
        recorder.enter('running');
        await this.requests.awaiting.put(task);
      }
      values = await this.resultsOf(jobs.length, pipe);
    }
    const whole = laneClock() - begun;
    recorder.enter('running');
    for (let i = 0; i < workers; i++) await this.requests.awaiting.put(NO_MORE);
    recorder.enter('idle');
    await over;
    return {
      time: whole / rounds,
      whole,
      begun,
      values,
      copying: Atomics.load(words, COPYING) / 1000 / rounds,
      switches: Math.round((Gil.switches(memory.gil) - switched) / rounds),
    };
  }

  /** Takes in so many results. Main waits for each, and reads it. */
  private async resultsOf(count: number, pipe: Pipe | null): Promise<(number | number[])[]> {
    const { recorder } = this;
    const values: (number | number[])[] = [];
    for (let left = count; left > 0; left--) {
      recorder.enter('idle');
      const done = await this.results.awaiting.get();
      recorder.enter('running');
      if ('error' in done) throw new LabFailure(done.error, done.message);
      if (done.value === null) recorder.enter('copying');
      values[done.task] = done.value ?? (pipe!.receive(done.task) as [number | number[]])[0];
    }
    recorder.enter('idle');
    return values;
  }

  /** Each worker of the run is busy with one request until the run is over. */
  private async startWorkers(workers: number, order: Tasks.RunOrder): Promise<void> {
    for (let i = 0; i < workers; i++) {
      const request = new WorkRequest(SERVE, [order], {
        excCallback: (_, error) => this.fail(failureOf(error)),
      });
      await this.pool.putRequest(request);
    }
    await this.pool.wait();
  }

  private *allArrived(workers: number): Steps<void> {
    const { words } = this;
    for (let arrived; (arrived = Atomics.load(words, ARRIVED)) < workers;)
      yield { words, at: ARRIVED, value: arrived, deadline: Infinity };
  }
}

/** At most so many bytes is a job with its matrices as a text; Base64 makes four of three. */
const bytesOf = (job: LabJob): number =>
  1024 + (job.does === 'matrix' ? Math.ceil((2 * job.size ** 2 * 8 * 4) / 3) : 0);
