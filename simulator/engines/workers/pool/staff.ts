import { LocalQueue } from '../local-queue.ts';
import type { AsyncQueue } from '../queue.ts';
import { serveQueue, type Line } from '../remote-queue.ts';
import { SharedQueue } from '../shared-queue.ts';
import { awaiting } from '../steps.ts';
import {
  CURRENT,
  DISMISSED,
  NOTHING,
  WORDS,
  type Answer,
  type Assignment,
  type Errand,
  type FromWorker,
  type WorkerHandle,
  type WorkersPlace,
} from './protocol.ts';

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

/** The pool's own number; its workers have theirs from 1. */
const POOL = 0;

/** The request queue, the result queue, and the real threads between them. */
export class Staff {
  readonly requests: AsyncQueue<Errand>;
  readonly results: AsyncQueue<Answer>;
  private readonly place: WorkersPlace;
  private readonly options: StaffOptions;
  private readonly queues: Queues;
  private hired = 0;

  constructor(place: WorkersPlace, options: StaffOptions) {
    const { qSize = 0, resqSize = 0 } = options;
    this.place = place;
    this.options = options;
    this.queues = place.shared
      ? {
          shared: true,
          requests: SharedQueue.create<Errand>({ maxsize: qSize }, POOL),
          results: SharedQueue.create<Answer>({ maxsize: resqSize }, POOL),
        }
      : { shared: false, requests: new LocalQueue<Errand>(qSize), results: new LocalQueue<Answer>(resqSize) };
    const { queues } = this;
    this.requests = queues.shared ? queues.requests.awaiting : queues.requests;
    this.results = queues.shared ? queues.results.awaiting : queues.results;
  }

  /** Starts a worker. @param lost Told when it is gone before its run() has returned. */
  hire(pollTimeout: number, lost: (worker: StaffWorker, reason: WorkerLost) => void): StaffWorker {
    const number = ++this.hired;
    const { kind, tasks, initializer, initargs } = this.options;
    const worker = new StaffWorker(`Thread-${number}`, number, this.place, this.queues, lost);
    worker.start({ number, kind, tasks, pollTimeout, initializer, initargs });
    return worker;
  }
}

type Queues =
  | { shared: true; requests: SharedQueue<Errand>; results: SharedQueue<Answer> }
  | { shared: false; requests: LocalQueue<Errand>; results: LocalQueue<Answer> };

/** One worker, as its pool has it in hand. */
export class StaffWorker {
  readonly name: string;
  /** Resolves when it is over, however it ended. */
  readonly exited: Promise<void>;
  private readonly number: number;
  private readonly queues: Queues;
  private readonly handle: WorkerHandle;
  private readonly words: Int32Array<SharedArrayBuffer> | null;
  private readonly lost: (worker: StaffWorker, reason: WorkerLost) => void;
  private readonly closing: (() => void)[] = [];
  private current = NOTHING;
  private exit!: () => void;
  private over = false;

  constructor(
    name: string,
    number: number,
    place: WorkersPlace,
    queues: Queues,
    lost: (worker: StaffWorker, reason: WorkerLost) => void,
  ) {
    this.name = name;
    this.number = number;
    this.queues = queues;
    this.lost = lost;
    this.exited = new Promise((resolve) => (this.exit = resolve));
    this.words = queues.shared ? new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT)) : null;
    if (this.words) this.words[CURRENT] = NOTHING;
    this.handle = place.spawn(name);
    this.listen();
  }

  /** False once its run() has returned, or its thread is gone. */
  get isAlive(): boolean {
    return !this.over;
  }

  /** The serial of the errand it has, or {@link NOTHING}. */
  get has(): number {
    return this.words ? Atomics.load(this.words, CURRENT) : this.current;
  }

  start(assignment: Omit<Assignment, 'shared'>): void {
    const { queues, words } = this;
    const shared = queues.shared
      ? { requests: queues.requests.handle, results: queues.results.handle, words: words!.buffer }
      : null;
    this.handle.post({ type: 'start', assignment: { ...assignment, shared } });
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
    const listeners: Record<'requests' | 'results', (message: unknown) => void> = { requests() {}, results() {} };
    const lineOf = (queue: 'requests' | 'results'): Line => ({
      post: (message) => this.handle.post({ type: 'queue', queue, message }),
      listen: (onMessage) => (listeners[queue] = onMessage),
    });
    const { queues } = this;
    if (!queues.shared) {
      this.closing.push(
        serveQueue(queues.requests, lineOf('requests'), ({ serial }) => (this.current = serial)),
        serveQueue(queues.results, lineOf('results')),
      );
    }
    this.handle.listen(
      (message: FromWorker) => {
        if (message.type === 'queue') listeners[message.queue](message.message);
        else if (message.type === 'exit') this.leave();
        else void this.end(`${this.name} could not load its tasks: ${message.error}`);
      },
      (message) => void this.end(`${this.name} broke: ${message}`),
    );
  }

  private leave(): void {
    this.over = true;
    this.handle.terminate();
    this.exit();
  }

  private async end(why: string): Promise<void> {
    if (this.over) return;
    this.over = true;
    const { queues } = this;
    if (queues.shared) {
      const { requests, results } = queues;
      await awaiting(requests.hold());
      await awaiting(results.hold());
      this.handle.terminate();
      results.letGo(this.number);
      requests.letGo(this.number);
    } else {
      this.handle.terminate();
      for (const close of this.closing) close();
    }
    this.exit();
    this.lost(this, new WorkerLost(why));
  }
}
