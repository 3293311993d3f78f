import type { Scenario } from '../../scenario/scenario.ts';
import { ReplayMismatch } from '../../schedule/policies.ts';
import { ROUND_ROBIN, upTo, type Schedule } from '../../schedule/scheduler.ts';
import { executionFrom } from '../model/execution.ts';
import { Trace } from '../../trace/trace.ts';
import type { ThreadGroup } from './thread-group.ts';
import type { Directed, Direction } from './director.ts';
import { runFree } from './free.ts';
import { MOST_THREADS, TooManyThreads } from './limits.ts';
import { RunMemory } from './memory.ts';
import type { WorkersExecution } from './execution.ts';
import { threadsOf } from './threads.ts';

const BUDGET = 100_000;

/** The environment of real threads: those that run a scenario, and the one that directs them and blocks. */
export interface ThreadHost {
  group(): ThreadGroup;
  direct(direction: Direction, signal: AbortSignal): Promise<Directed>;
}

/** Runs scenarios on real threads, one after the other. The threads are kept for the next run. */
export class WorkersClient {
  private readonly host: ThreadHost;
  private group: ThreadGroup | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(host: ThreadHost) {
    this.host = host;
  }

  /** Runs the scenario under the schedule, on a virtual clock. A schedule that does not fit is kept as far as it does. */
  async execute(scenario: Scenario, schedule: Schedule, signal?: AbortSignal): Promise<WorkersExecution> {
    return this.alone(
      signal,
      async (group, stop) => {
        let kept = schedule;
        let mismatch: ReplayMismatch | null = null;
        for (;;) {
          const memory = RunMemory.create(scenario, true);
          group.assign(memory.handle, memory.threads);
          const result = await this.host.direct({ handle: memory.handle, schedule: kept, budget: BUDGET }, stop);
          if (result.kind === 'failed') throw new Error(result.message);
          if (result.kind === 'ran') {
            const made = { schedule: kept, mismatch, real: 'scheduled', missing: 0 } as const;
            return { ...made, ...executionFrom(scenario, Trace.from(result.trace), result.outcome) };
          }
          const { step, thread } = result;
          if (mismatch) throw new Error(`step ${step} cannot be replayed again`);
          mismatch = new ReplayMismatch(step, thread);
          kept = upTo(schedule, step);
        }
      },
      scenario,
    );
  }

  /** Lets the threads run as they can, in real time. */
  async executeUncontrolled(scenario: Scenario, signal?: AbortSignal): Promise<WorkersExecution> {
    return this.alone(
      signal,
      async (group, stop) => {
        const memory = RunMemory.create(scenario, false, NOTES);
        group.assign(memory.handle, memory.threads);
        const { trace, outcome, missing } = await runFree(memory, { budget: BUDGET, signal: stop });
        const made = { schedule: ROUND_ROBIN, mismatch: null, real: 'uncontrolled', missing } as const;
        return { ...made, ...executionFrom(scenario, trace, outcome) };
      },
      scenario,
    );
  }

  /** Ends the threads; they are started again when they are needed. */
  dispose(): void {
    this.group?.terminate();
    this.group = null;
  }

  /** Waits for the run before, and has the threads ready. Any error ends them, because their state is unknown then. */
  private async alone<T>(
    signal: AbortSignal | undefined,
    work: (group: ThreadGroup, stop: AbortSignal) => Promise<T>,
    scenario: Scenario,
  ): Promise<T> {
    const threads = threadsOf(scenario);
    if (threads > MOST_THREADS) throw new TooManyThreads(threads);
    const before = this.last;
    const mine = (async () => {
      await before.catch(() => {});
      signal?.throwIfAborted();
      const group = (this.group ??= this.host.group());
      const stop = new AbortController();
      const lost = group.lost.then((reason) => Promise.reject(new Error(reason)));
      const given = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
      try {
        await Promise.race([group.ready(threads), given, lost]);
        return await Promise.race([work(group, stop.signal), given, lost]);
      } catch (error) {
        stop.abort(error);
        this.dispose();
        throw error;
      }
    })();
    this.last = mine;
    return mine;
  }
}

/** Slots for the notes of threads that run freely. */
const NOTES = 2 ** 16;
