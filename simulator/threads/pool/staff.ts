import { Batches } from './batches/batches.ts';
import { Board } from './board/board.ts';
import type { Exchange, InHand, Seat } from './exchange.ts';
import {
  CURRENT,
  DISMISSED,
  NOTHING,
  WORDS,
  type Answer,
  type Assignment,
  type FromWorker,
  type WorkerHandle,
  type WorkersPlace,
} from './protocol.ts';
import { TwoQueues } from './queues.ts';

/** A worker ended while it worked on a request: it was terminated, or its thread broke. */
export class WorkerLost extends Error {
  override name = 'WorkerLost';
}

/** What a request came to: what its callable returned or raised. */
export const resultOf = (answer: Answer): unknown =>
  'value' in answer ? answer.value : 'error' in answer ? answer.error : new WorkerLost(answer.lost);

export interface StaffOptions {
  readonly kind: Assignment['kind'];
  /** The address of the module whose exports are the tasks. */
  readonly tasks: string;
  readonly qSize?: number;
  readonly resqSize?: number;
  readonly initializer?: string | undefined;
  readonly initargs?: readonly unknown[] | undefined;
}

/**
 * What lies between a pool and its workers, and the real threads that work there. `T` is what the pool keeps of a request
 * while it is under way.
 */
export class Staff<T> {
  readonly exchange: Exchange<T>;
  private readonly place: WorkersPlace;
  private readonly options: StaffOptions;
  private hired = 0;

  constructor(place: WorkersPlace, options: StaffOptions) {
    const { qSize = 0, resqSize = 0 } = options;
    this.place = place;
    this.options = options;
    if (qSize > 0 || resqSize > 0) this.exchange = new TwoQueues<T>(place.shared, qSize, resqSize);
    else this.exchange = place.shared ? new Board<T>() : new Batches<T>();
  }

  /** Starts a worker. @param lost Told when it is gone before its run() has returned. */
  hire(pollTimeout: number, lost: (worker: StaffWorker, reason: WorkerLost) => void): StaffWorker {
    const number = ++this.hired;
    const { exchange } = this;
    const { kind, tasks, initializer, initargs } = this.options;
    const worker: StaffWorker = new StaffWorker(`Thread-${number}`, number, this.place, exchange, (inHand, reason) => {
      lost(worker, reason);
      exchange.lose(inHand as readonly InHand<T>[], reason.message);
      exchange.lookAgain();
    });
    worker.start({ number, kind, tasks, pollTimeout, initializer, initargs });
    return worker;
  }
}

/** One worker, as its pool has it in hand. */
export class StaffWorker {
  readonly name: string;
  /** Resolves when it is over, however it ended. */
  readonly exited: Promise<void>;
  private readonly handle: WorkerHandle;
  private readonly words: Int32Array<SharedArrayBuffer> | null;
  private readonly seat: Seat<unknown>;
  private readonly lost: (inHand: readonly InHand<unknown>[], reason: WorkerLost) => void;
  private exit!: () => void;
  private over = false;

  constructor(
    name: string,
    number: number,
    place: WorkersPlace,
    exchange: Pick<Exchange<unknown>, 'seat'>,
    lost: (inHand: readonly InHand<unknown>[], reason: WorkerLost) => void,
  ) {
    this.name = name;
    this.lost = lost;
    this.exited = new Promise((resolve) => (this.exit = resolve));
    this.words = place.shared ? new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT)) : null;
    if (this.words) this.words[CURRENT] = NOTHING;
    this.handle = place.spawn(name);
    this.seat = exchange.seat(number, this.words, (message) => this.handle.post({ type: 'way', message }));
    this.listen();
  }

  /** False once its run() has returned, or its thread is gone. */
  get isAlive(): boolean {
    return !this.over;
  }

  /** The serial of the errand it has, or {@link NOTHING}. */
  get has(): number {
    return this.seat.has;
  }

  start(assignment: Omit<Assignment, 'words' | 'way'>): void {
    const words = this.words?.buffer ?? null;
    this.handle.post({ type: 'start', assignment: { ...assignment, words, way: this.seat.way } });
  }

  /** Asks it to leave when it next looks. Returns at once. */
  dismiss(): void {
    if (this.words) Atomics.store(this.words, DISMISSED, 1);
    else this.handle.post({ type: 'dismiss' });
  }

  /** Waits until it has exited. */
  join(): Promise<void> {
    return this.exited;
  }

  /** Ends its thread, wherever it is. What it had in hand is lost, nothing else. */
  async terminate(): Promise<void> {
    await this.end(`${this.name} was terminated`);
  }

  private listen(): void {
    this.handle.listen(
      (message: FromWorker) => {
        if (message.type === 'way') this.seat.hear(message.message);
        else if (message.type === 'exit') this.leave();
        else void this.end(`${this.name} could not load its tasks: ${message.error}`);
      },
      (message) => void this.end(`${this.name} broke: ${message}`),
    );
  }

  private leave(): void {
    this.over = true;
    this.handle.terminate();
    this.seat.leave();
    this.exit();
  }

  private async end(why: string): Promise<void> {
    if (this.over) return;
    this.over = true;
    const inHand = await this.seat.end(() => this.handle.terminate());
    this.exit();
    this.lost(inHand, new WorkerLost(why));
  }
}
