import type { PoolHost } from '../threads/pool/protocol.ts';
import { LabFailure } from './failure.ts';
import { FROM } from './jobs.ts';
import { countPrimes, matrixOf, multiply } from './kernels.ts';
import { Lab, type Run } from './lab.ts';
import { convoyRuns, labJobsOf, roundsOf, runsOf } from './measure.ts';
import type { LabMemory } from './memory.ts';
import { MessageLab } from './message-lab.ts';
import { laneClock } from './recorder.ts';
import type { Failure, FromLab, ToLab } from './protocol.ts';

/** The milliseconds that counting must take until its speed is believed. */
const ENOUGH = 20;

/** The number of tries: the machine's other work can only make one slower. */
const TRIES = 3;

/** Numbers that this thread tests in a millisecond, once the code is compiled. */
function numbersPerMs(): number {
  const took = (count: number) => {
    const begun = performance.now();
    countPrimes(FROM, count, () => {});
    return performance.now() - begun;
  };
  let count = 1000;
  while (took(count) < ENOUGH) count *= 2;
  return count / Math.min(...Array.from({ length: TRIES }, () => took(count)));
}

/** Milliseconds of one product of matrices of this size, once the code is compiled. */
function productMs(size: number): number {
  const [a, b] = [matrixOf(size, 1), matrixOf(size, 2)];
  const product = new Float64Array(size * size);
  const took = (count: number) => {
    const begun = performance.now();
    for (let i = 0; i < count; i++) multiply(a, b, product, size, () => {});
    return performance.now() - begun;
  };
  let count = 1;
  while (took(count) < ENOUGH) count *= 2;
  return Math.min(...Array.from({ length: TRIES }, () => took(count))) / count;
}

/** Main's life: measures what the page asks for, and keeps its workers from one measurement to the next. */
export class LabMain {
  private readonly host: PoolHost;
  private readonly tasks: string;
  private readonly tell: (message: FromLab) => void;
  private lab: Pick<Lab, 'run' | 'stop' | 'prepare'> | null = null;
  private speed = 0;

  constructor(host: PoolHost, tasks: string, tell: (message: FromLab) => void) {
    this.host = host;
    this.tasks = tasks;
    this.tell = tell;
  }

  /** Does what is asked, and tells of it; never throws. */
  async serve({ type, settings, memory, fetchUrl }: ToLab): Promise<void> {
    try {
      this.tell({ type: 'warming' });
      const lab = this.labOf(memory);
      this.speed ||= numbersPerMs();
      const surroundings = { numbersPerMs: this.speed, productMs: productMs(settings.size), fetchUrl };
      const runs =
        type === 'convoy'
          ? convoyRuns(settings)
          : runsOf(settings, labJobsOf(settings, surroundings), roundsOf(settings, surroundings));
      await lab.prepare(Math.max(...runs.map(({ workers }) => workers)));
      for (const run of warmUp(runs, memory !== null)) await lab.run(run);
      for (const [i, run] of runs.entries()) {
        const step = { mode: run.mode, workers: run.workers, number: i + 1, of: runs.length };
        this.tell({ type: 'begin', step, at: laneClock() });
        this.tell({ type: 'ran', step, result: await lab.run(run) });
      }
      // Without shared memory, each number of workers has its own: too many to keep.
      if (!memory) await this.stop();
      this.tell({ type: 'done' });
    } catch (error) {
      const { message } = error as Error;
      this.tell({ type: 'failed', failure: failureOf(error), detail: message });
      await this.stop();
    }
  }

  /** Ends every worker. */
  async stop(): Promise<void> {
    await this.lab?.stop();
    this.lab = null;
  }

  private labOf(memory: LabMemory | null): Pick<Lab, 'run' | 'stop' | 'prepare'> {
    const { host, tasks } = this;
    return (this.lab ??= memory ? new Lab(host, tasks, memory) : new MessageLab(host, tasks));
  }
}

/** Numbers that a thread tests at most before it is measured: enough for the compiler to have seen the loop. */
const PRACTICE = 50_000;

/**
 * A short task for every worker, in each mode once. @param same The workers of a small run are among those of a large one, so
 * that the largest will do.
 */
function warmUp(runs: readonly Run[], same: boolean): Run[] {
  const most = Math.max(...runs.map(({ workers }) => workers));
  const first = runs.filter(
    ({ mode, workers }, i) =>
      (workers === most || !same) && i === runs.findIndex((each) => each.mode === mode && each.workers === workers),
  );
  return first.map((run) => {
    const jobs = run.jobs.slice(0, run.workers).map((job) => {
      if (job.does === 'wait' || job.does === 'fetch') return { ...job, ms: 1 };
      return 'count' in job ? { ...job, count: Math.min(job.count, PRACTICE) } : job;
    });
    return { ...run, jobs, rounds: 1 };
  });
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof LabFailure)) return 'other';
  if (error.what === 'WorkerBroken' || error.what === 'WorkerLost') return 'worker';
  return error.what === 'NoServiceWorker' ? 'unanswered' : 'other';
}
