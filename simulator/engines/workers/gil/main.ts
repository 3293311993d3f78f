import type { WorkersPlace } from '../pool/protocol.ts';
import { FROM } from './jobs.ts';
import { countPrimes } from './kernels.ts';
import { Lab, LabFailure, type Run } from './lab.ts';
import { convoyRuns, jobsOf, runsOf } from './measure.ts';
import type { LabMemory } from './memory.ts';
import { clock } from './recorder.ts';
import type { Failure, FromLab, ToLab } from './protocol.ts';

/** How long counting must take, in milliseconds, until its speed is believed. */
const ENOUGH = 20;

/** Numbers that this thread tests in a millisecond, once the code is compiled. */
export function numbersPerMs(): number {
  for (let count = 1000; ; count *= 2) {
    const begun = performance.now();
    countPrimes(FROM, count, () => {});
    const took = performance.now() - begun;
    if (took >= ENOUGH) return count / took;
  }
}

/** Main's life: measures what the page asks for, and keeps its workers from one measurement to the next. */
export class LabMain {
  private readonly place: WorkersPlace;
  private readonly tasks: string;
  private readonly tell: (message: FromLab) => void;
  private lab: Lab | null = null;
  private speed = 0;

  constructor(place: WorkersPlace, tasks: string, tell: (message: FromLab) => void) {
    this.place = place;
    this.tasks = tasks;
    this.tell = tell;
  }

  /** Does what is asked, and tells of it; never throws. */
  async serve({ type, settings, memory, fetchUrl }: ToLab): Promise<void> {
    try {
      this.tell({ type: 'warming' });
      const lab = this.labOf(memory);
      this.speed ||= numbersPerMs();
      const surroundings = { numbersPerMs: this.speed, fetchUrl };
      const runs = type === 'convoy' ? convoyRuns(settings) : runsOf(settings, jobsOf(settings, surroundings));
      for (const run of warmUp(runs)) await lab.run(run);
      for (const [i, run] of runs.entries()) {
        const step = { mode: run.mode, workers: run.workers, number: i + 1, of: runs.length };
        this.tell({ type: 'begin', step, at: clock() });
        this.tell({ type: 'ran', step, result: await lab.run(run) });
      }
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

  private labOf(memory: LabMemory): Lab {
    return (this.lab ??= new Lab(this.place, this.tasks, memory));
  }
}

/** Numbers that a thread tests at most before it is measured: enough for the compiler to have seen the loop. */
const PRACTICE = 50_000;

/** Each mode once with the most workers, a short task for each of them. */
function warmUp(runs: readonly Run[]): Run[] {
  const most = Math.max(...runs.map(({ workers }) => workers));
  const modes = [...new Set(runs.map(({ mode }) => mode))];
  return modes.map((mode) => {
    const run = runs.find((each) => each.mode === mode && each.workers === most)!;
    const jobs = run.jobs.slice(0, most).map((job) => {
      if (job.does === 'wait' || job.does === 'fetch') return { ...job, ms: 1 };
      return 'count' in job ? { ...job, count: Math.min(job.count, PRACTICE) } : job;
    });
    return { ...run, jobs };
  });
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof LabFailure)) return 'other';
  if (error.what === 'WorkerBroken' || error.what === 'WorkerLost') return 'worker';
  return error.what === 'NoServiceWorker' ? 'service-worker' : 'other';
}
