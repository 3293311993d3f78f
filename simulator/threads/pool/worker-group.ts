import type { WorkerHandle } from '../../port/port.ts';
import { BatchTransport } from './batches/batch-transport.ts';
import { SlotRing } from './slots/slot-ring.ts';
import type { Transport, InFlight, Endpoint } from './transport.ts';
import {
  CURRENT,
  DISMISSED,
  NOTHING,
  CONTROL_WORDS,
  type WorkerSetup,
  type FromPoolWorker,
  type ToPoolWorker,
  type PoolHost,
} from './protocol.ts';
import { QueueTransport } from './queue-transport.ts';
import { WorkerLost } from './result.ts';

export interface WorkerGroupOptions {
  readonly kind: WorkerSetup['kind'];
  /** The address of the module whose exports are the tasks. */
  readonly tasks: string;
  readonly qSize?: number;
  readonly resqSize?: number;
  readonly initializer?: string | undefined;
  readonly initargs?: readonly unknown[] | undefined;
}

/**
 * The workers of a pool, and the transport between them and the pool. `T` is what the pool keeps of a request while it is
 * under way.
 */
export class WorkerGroup<T> {
  readonly transport: Transport<T>;
  private readonly host: PoolHost;
  private readonly options: WorkerGroupOptions;
  private spawned = 0;

  constructor(host: PoolHost, options: WorkerGroupOptions) {
    const { qSize = 0, resqSize = 0 } = options;
    this.host = host;
    this.options = options;
    if (qSize > 0 || resqSize > 0) this.transport = new QueueTransport<T>(host.shared, qSize, resqSize);
    else this.transport = host.shared ? new SlotRing<T>() : new BatchTransport<T>();
  }

  /** Starts a worker. @param lost Told when it is gone before its run() has returned. */
  spawn(pollTimeout: number, lost: (worker: PoolWorker, reason: WorkerLost) => void): PoolWorker {
    const number = ++this.spawned;
    const { transport } = this;
    const { kind, tasks, initializer, initargs } = this.options;
    const worker: PoolWorker = new PoolWorker(`Thread-${number}`, number, this.host, transport, (inFlight, reason) => {
      lost(worker, reason);
      transport.failLost(inFlight as readonly InFlight<T>[], reason.message);
      transport.wakeReceiver();
    });
    worker.start({ number, kind, tasks, pollTimeout, initializer, initargs });
    return worker;
  }
}

/** One worker, as its pool knows it. */
export class PoolWorker {
  readonly name: string;
  /** Resolves when it is over, however it ended. */
  readonly exited: Promise<void>;
  private readonly handle: WorkerHandle<FromPoolWorker, ToPoolWorker>;
  private readonly words: Int32Array<SharedArrayBuffer> | null;
  private readonly endpoint: Endpoint<unknown>;
  private readonly onLost: (inFlight: readonly InFlight<unknown>[], reason: WorkerLost) => void;
  private exit!: () => void;
  private over = false;

  constructor(
    name: string,
    number: number,
    host: PoolHost,
    transport: Pick<Transport<unknown>, 'openEndpoint'>,
    lost: (inFlight: readonly InFlight<unknown>[], reason: WorkerLost) => void,
  ) {
    this.name = name;
    this.onLost = lost;
    this.exited = new Promise((resolve) => (this.exit = resolve));
    this.words = host.shared
      ? new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * Int32Array.BYTES_PER_ELEMENT))
      : null;
    if (this.words) this.words[CURRENT] = NOTHING;
    this.handle = host.spawn(name);
    this.endpoint = transport.openEndpoint(number, this.words, (message) =>
      this.handle.post({ type: 'endpoint', message }),
    );
    this.listen();
  }

  /** False once its run() has returned, or its thread is gone. */
  get isAlive(): boolean {
    return !this.over;
  }

  /** The serial of the task it has, or {@link NOTHING}. */
  get has(): number {
    return this.endpoint.has;
  }

  start(setup: Omit<WorkerSetup, 'words' | 'endpoint'>): void {
    const words = this.words?.buffer ?? null;
    this.handle.post({ type: 'start', setup: { ...setup, words, endpoint: this.endpoint.handle } });
  }

  /** Asks it to leave at its next check. Returns at once. */
  dismiss(): void {
    if (this.words) Atomics.store(this.words, DISMISSED, 1);
    else this.handle.post({ type: 'dismiss' });
  }

  /** Waits until it has exited. */
  join(): Promise<void> {
    return this.exited;
  }

  /** Ends its thread, wherever it is. What it had in flight is lost, nothing else. */
  async terminate(): Promise<void> {
    await this.end(`${this.name} was terminated`);
  }

  private listen(): void {
    this.handle.listen(
      (message: FromPoolWorker) => {
        if (message.type === 'endpoint') this.endpoint.receive(message.message);
        else if (message.type === 'exit') this.leave();
        else void this.end(`${this.name} could not load its tasks: ${message.error}`);
      },
      (message) => void this.end(`${this.name} broke: ${message}`),
    );
  }

  private leave(): void {
    this.over = true;
    this.handle.terminate();
    this.endpoint.leave();
    this.exit();
  }

  private async end(why: string): Promise<void> {
    if (this.over) return;
    this.over = true;
    const inFlight = await this.endpoint.end(() => this.handle.terminate());
    this.exit();
    this.onLost(inFlight, new WorkerLost(why));
  }
}
