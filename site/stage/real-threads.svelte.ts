import { MOST_THREADS, TooManyThreads } from '../../simulator/engines/workers/limits.ts';
import type { WorkersClient } from '../../simulator/engines/workers/client.ts';
import type { WorkersExecution } from '../../simulator/engines/workers/execution.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import { fill } from '../../simulator/trace/fill.ts';
import type { SimulatorMessages } from '../i18n/en/simulator.ts';
import { fetchWorkersClient } from './threads-session.ts';

/** A run that real threads are asked for. */
export interface RunRequest {
  scenario: Scenario;
  /** Left out: they run as they can. */
  schedule?: Schedule;
  position?: number;
}

/** The real threads of the page: one run at a time, and of those that were asked for meanwhile only the last. */
export class RealThreads {
  busy = $state(false);
  /** The reason why a run could not be made; '': it could. */
  said = $state('');
  private readonly t: SimulatorMessages['engine'];
  private readonly onmade: (execution: WorkersExecution, position: number) => void;
  private next: RunRequest | null = null;
  private stopping = new AbortController();

  constructor(t: SimulatorMessages['engine'], onmade: (execution: WorkersExecution, position: number) => void) {
    this.t = t;
    this.onmade = onmade;
  }

  /** Makes the run. Resolves to false where no run can be made at all. */
  async run(wanted: RunRequest): Promise<boolean> {
    this.next = wanted;
    if (this.busy) return true;
    this.busy = true;
    this.said = '';
    try {
      const client = await fetchWorkersClient();
      if (!client) {
        this.said = isSecureContext ? this.t.notShared : this.t.plainHttp;
        return false;
      }
      while (this.next) await this.make(client, this.next);
    } catch (error) {
      this.next = null;
      this.said = this.reason(error);
    } finally {
      this.busy = false;
    }
    return true;
  }

  /** Ends the threads. */
  stop(): void {
    this.next = null;
    this.stopping.abort();
  }

  private async make(client: WorkersClient, wanted: RunRequest): Promise<void> {
    const { scenario, schedule, position = 0 } = wanted;
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const execution = await (schedule
      ? client.execute(scenario, schedule, signal)
      : client.executeUncontrolled(scenario, signal));
    if (this.next !== wanted) return;
    this.next = null;
    this.onmade(execution, position);
  }

  private reason(error: unknown): string {
    if (this.stopping.signal.aborted) return this.t.stopped;
    if (error instanceof TooManyThreads) return fill(this.t.tooMany, { count: error.threads, most: MOST_THREADS });
    return fill(this.t.failed, { message: error instanceof Error ? error.message : String(error) });
  }
}
