import type { WorkerHandle } from '../../../port/port.ts';
import { HelperWorkers, type HelperWorkersOptions } from './helper-workers.ts';
import {
  PythonFailure,
  type FailureKind,
  type FromWorker,
  type LoadProgress,
  type Snapshot,
  type ToWorker,
} from './protocol.ts';

/** A worker, wherever it runs. */
export interface PythonWorker extends WorkerHandle<FromWorker, ToWorker> {
  /** `onError`: the worker itself broke; `kind`: it has not even begun, for this reason. */
  listen(onMessage: (message: FromWorker) => void, onError: (message: string, kind?: FailureKind) => void): void;
}

/** Services that a supervisor needs of its surroundings: workers, downloads, shared memory and stored snapshots. */
export interface WorkerHost {
  /** @throws PythonFailure where there is no Python to be had. */
  check(): void;
  spawn(): PythonWorker;
  /** Downloads the assets that workers are started with. @throws PythonFailure (a rejection). */
  download(onProgress: (progress: LoadProgress) => void): Promise<unknown>;
  /** Memory that this page and its workers share; null: there is none. */
  share(bytes: number): SharedArrayBuffer | null;
  /** A snapshot from an earlier visit. May fail, and may have nothing. */
  recall(): Promise<ArrayBuffer | null>;
  /** Recalled snapshots were made and tried out by the same version, in the same surroundings. */
  readonly trusted?: boolean;
  /** Keeps a snapshot for the next visit; null: forgets it. May fail. */
  keep(snapshot: ArrayBuffer | null): Promise<void>;
  /** Milliseconds after the first start when a snapshot is made; infinite: never. */
  snapshotAfter: number;
}

/** Callbacks of a supervisor about the worker that is on duty. */
export interface SupervisorListener {
  progress(id: number, progress: unknown): void;
  answer(id: number, answer: unknown, tainted: boolean): void;
  stopping(id: number): void;
  broken(message: string, kind: FailureKind): void;
}

/** The workers of a page: one on duty, started from a snapshot where there is one, and for a while one that makes it. */
export class WorkerSupervisor {
  private readonly host: WorkerHost;
  private readonly listener: SupervisorListener;
  private assets: unknown;
  private snapshot: Snapshot | null = null;
  private tried = false;
  private worker: PythonWorker | null = null;
  private maker: PythonWorker | null = null;
  private making: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private starting: Promise<void> | null = null;
  private readonly watchers = new Set<(progress: LoadProgress) => void>();
  private flag: Int32Array | null = null;
  private abort: ((failure: PythonFailure) => void) | null = null;
  /** The worker on duty takes requests. */
  ready = false;
  /** A program may have run in the worker on duty. */
  used = false;

  constructor(host: WorkerHost, listener: SupervisorListener) {
    this.host = host;
    this.listener = listener;
  }

  /** True once everything is downloaded. */
  get loaded(): boolean {
    return this.assets !== undefined;
  }

  /** Brings a worker on duty, if none is. @throws PythonFailure (a rejection). */
  async start(onProgress?: (progress: LoadProgress) => void): Promise<void> {
    if (this.ready) return;
    if (onProgress) this.watchers.add(onProgress);
    try {
      this.starting ??= this.bring().finally(() => (this.starting = null));
      await this.starting;
    } finally {
      if (onProgress) this.watchers.delete(onProgress);
    }
  }

  post(message: ToWorker, transfer: MessagePort[] = []): void {
    if (message.type === 'request') this.used = true;
    if (message.type === 'stop' && this.flag) Atomics.store(this.flag, 0, message.id);
    this.worker?.post(message, transfer);
  }

  /** Workers that help the one on duty, started with the same data. */
  helpersWith(options: Omit<HelperWorkersOptions, 'spawn' | 'start'>): HelperWorkers {
    const start = { assets: this.assets, snapshot: this.snapshot, tried: this.tried };
    return new HelperWorkers({ ...options, start, spawn: () => this.host.spawn() });
  }

  /** Ends the worker on duty; {@link start} brings the next one. */
  replace(): void {
    this.ready = this.used = false;
    this.worker?.terminate();
    this.worker = null;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.replace();
    this.maker?.terminate();
    this.abort?.(new PythonFailure('disposed'));
  }

  private async bring(): Promise<void> {
    const disposed = new Promise<never>((_, reject) => (this.abort = reject));
    const tell = (progress: LoadProgress) => {
      for (const watcher of this.watchers) watcher(progress);
    };
    this.host.check();
    if (this.assets === undefined) {
      const recalled = this.host.recall().catch(() => null);
      this.assets = await Promise.race([this.host.download(tell), disposed]);
      const snapshot = await Promise.race([recalled, disposed]);
      this.snapshot = snapshot && this.shared(snapshot);
      this.tried = this.host.trusted === true;
    }
    tell({ phase: 'start' });
    // Starting without it would take longer than what is left of making it.
    if (this.making) await Promise.race([this.making, disposed]);
    if (this.snapshot) {
      try {
        return await Promise.race([this.spawn(this.snapshot), disposed]);
      } catch (error) {
        // Without a network the snapshot is as good as before.
        if (error instanceof PythonFailure && ['disposed', 'offline', 'not-found'].includes(error.kind)) throw error;
        this.replace();
        this.snapshot = null;
        this.host.keep(null).catch(() => {});
      }
    }
    await Promise.race([this.spawn(null), disposed]);
    if (this.timer === undefined && this.host.snapshotAfter < Infinity)
      this.timer = setTimeout(() => (this.making = this.makeSnapshot()), this.host.snapshotAfter);
  }

  /** The bytes in memory that workers share, if there is such: to copy them takes longer than much of a start. */
  private shared(bytes: ArrayBuffer): Snapshot {
    try {
      const memory = this.host.share(bytes.byteLength);
      if (!memory) return bytes;
      new Uint8Array(memory).set(new Uint8Array(bytes));
      return memory;
    } catch {
      // The device has too little for both; they are copied as they are.
      return bytes;
    }
  }

  private spawn(snapshot: Snapshot | null): Promise<void> {
    const worker = (this.worker = this.host.spawn());
    const stop = this.host.share(Int32Array.BYTES_PER_ELEMENT);
    this.flag = stop && new Int32Array(stop);
    return new Promise((resolve, reject) => {
      const fail = (message: string, kind: FailureKind) => {
        if (this.worker !== worker) return;
        if (this.ready) return this.listener.broken(message, kind);
        this.replace();
        reject(new PythonFailure(kind, message));
      };
      worker.listen(
        (message) => {
          if (this.worker !== worker) return;
          if (message.type === 'ready') {
            this.ready = true;
            resolve();
          } else if (message.type === 'failed') fail(message.message, message.kind);
          else if (message.type === 'error') fail(message.message, 'crashed');
          else if (message.type === 'progress') this.listener.progress(message.id, message.progress);
          else if (message.type === 'answer') this.listener.answer(message.id, message.answer, message.tainted);
          else if (message.type === 'stopping') this.listener.stopping(message.id);
        },
        (message, kind = 'crashed') => fail(message, kind),
      );
      worker.post({ type: 'start', assets: this.assets, snapshot, tried: this.tried, stop });
    });
  }

  /** In a worker of its own, so that no request waits for it. Without one everything works, only restarts are slower. */
  private makeSnapshot(): Promise<void> {
    const maker = (this.maker = this.host.spawn());
    return new Promise((resolve) => {
      const done = () => {
        maker.terminate();
        this.maker = this.making = null;
        resolve();
      };
      maker.listen((message) => {
        if (message.type === 'snapshot') {
          this.snapshot = this.shared(message.bytes);
          this.tried = true;
          this.host.keep(message.bytes).catch(() => {});
        }
        done();
      }, done);
      maker.post({ type: 'snapshot', assets: this.assets });
    });
  }
}
