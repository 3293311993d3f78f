import { webWorker } from '../port/browser.ts';
import type { WorkerHandle } from '../port/port.ts';
import { canShare } from '../threads/pool/browser.ts';
import { createMemory, stop, type LabMemory } from './memory.ts';
import type { FromLab, ToLab } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import mainUrl from './browser-main.ts?worker&url';

/**
 * The lab of a page. Its main thread is a worker too: neither drawing the page nor a tab in the background disturbs a
 * measurement. Nothing is fetched before the first measurement.
 */
export class BrowserLab {
  /** Null: this page has none to share, so its threads talk by messages. */
  readonly memory: LabMemory | null;
  private worker: WorkerHandle<FromLab, ToLab> | null = null;
  private readonly tell: (message: FromLab) => void;

  /** @param threads The most workers that will be asked for. */
  constructor(threads: number, tell: (message: FromLab) => void) {
    this.memory = canShare() ? createMemory(threads) : null;
    this.tell = tell;
  }

  /** Begins a measurement; one at a time. */
  start(asked: Omit<ToLab, 'memory'>): void {
    this.worker ??= this.spawn();
    this.worker.post({ ...asked, memory: this.memory });
  }

  /** Ends everything at once. The lab is of no use afterwards. */
  stop(): void {
    if (this.memory) stop(this.memory);
    this.worker?.terminate();
    this.worker = null;
  }

  private spawn(): WorkerHandle<FromLab, ToLab> {
    const worker = webWorker<FromLab, ToLab>(new Worker(mainUrl, { type: 'module', name: 'gil-lab-main' }));
    worker.listen(
      (message) => this.worker && this.tell(message),
      (detail) => this.tell({ type: 'failed', failure: 'worker', detail }),
    );
    return worker;
  }
}
