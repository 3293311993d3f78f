import { toBytes, fromBytes } from '../threads/payload.ts';
import type { PoolHost } from '../threads/pool/protocol.ts';
import { ThreadPool, WorkRequest } from '../threads/pool/thread-pool.ts';
import { failureOf, LabFailure, watched } from './failure.ts';
import { factorsOf } from './jobs.ts';
import type { Lab, Run, LabResult } from './lab.ts';
import type { TaskReport, SentBack } from './process.ts';
import { ChangeList, laneClock, type Change } from './recorder.ts';

/** Workers, each with the number of its lane. */
interface StartedWorkers {
  readonly pool: ThreadPool;
  readonly lanes: ReadonlyMap<number, number>;
}

/**
 * The lab where there is no shared memory: the workers of a `ThreadPool` that talks by messages. They have nothing in common,
 * so they are processes, and the only mode is theirs. What a worker did comes with each result, and not while it does it.
 */
export class MessageLab implements Pick<Lab, 'run' | 'stop' | 'prepare'> {
  private readonly host: PoolHost;
  private readonly tasks: string;
  /** By their number of workers: what is put is for anyone in the pool. */
  private readonly groups = new Map<number, Promise<StartedWorkers>>();
  private readonly pools: ThreadPool[] = [];
  private readonly broken: Promise<never>;
  private fail!: (error: LabFailure) => void;

  /** @param tasks The address of the module with `arrive` and `performSent`. */
  constructor(host: PoolHost, tasks: string) {
    this.tasks = tasks;
    this.broken = new Promise((_, reject) => (this.fail = reject));
    this.broken.catch(() => {});
    this.host = watched({ ...host, shared: false }, this.fail);
  }

  /** @throws LabFailure; after that, the lab is of no use. RangeError: it takes shared memory. */
  async run(run: Run): Promise<LabResult> {
    if (run.mode !== 'processes') throw new RangeError(`without shared memory there is no mode ${run.mode}`);
    const over = this.through(run).catch((error: unknown) => Promise.reject(failureOf(error)));
    return Promise.race([this.broken, over]);
  }

  /** Starts so many workers, and waits until each is there. @throws LabFailure */
  async prepare(workers: number): Promise<void> {
    await Promise.race([this.broken, this.groupOf(workers)]);
  }

  /** Ends everything at once. */
  async stop(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.terminate()));
  }

  private async through({ workers, jobs, rounds = 1 }: Run): Promise<LabResult> {
    const { pool, lanes } = await this.groupOf(workers);
    const factors = factorsOf(jobs);
    let copying = 0;
    const copy = <T>(call: () => T): T => {
      const before = performance.now();
      main.enter('copying');
      const copied = call();
      main.enter('running');
      copying += performance.now() - before;
      return copied;
    };
    const main = new ChangeList();
    const values: SentBack[0][] = [];
    const done: Change[][] = Array.from({ length: workers }, () => []);
    const begun = laneClock();
    const answered = (task: number, report: TaskReport) => {
      copying += report.copying;
      done[lanes.get(report.worker)!]!.push(...report.changes);
      if ('error' in report) this.fail(new LabFailure(report.error, report.message));
      else values[task] = copy(() => fromBytes(report.bytes.slice()) as SentBack)[0];
    };
    for (let round = 0; round < rounds; round++) {
      for (const [task, job] of jobs.entries()) {
        const bytes = copy(() => toBytes([job, ...factors]));
        await this.ask(pool, 'performSent', [bytes], (report) => {
          answered(task, report as TaskReport);
          main.enter('idle');
        });
      }
      main.enter('idle');
      await pool.wait();
    }
    const whole = laneClock() - begun;
    const idle: Change = { time: begun, state: 'idle' };
    return {
      time: whole / rounds,
      whole,
      begun,
      values,
      copying: copying / rounds,
      switches: 0,
      lanes: done.map((changes) => [idle, ...changes]),
      main: main.changes,
    };
  }

  private groupOf(workers: number): Promise<StartedWorkers> {
    const group = this.groups.get(workers) ?? this.start(workers);
    this.groups.set(workers, group);
    return group;
  }

  /** Starts workers, and asks who is there until each of them has answered: starting is not part of what is measured. */
  private async start(workers: number): Promise<StartedWorkers> {
    const pool = new ThreadPool(this.host, workers, { tasks: this.tasks });
    this.pools.push(pool);
    const lanes = new Map<number, number>();
    let asked = 0;
    while (lanes.size < workers) {
      for (let i = 0; i < workers; i++)
        await this.ask(pool, 'arrive', [asked++], (worker) => {
          if (!lanes.has(worker as number)) lanes.set(worker as number, lanes.size);
        });
      await pool.wait();
    }
    return { pool, lanes };
  }

  private ask(pool: ThreadPool, callable: string, args: unknown[], then: (result: unknown) => void): Promise<void> {
    return pool.putRequest(
      new WorkRequest(callable, args, {
        callback: (_, result) => then(result),
        excCallback: (_, error) => this.fail(failureOf(error)),
      }),
    );
  }
}
