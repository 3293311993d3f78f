import { DISMISSED } from '../protocol.ts';
import { AT, queuedAt, SLOT, SLOTS, type SlotRingMemory } from './memory.ts';

/** Requests that a worker takes before it moves the head on, at most. */
const BEHIND = 16;
/** There is no request. */
export const NO_SLOT = -1;

/** Takes requests for a worker, in order. Each operation of `Atomics` is a call, so it asks where others are only if it must. */
export class Taker {
  private readonly memory: SlotRingMemory;
  private readonly me: number;
  private readonly own: Int32Array<SharedArrayBuffer>;
  /** The position after the last one that it has seen taken. */
  private next = 0;
  /** The head and the tail, as it has seen them last. */
  private head = 0;
  private tail = 0;

  /** @param me The worker's number. @param own Words that it shares with its pool. */
  constructor(memory: SlotRingMemory, me: number, own: Int32Array<SharedArrayBuffer>) {
    this.memory = memory;
    this.me = me;
    this.own = own;
  }

  /**
   * Takes a request by writing the worker's number on it, in one exchange that the pool can see. It checks last whether it
   * has been dismissed: the pool moves every request before it reads what an ended worker had.
   * @returns Its slot.
   */
  take(): number {
    const { memory, own } = this;
    const { words } = memory;
    if (this.next === this.tail) this.lookAgain();
    let taken = NO_SLOT;
    while (taken === NO_SLOT && this.next !== this.tail) {
      const position = this.next;
      const slot = words[memory.positionAt(position)]!;
      if (Atomics.load(own, DISMISSED) === 1) return NO_SLOT;
      const queued = queuedAt(position);
      const mine = Atomics.compareExchange(words, memory.slotAt(slot) + SLOT.state, queued, this.me) === queued;
      this.next = (position + 1) | 0;
      if (mine) taken = slot;
      else this.lookAgain();
    }
    const behind = (this.next - this.head) | 0;
    if (behind >= BEHIND || (behind > 0 && this.next === this.tail)) this.moveHead();
    return taken;
  }

  private lookAgain(): void {
    const { words } = this.memory;
    this.head = Atomics.load(words, AT.head);
    this.tail = Atomics.load(words, AT.tail);
    // All before the one that it would take next are taken: it has seen it.
    const ahead = (this.next - this.head) | 0;
    if (ahead <= 0 || ahead > 2 * BEHIND) this.next = this.head;
  }

  /** The head tells others where to begin. That it is behind costs them a look at what is taken. */
  private moveHead(): void {
    const { words } = this.memory;
    for (;;) {
      const behind = (this.next - this.head) | 0;
      if (behind <= 0 || behind > SLOTS) return;
      const head = Atomics.compareExchange(words, AT.head, this.head, this.next);
      this.head = head === this.head ? this.next : head;
    }
  }
}
