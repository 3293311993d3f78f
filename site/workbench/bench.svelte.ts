import type { Exploration, ExploreOptions, ExploreProgress } from '../../simulator/engines/python/explore.ts';
import type { PythonClient } from '../../simulator/engines/python/client.ts';
import type { Problem } from '../../simulator/engines/python/interpreter.ts';
import type { Program, RunOptions } from '../../simulator/engines/python/program.ts';
import type { LoadProgress, PythonFailure, RunResult } from '../../simulator/engines/python/protocol.ts';
import { takeOf, type Output, type PythonTake } from '../../simulator/engines/python/take.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';

/** What the workbench is busy with. */
export type Busy = 'loading' | 'running' | 'searching' | 'checking' | null;

/** Characters of live output that are kept on screen while a program runs. */
const LIVE = 20_000;

/**
 * What a page does with Python: one thing at a time, with its progress, and a way to stop it. Python itself is fetched
 * with the first thing that is asked for.
 */
export class Bench {
  busy = $state<Busy>(null);
  loading = $state.raw<LoadProgress | null>(null);
  steps = $state(0);
  live = $state.raw<readonly Output[]>([]);
  search = $state.raw<ExploreProgress | null>(null);
  failure = $state.raw<PythonFailure | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  private client: PythonClient | null = null;

  /** Runs the program and keeps everything it did; null: it could not be run, and `failure` or `problems` say why. */
  async take(program: Program, schedule: Schedule, options: RunOptions): Promise<PythonTake | RunResult | null> {
    return this.during('running', async (client) => {
      this.problems = await client.problems(program.files);
      if (this.problems.some(({ file }) => file === program.entry)) return null;
      this.steps = 0;
      this.live = [];
      const result = await client.run(program, schedule, options, {
        onOutput: (output) => (this.live = kept([...this.live, ...output])),
        onProgress: (steps) => (this.steps = steps),
      });
      if (result.kind === 'ran' && result.trace) return takeOf({ ...result, trace: result.trace });
      return result;
    });
  }

  /** The same program under another schedule, for a session; nothing on screen says that it runs. */
  async again(take: PythonTake, schedule: Schedule, signal: AbortSignal): Promise<PythonTake> {
    const client = await this.connect();
    const result = await client.run(take.program, schedule, take.options, { signal });
    if (result.kind !== 'ran' || !result.trace) throw new Error(result.kind);
    return takeOf({ ...result, trace: result.trace });
  }

  /** Searches for a schedule that breaks the program. */
  async explore(program: Program, options: ExploreOptions): Promise<Exploration | null> {
    this.search = null;
    return this.during('searching', async (client) => {
      this.problems = await client.problems(program.files);
      if (this.problems.some(({ file }) => file === program.entry)) return null;
      return client.request('explore', { program, options }, { onProgress: (progress) => (this.search = progress) });
    });
  }

  /** Anything else of the client's, with progress on screen. */
  async during<T>(busy: Exclude<Busy, null>, work: (client: PythonClient) => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.failure = null;
    this.busy = 'loading';
    try {
      const client = await this.connect();
      await client.load((progress) => (this.loading = progress));
      this.loading = null;
      this.busy = busy;
      return await work(client);
    } catch (error) {
      const { PythonFailure } = await import('../../simulator/engines/python/protocol.ts');
      if (!(error instanceof PythonFailure)) throw error;
      this.failure = error;
      return null;
    } finally {
      this.busy = null;
      this.loading = null;
    }
  }

  stop(): void {
    this.client?.stop();
  }

  private async connect(): Promise<PythonClient> {
    return (this.client ??= (await import('../../simulator/engines/python/browser.ts')).pythonClient());
  }
}

/** The end of it, if it is long. */
function kept(output: readonly Output[]): readonly Output[] {
  let room = LIVE;
  const end: Output[] = [];
  for (const piece of output.toReversed()) {
    if (room <= 0) break;
    end.push(piece.text.length > room ? { ...piece, text: piece.text.slice(-room) } : piece);
    room -= piece.text.length;
  }
  return end.toReversed();
}
