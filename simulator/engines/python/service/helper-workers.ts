import type { WorkerHandle } from '../../../port/port.ts';
import type { Program } from '../interpreter/program.ts';
import type { FromWorker, Snapshot, ToWorker } from './protocol.ts';

/** The data that a worker is started with. */
interface WorkerStart {
  readonly assets: unknown;
  readonly snapshot: Snapshot | null;
  readonly tried?: boolean;
}

export interface HelperWorkersOptions {
  spawn(): WorkerHandle<FromWorker, ToWorker>;
  readonly start: WorkerStart;
  readonly program: Program;
  /** This worker is ready; the port leads to it. */
  onReady(helper: number, port: MessagePort): void;
  onLost(helper: number): void;
}

/** Kept from when the module was loaded: a closed thread has none any more. */
const Channel = globalThis.MessageChannel;

/** Workers that make runs for a search which goes on in another one, each with a Python of its own. */
export class HelperWorkers {
  private readonly options: HelperWorkersOptions;
  private readonly workers = new Map<number, WorkerHandle<FromWorker, ToWorker>>();

  constructor(options: HelperWorkersOptions) {
    this.options = options;
  }

  /** Starts so many workers. One that cannot be started is left out: the search goes on without it. */
  start(count: number): void {
    for (let helper = 0; helper < count; helper++) this.bring(helper);
  }

  /** Ends them at once, whatever they are doing. */
  dispose(): void {
    for (const [helper, worker] of this.workers) {
      worker.terminate();
      this.options.onLost(helper);
    }
    this.workers.clear();
  }

  private bring(helper: number): void {
    const { spawn, start, program, onReady, onLost } = this.options;
    const worker = spawn();
    this.workers.set(helper, worker);
    const lose = () => {
      worker.terminate();
      if (this.workers.delete(helper)) onLost(helper);
    };
    worker.listen((message) => {
      if (message.type === 'failed' || message.type === 'error') return lose();
      if (message.type !== 'ready' || !this.workers.has(helper)) return;
      const { port1, port2 } = new Channel();
      worker.post({ type: 'request', id: 1, kind: 'help', body: { program, port: port1 } }, [port1]);
      onReady(helper, port2);
    }, lose);
    worker.post({ type: 'start', ...start, stop: null });
  }
}
