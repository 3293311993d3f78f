import type { Exploration, ExploreOptions, ExploreProgress } from '../../simulator/engines/python/analysis/explore.ts';
import { isNotFetched, whyNotImported } from '../../simulator/engines/python/service/fetched.ts';
import type { PythonClient } from '../../simulator/engines/python/service/client.ts';
import type { Problem } from '../../simulator/engines/python/interpreter/python-run.ts';
import type { Program, RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import type { FailureKind, LoadProgress, RunResult } from '../../simulator/engines/python/service/protocol.ts';
import { executionOf, type Output, type PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import { endOf, MOST_LIVE } from './printed.ts';

/** The work that the learner has asked for. */
export type Doing = 'running' | 'searching' | 'checking' | null;
/** The current work of the workbench. */
export type Busy = 'loading' | Doing;

/** Workers of one search at most: each has the memory of a Python. */
const MOST_WORKERS = 4;

/** Workers that share a search on this device; `deviceMemory`, in gigabytes, is told by some browsers only. */
function workersHere(): number {
  const { hardwareConcurrency, deviceMemory = 8 } = navigator as Navigator & { deviceMemory?: number };
  return deviceMemory < 4 ? 1 : Math.min(hardwareConcurrency, MOST_WORKERS);
}

/** Milliseconds between two pictures of what a program prints while it runs. */
const MOMENT = 100;

/**
 * Runs a page's Python: one piece of work at a time, with its progress, and a way to stop it. Python itself is fetched
 * with the first request.
 */
export class PythonRunner {
  busy = $state<Busy>(null);
  /** The work that was asked for: Python may have to be loaded first. */
  doing = $state<Doing>(null);
  loading = $state.raw<LoadProgress | null>(null);
  steps = $state(0);
  live = $state.raw<readonly Output[]>([]);
  search = $state.raw<ExploreProgress | null>(null);
  failure = $state.raw<FailureKind | null>(null);
  /** The error behind an unexpected failure. */
  fault = $state('');
  problems = $state.raw<readonly Problem[]>([]);
  private client: PythonClient | null = null;
  /** Ends the waiting for Python, not the loading: what is there of it stays there. */
  private giveUp: (() => void) | null = null;

  /** Starts Python before it is asked for. What goes wrong is said when it is. */
  async warm(): Promise<void> {
    if (this.client || frugal()) return;
    await this.connect()
      .then((client) => client.load())
      .catch(() => {});
  }

  /** Starts Python where an earlier visit has left it on the device: it costs the reader no download. */
  async warmIfKept(): Promise<void> {
    if (this.client || frugal()) return;
    const kept = await import('../../simulator/engines/python/service/browser.ts')
      .then(({ isKept }) => isKept())
      .catch(() => false);
    if (kept) await this.warm();
  }

  /** Runs the program and keeps everything it did; null: it could not be run, and `failure` or `problems` say why. */
  async execute(
    program: Program,
    schedule: Schedule,
    options: RunOptions,
    doing: Exclude<Doing, null> = 'running',
  ): Promise<PythonExecution | RunResult | null> {
    return this.during(doing, async (client) => {
      this.problems = await client.problems(program.files);
      if (this.problems.some(({ file }) => file === program.entry)) return null;
      this.steps = 0;
      this.live = [];
      let printed: readonly Output[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = () => {
        timer = undefined;
        this.live = printed;
      };
      const result = await client.run(program, schedule, options, {
        onOutput: (output) => {
          printed = endOf([...printed, ...output], MOST_LIVE);
          // The first piece is shown at once.
          timer ??= setTimeout(show, this.live.length > 0 ? MOMENT : 0);
        },
        onProgress: (steps) => (this.steps = steps),
      });
      clearTimeout(timer);
      if (result.kind === 'ran' && result.trace) return executionOf({ ...result, trace: result.trace });
      return result;
    });
  }

  /** The same program under another schedule, for a session; nothing on screen says that it runs. */
  async again(execution: PythonExecution, schedule: Schedule, signal: AbortSignal): Promise<PythonExecution> {
    const client = await this.connect();
    const result = await client.run(execution.program, schedule, execution.options, { signal });
    if (result.kind !== 'ran' || !result.trace) throw new Error(result.kind);
    return executionOf({ ...result, trace: result.trace });
  }

  /** Searches for a schedule that breaks the program. */
  async explore(program: Program, options: ExploreOptions): Promise<Exploration | null> {
    this.search = null;
    return this.during('searching', async (client) => {
      this.problems = await client.problems(program.files);
      if (this.problems.some(({ file }) => file === program.entry)) return null;
      return client.explore(program, options, {
        workers: workersHere(),
        onProgress: (now) => (this.search = { ...now, tree: now.tree ?? this.search?.tree ?? null }),
      });
    });
  }

  /** Anything else of the client's, with progress on screen. */
  async during<T>(doing: Exclude<Doing, null>, work: (client: PythonClient) => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.failure = null;
    this.busy = 'loading';
    this.doing = doing;
    try {
      const client = await this.connect();
      const loaded = client.load((progress) => {
        if (this.busy === 'loading') this.loading = progress;
      });
      const given = new Promise<boolean>((resolve) => (this.giveUp = () => resolve(true)));
      if (await Promise.race([loaded, given])) {
        this.failure = 'stopped';
        return null;
      }
      this.loading = null;
      this.busy = doing;
      return await work(client);
    } catch (error) {
      await this.fail(error);
      return null;
    } finally {
      this.busy = this.doing = this.loading = this.giveUp = null;
    }
  }

  /** A part of the page that is fetched only now; null: it could not be, and `failure` says so. */
  async part<T>(fetched: Promise<T>): Promise<T | null> {
    try {
      return await fetched;
    } catch (error) {
      await this.fail(error);
      return null;
    }
  }

  stop(): void {
    if (this.busy === 'loading') this.giveUp?.();
    else if (this.busy) this.client?.stop();
  }

  /** Never silent: an error that was not foreseen is shown with its own words. */
  private async fail(error: unknown): Promise<void> {
    const kind = await kindOf(error);
    if (kind === 'unexpected') {
      console.error(error);
      this.fault = String(error);
    }
    this.failure = kind;
  }

  private async connect(): Promise<PythonClient> {
    return (this.client ??= (await import('../../simulator/engines/python/service/browser.ts')).pythonClient());
  }
}

/** The reader asks pages to fetch little. */
const frugal = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Says why something could not be done. */
async function kindOf(error: unknown): Promise<FailureKind> {
  if (error instanceof Error && error.name === 'PythonFailure') return (error as Error & { kind: FailureKind }).kind;
  // A script of the page's own.
  if (isNotFetched(error)) return whyNotImported(error);
  return 'unexpected';
}
