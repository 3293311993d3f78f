import type { Schedule } from '../../../schedule/scheduler.ts';
import type { Output } from '../analysis/execution.ts';
import type { Exploration, ExploreOptions, ExploreProgress } from '../analysis/explore.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';
import type { Problem } from '../interpreter/python-run.ts';
import type { HelperWorkers } from './helper-workers.ts';
import { PythonFailure, type ProgramRequest, type RunProgress, type RunResult } from './protocol.ts';
import { RequestQueue, type RequestOptions } from './request-queue.ts';

/** Options of a search. */
export interface ExploreRequestOptions extends RequestOptions<ExploreProgress> {
  /** Workers that share it, the one that answers included. */
  readonly workers?: number;
  /** Milliseconds after which the others are started. */
  readonly helpAfter?: number;
}

/** Options by which a page follows a run, and ends it. */
export interface RunRequestOptions {
  /** Called at most every 50 ms when much is printed. */
  onOutput?: ((output: readonly Output[]) => void) | undefined;
  /** Steps so far. */
  onProgress?: ((steps: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Milliseconds of a search before others help with it: most are over by then. */
const HELP_AFTER = 300;
/** Python for a page or a command: loaded when it is first needed. */
export class PythonClient extends RequestQueue {
  /**
   * Runs a program; loads Python first, if need be. Being stopped and crashing are results, not errors.
   * @throws PythonFailure (a rejection) where Python cannot be loaded.
   */
  async run(
    program: Program,
    schedule: Schedule,
    options: RunOptions = {},
    requestOptions: RunRequestOptions = {},
  ): Promise<RunResult> {
    const body: ProgramRequest = { program, schedule, options };
    const output: Output[] = [];
    const onProgress = (progress: RunProgress) => {
      output.push(...progress.output);
      if (progress.output.length > 0) requestOptions.onOutput?.(progress.output);
      requestOptions.onProgress?.(progress.steps);
    };
    try {
      const data = await this.request('run', body, { onProgress, signal: requestOptions.signal });
      return { ...data, kind: 'ran', output };
    } catch (error) {
      if (!(error instanceof PythonFailure) || (error.kind !== 'stopped' && error.kind !== 'crashed')) throw error;
      return { ...body, kind: error.kind, output, message: error.message };
    }
  }

  /** Problems that CPython's compiler finds in the files. Waits for its turn; a stop leaves it alone. */
  problems(files: Program['files'], requestOptions: RequestOptions<never> = {}): Promise<Problem[]> {
    return this.request('problems', files, requestOptions);
  }

  /**
   * Searches for a failing schedule. When it has gone on for a while, other workers help. What it finds is the same
   * with any number of them.
   * @throws PythonFailure (a rejection), as {@link request} does.
   */
  async explore(
    program: Program,
    options: ExploreOptions,
    { workers = 1, helpAfter = HELP_AFTER, ...rest }: ExploreRequestOptions = {},
  ): Promise<Exploration> {
    let helpers: HelperWorkers | null = null;
    let began: number | null = null;
    const onProgress = (progress: ExploreProgress) => {
      rest.onProgress?.(progress);
      began ??= performance.now();
      if (progress.phase === 'shrinking') {
        helpers?.dispose();
        helpers = null;
      } else if (!helpers && workers > 1 && performance.now() - began >= helpAfter) {
        helpers = this.helpersFor(program);
        helpers.start(workers - 1);
      }
    };
    try {
      return await this.request('explore', { program, options }, { ...rest, onProgress });
    } finally {
      (helpers as HelperWorkers | null)?.dispose();
    }
  }
}
