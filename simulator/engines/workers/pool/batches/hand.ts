import type { Packet } from './batches.ts';
import { BUDGET } from './messages.ts';

/** Messages that a worker has at the same time: one that it works on, and the next. */
const AHEAD = 2;

/** What a worker has been given and has not answered, as the pool knows it: message by message, in order. */
export class Hand<T> {
  /** It has been heard of: before, there is nobody to listen. */
  ready = false;
  /** It would go if there is nothing for it. */
  asks = false;
  private readonly post: (message: unknown) => void;
  private batches: Packet<T>[][] = [];
  /** The last one is something that nobody knows to be quick: nothing is sent after it. */
  private alone = false;

  constructor(post: (message: unknown) => void) {
    this.post = post;
  }

  /** The first that it has not answered: it has begun, or is about to. */
  get current(): Packet<T> | undefined {
    return this.batches[0]?.[0];
  }

  get size(): number {
    return this.batches.reduce((sum, { length }) => sum + length, 0);
  }

  /** Milliseconds of work that it can be given now. */
  get room(): number {
    return !this.ready || this.alone || this.batches.length >= AHEAD ? -1 : BUDGET;
  }

  /** @param room What is left of its room then. */
  give(packets: Packet<T>[], room: number): void {
    this.batches.push(packets);
    this.alone = room < 0;
    this.asks = false;
    this.post(packets.flatMap(({ serial, callable, form, value }) => [serial, callable, form, value]));
  }

  /** One is answered, or comes back. */
  done(serial: number): Packet<T> | undefined {
    for (const batch of this.batches) {
      // Nearly always the first.
      const i = batch.findIndex((packet) => packet.serial === serial);
      if (i < 0) continue;
      const [packet] = batch.splice(i, 1);
      if (batch.length === 0) this.batches.splice(this.batches.indexOf(batch), 1);
      if (this.batches.length === 0) this.alone = false;
      return packet;
    }
    return undefined;
  }

  /**
   * What it may have begun, when it is ended: of what came in one message, what it has not answered. It has answered all
   * that it did before the last millisecond, and of what takes long, it never has more than one.
   */
  takeBegun(): Packet<T>[] {
    return this.batches.shift() ?? [];
  }

  /** All that it has not begun. */
  empty(): Packet<T>[] {
    return this.batches.splice(0).flat();
  }

  /** Says that there is nothing for it. */
  dismissIfItAsks(): void {
    if (!this.asks) return;
    this.asks = false;
    this.post([]);
  }
}
