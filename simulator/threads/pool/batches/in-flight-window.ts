import { BUDGET } from './messages.ts';
import type { RequestMessage } from './request-message.ts';
import { ColumnBatch } from './column-batch.ts';

/** Messages that a worker has at the same time: one that it works on, and the next. */
const AHEAD = 2;

/** Requests that were sent in one message. Those before `first` are answered. */
interface Batch<T> {
  readonly messages: RequestMessage<T>[];
  first: number;
}

const unanswered = <T>({ messages, first }: Batch<T>): RequestMessage<T>[] => messages.slice(first);

/** Requests that a worker was given and has not answered, as the pool knows it: message by message, in order. */
export class InFlightWindow<T> {
  /** The worker has sent a message: before, it does not listen. */
  ready = false;
  /** It would go if there is nothing for it. */
  asks = false;
  /** Resolves when it has stopped, as it was asked to. */
  readonly stopped: Promise<void>;
  stop!: () => void;
  private readonly post: (message: unknown) => void;
  private batches: Batch<T>[] = [];
  /** The last request is not known to be quick: nothing is sent after it. */
  private alone = false;
  private asked = false;

  constructor(post: (message: unknown) => void) {
    this.post = post;
    this.stopped = new Promise((resolve) => (this.stop = resolve));
  }

  /** The first that it has not answered: it has begun, or is about to. */
  get current(): RequestMessage<T> | undefined {
    const [batch] = this.batches;
    return batch?.messages[batch.first];
  }

  get size(): number {
    return this.batches.reduce((sum, { messages, first }) => sum + messages.length - first, 0);
  }

  /** Milliseconds of work that it can be given now. */
  get room(): number {
    return !this.ready || this.alone || this.batches.length >= AHEAD ? -1 : BUDGET;
  }

  /** @param room Milliseconds that are left of its room then. */
  give(messages: RequestMessage<T>[], room: number): void {
    this.batches.push({ messages, first: 0 });
    this.alone = room < 0;
    this.asks = false;
    const columns = new ColumnBatch();
    for (const { serial, callable, form, value } of messages) columns.add(callable, form, serial, value);
    this.post(columns.flat);
  }

  /** Removes a request that is answered or comes back. */
  done(serial: number): RequestMessage<T> | undefined {
    for (const batch of this.batches) {
      const { messages, first } = batch;
      // Nearly always the first.
      const i = messages[first]?.serial === serial ? first : messages.findIndex((message) => message.serial === serial);
      if (i < 0) continue;
      const message = messages[i];
      if (i === first) batch.first++;
      else messages.splice(i, 1);
      if (batch.first === messages.length) this.batches.splice(this.batches.indexOf(batch), 1);
      if (this.batches.length === 0 && !this.asked) this.alone = false;
      return message;
    }
    return undefined;
  }

  /**
   * Takes the requests that an ended worker may have begun: the unanswered ones of its first message. It has answered all
   * that it did before the last millisecond, and it never has more than one long task.
   */
  takeBegun(): RequestMessage<T>[] {
    const batch = this.batches.shift();
    return batch ? unanswered(batch) : [];
  }

  /** Takes all requests that it has not begun. */
  empty(): RequestMessage<T>[] {
    return this.batches.splice(0).flatMap(unanswered);
  }

  /** Asks it to begin nothing more. It is given nothing from then on. */
  askToStop(): void {
    this.asked = this.alone = true;
    this.post(null);
  }

  /** Says that there is nothing for it. */
  dismissIfItAsks(): void {
    if (!this.asks) return;
    this.asks = false;
    this.post([]);
  }
}
