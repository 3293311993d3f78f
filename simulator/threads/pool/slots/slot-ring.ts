import { Empty } from '../../errors.ts';
import type { Answered, Transport, InFlight, Endpoint } from '../transport.ts';
import { checkRepeatedly } from '../after.ts';
import { Fifo } from '../fifo.ts';
import { ASLEEP, CURRENT, DISMISSED, NOTHING, type ResultMessage } from '../protocol.ts';
import { Arena } from './arena.ts';
import { isOutside, read } from './coder.ts';
import { FLAGS } from './flags.ts';
import { AT, SlotRingMemory, NONE, queuedAt, SLOT } from './memory.ts';
import { Requests } from './requests.ts';
import { MOMENT, Spinning } from './spinning.ts';

/** Bits of a slot's state beside the number of the worker that had it. */
const FETCHED = 2 ** 28;
const MOVING = 2 ** 29;

/** Checks of the answers between two readings of the clock. */
const LOOKS = 16;
/** Number of queued requests that counts as many. */
const MANY = 64;

/**
 * The pool's end of a slot ring in shared memory: both queues of a pool, without bounds and without a lock. Each
 * request fills a slot, in the order they are put. A worker takes the first that is free, and answers in the same slot.
 * Answers form a list, to which each is added with one exchange. So they come in the order they were given. A thread
 * that ends at any instruction leaves nothing half done that others would wait for.
 */
export class SlotRing<T> implements Transport<T> {
  private readonly memory = new SlotRingMemory();
  private readonly requests = new Requests<T>(this.memory);
  /** Memory for the answers of each worker that there ever was. */
  private readonly arenas: Arena[] = [];
  /** Slots with answers, the oldest last. */
  private fetched: number[] = [];
  private readonly early = new Fifo<Answered<T>>();
  private arriving: { promise: Promise<void>; resolve: () => void } | null = null;
  private listening = false;
  private relieving = false;
  private readonly spinning = new Spinning(false, 0);

  put(request: T, callable: string, args: readonly unknown[]): void {
    if (!this.requests.put(request, callable, args)) void this.relieve();
  }

  get(block: boolean): Answered<T> | Promise<Answered<T>> {
    const answered = this.next();
    if (answered) return answered;
    this.requests.flush();
    if (!block) throw new Empty();
    return (this.spin() && this.next()) || this.wait();
  }

  wakeReceiver(): void {
    this.early.push({ request: null, answer: { serial: NOTHING, value: null } });
    this.arrived();
  }

  failLost(requests: readonly InFlight<T>[], lost: string): void {
    for (const { request, serial } of requests) this.early.push({ request, answer: { serial, lost } });
    this.arrived();
  }

  openEndpoint(number: number, words: Int32Array<SharedArrayBuffer> | null): Endpoint<T> {
    const own = words!;
    const arena = (this.arenas[number] = new Arena());
    this.requests.flush();
    Atomics.add(this.memory.words, AT.workers, 1);
    return {
      handle: { by: 'slots', memory: this.memory.buffer, requests: this.requests.arena.buffer, answers: arena.buffer },
      receive() {},
      get has() {
        return Atomics.load(own, CURRENT);
      },
      leave: () => {
        Atomics.sub(this.memory.words, AT.workers, 1);
        this.fetch();
        this.wakeAgain();
      },
      end: async (terminate) => this.end(number, own, terminate),
    };
  }

  private async wait(): Promise<Answered<T>> {
    const began = performance.now();
    for (;;) {
      await this.arrival();
      this.spinning.slept(performance.now() - began);
      const answered = this.next();
      if (answered) return answered;
      this.requests.flush();
    }
  }

  /**
   * Spins for an answer no longer than waiting for it would take. If all workers are asleep, the one that wakes may need
   * this processor for many requests. @returns Whether there is an answer.
   */
  private spin(): boolean {
    const { words, waiting, awake } = this.memory;
    if ((awake <= 0 && waiting > 1) || !this.spinning.isWorthIt()) return false;
    const now = performance.now();
    const until = now + MOMENT;
    // Taking each of many answers as it comes would slow the workers that add to them: some may gather first.
    if (waiting > MANY) while (performance.now() < now + MOMENT / 2);
    do for (let i = 0; i < LOOKS; i++) if (Atomics.load(words, AT.answers) !== NONE) return this.spinning.spun(true);
    while (performance.now() < until);
    return this.spinning.spun(false);
  }

  private next(): Answered<T> | null {
    const early = this.early.shift();
    if (early) return early;
    if (this.fetched.length === 0) this.fetch();
    const slot = this.fetched.pop();
    return slot === undefined ? null : this.open(slot);
  }

  /** Takes all answers that there are. What was given back is queued again. */
  private fetch(): void {
    const { memory, requests } = this;
    const { words } = memory;
    const fresh: number[] = this.fetched.length === 0 ? this.fetched : [];
    for (let link = Atomics.exchange(words, AT.answers, NONE); link !== NONE;) {
      const slot = link - 1;
      const at = memory.slotAt(slot);
      link = words[at + SLOT.before]!;
      // Its worker was ended, and the request answered for it, before it came.
      if (!requests.isOut(slot)) requests.release(slot);
      else if ((words[at + SLOT.kind]! & FLAGS.returned) === 0) {
        words[at + SLOT.state]! |= FETCHED;
        fresh.push(slot);
      } else {
        words[at + SLOT.kind]! &= ~FLAGS.returned;
        requests.queue(slot);
      }
    }
    if (fresh !== this.fetched) this.fetched = [...fresh, ...this.fetched];
  }

  /** Reads an answer. Its slot is free then. */
  private open(slot: number): Answered<T> {
    const { memory, requests } = this;
    const { words } = memory;
    const at = memory.slotAt(slot);
    const serial = words[at + SLOT.serial]!;
    const kind = words[at + SLOT.kind]!;
    const arena = this.arenas[words[at + SLOT.state]! & ~FETCHED]!;
    const value = read(at, memory, arena);
    if (isOutside(kind)) arena.giveBack(words[at + SLOT.value]!);
    const answer: ResultMessage = (kind & FLAGS.raised) === 0 ? { serial, value } : { serial, error: value };
    const request = requests.takeOut(slot);
    requests.release(slot);
    return { request, answer };
  }

  /** Resolves when a worker may have answered. */
  private arrival(): Promise<void> {
    this.arriving ??= Promise.withResolvers<void>();
    const { promise } = this.arriving;
    if (!this.listening) void this.listen();
    return promise;
  }

  private async listen(): Promise<void> {
    const { words } = this.memory;
    this.listening = true;
    // Before it looks: whoever answers from now on sees that it listens, or it sees the answer.
    Atomics.store(words, AT.listening, 1);
    const answers = Atomics.waitAsync(words, AT.answers, NONE);
    if (answers.async) await answers.value;
    Atomics.store(words, AT.listening, 0);
    this.listening = false;
    this.arrived();
  }

  private arrived(): void {
    this.arriving?.resolve();
    this.arriving = null;
  }

  /** Reads answers as they come while requests wait, so that slots become free. */
  private async relieve(): Promise<void> {
    if (this.relieving) return;
    this.relieving = true;
    while (this.requests.crowded) {
      await this.arrival();
      if (this.fetched.length === 0) this.fetch();
      for (let slot = this.fetched.pop(); slot !== undefined; slot = this.fetched.pop())
        this.early.push(this.open(slot));
    }
    this.relieving = false;
  }

  private end(number: number, own: Int32Array<SharedArrayBuffer>, terminate: () => void): InFlight<T>[] {
    const { memory, requests } = this;
    const { words } = memory;
    Atomics.store(own, DISMISSED, 1);
    terminate();
    // It may still run for a moment. So every request moves away from where it may be looking.
    this.moveAll();
    this.fetch();
    const inFlight: InFlight<T>[] = [];
    for (let slot = 0; slot < requests.used; slot++) {
      const at = memory.slotAt(slot);
      if (Atomics.load(words, at + SLOT.state) !== number || !requests.isOut(slot)) continue;
      // The slot itself is not used again: it may still be written to.
      inFlight.push({ request: requests.takeOut(slot), serial: words[at + SLOT.serial]! });
    }
    if (Atomics.compareExchange(own, ASLEEP, 1, 0) === 1) Atomics.sub(words, AT.sleepers, 1);
    Atomics.sub(words, AT.workers, 1);
    // If it was asleep, it is still in that wait queue, and the next request would wake it.
    memory.wakeAll();
    requests.flush();
    this.wakeAgain();
    void checkRepeatedly(() => {
      this.wakeAgain();
      // It may have answered, and been gone before it could say so.
      if (Atomics.load(words, AT.answers) !== NONE) this.arrived();
    });
    return inFlight;
  }

  /** Wakes all again: the worker that was woken may be gone without having looked. */
  private wakeAgain(): void {
    const { words } = this.memory;
    Atomics.store(words, AT.woken, 0);
    // It may have been the one that stood by, or one of those that were enough.
    Atomics.store(words, AT.standby, 0);
    Atomics.store(words, AT.limit, 0);
    this.memory.wake(Infinity);
  }

  /** Queues again what is queued, in the same order. */
  private moveAll(): void {
    const { memory, requests } = this;
    const { words } = memory;
    requests.flush();
    const end = Atomics.load(words, AT.tail);
    for (let position = Atomics.load(words, AT.head); position !== end; position = (position + 1) | 0) {
      const slot = words[memory.positionAt(position)]!;
      const queued = queuedAt(position);
      const mine = Atomics.compareExchange(words, memory.slotAt(slot) + SLOT.state, queued, MOVING) === queued;
      Atomics.compareExchange(words, AT.head, position, (position + 1) | 0);
      if (mine) requests.queue(slot);
    }
  }
}
