import { Fifo } from '../fifo.ts';
import { Arena } from './arena.ts';
import { code, isOutside, write, type Coded } from './coder.ts';
import { FLAGS } from './flags.ts';
import { AT, queuedAt, SLOT, SLOTS, type SlotRingMemory } from './memory.ts';
import { Packer } from './packer.ts';

/** Requests after which the first of those that are put in a row are made known; then it is twice as many each time. */
const FIRST = 64;

interface Backlogged<T> extends Coded {
  readonly request: T;
  readonly serial: number;
  readonly name: number;
  readonly flags: number;
}

/**
 * The pool's side of the requests in a slot ring. It fills a slot, keeps the request that the slot is for, and frees the
 * slot with the answer. Requests that are put in a row are made known together, at the latest when the caller's turn ends.
 */
export class Requests<T> {
  readonly arena = new Arena();
  private readonly packer = new Packer(this.arena);
  /** Slots that were ever used: those with smaller numbers. */
  used = 0;
  private readonly memory: SlotRingMemory;
  private readonly out: (T | undefined)[] = [];
  private readonly free: number[] = [];
  /** Blocks of the arena, by slot. */
  private readonly blocks = new Map<number, number>();
  private readonly backlog = new Fifo<Backlogged<T>>();
  private readonly coded: Coded = { type: 0, number: 0, text: '' };
  private readonly names = new Map<string, number>();
  private unitsOfNames = 0;
  private serials = 0;
  private tail = 0;
  private known = 0;
  private flushing = false;
  private batch = FIRST;
  private readonly onTurn = () => {
    this.flushing = false;
    this.batch = FIRST;
    this.flush();
  };

  constructor(memory: SlotRingMemory) {
    this.memory = memory;
  }

  /** True while requests wait for a free slot. */
  get crowded(): boolean {
    return this.backlog.length > 0;
  }

  isOut(slot: number): boolean {
    return this.out[slot] !== undefined;
  }

  /** Queues a request. False: it waits for a free slot. @throws DataCloneError, RangeError; then nothing has changed. */
  put(request: T, callable: string, args: readonly unknown[]): boolean {
    const { coded, backlog } = this;
    const name = this.nameOf(callable);
    const none = name > 0 && args.length === 0;
    const one = name > 0 && args.length === 1;
    const flags = none ? FLAGS.none : one ? FLAGS.one : 0;
    const value = none ? undefined : one ? args[0] : name > 0 ? args : [callable, ...args];
    if (backlog.length === 0) {
      code(value, coded, this.packer);
      if (this.fill(request, coded, this.serials, name, flags)) {
        this.serials++;
        return true;
      }
    }
    code(value, coded, null);
    backlog.push({ request, ...coded, serial: this.serials++, name, flags });
    Atomics.store(this.memory.words, AT.more, 1);
    return false;
  }

  /** Puts a slot at the end of the queue. */
  queue(slot: number): void {
    const { words } = this.memory;
    words[this.memory.slotAt(slot) + SLOT.state] = queuedAt(this.tail);
    words[this.memory.positionAt(this.tail)] = slot;
    this.tail = (this.tail + 1) | 0;
    if (!this.flushing) {
      this.flushing = true;
      queueMicrotask(this.onTurn);
    }
    if (((this.tail - this.known) | 0) < this.batch) return;
    // Workers that are quicker than the caller fall asleep, and waking them each time costs the caller.
    this.batch *= 2;
    this.flush();
  }

  /** Makes known what is queued, and wakes one worker that sleeps; it wakes the others. */
  flush(): void {
    const { words } = this.memory;
    const count = (this.tail - this.known) | 0;
    const last = this.backlog.length === 0 && words[AT.more] === 1;
    if (count === 0 && !last) return;
    this.known = this.tail;
    Atomics.store(words, AT.tail, this.tail);
    if (last) Atomics.store(words, AT.more, 0);
    if (!last) return this.memory.wake(1);
    // Workers that leave when there is nothing more.
    this.memory.wakeAll();
  }

  /** Removes and returns the request that a slot is for. */
  takeOut(slot: number): T {
    const request = this.out[slot]!;
    this.out[slot] = undefined;
    return request;
  }

  /** Frees a slot for another request. */
  release(slot: number): void {
    if (this.blocks.size > 0) {
      const block = this.blocks.get(slot);
      if (block !== undefined) this.arena.giveBack(block);
      this.blocks.delete(slot);
    }
    this.free.push(slot);
    for (let next = this.backlog.peek(); next; next = this.backlog.peek()) {
      if (!this.fill(next.request, next, next.serial, next.name, next.flags)) return;
      this.backlog.shift();
    }
  }

  /** False: there is no slot, or no memory until others are answered. */
  private fill(request: T, coded: Coded, serial: number, name: number, flags: number): boolean {
    const { memory, free, blocks } = this;
    const { words } = memory;
    const slot = free.length > 0 ? free[free.length - 1]! : this.used;
    if (slot === SLOTS) return false;
    const at = memory.slotAt(slot);
    try {
      write(coded, at, memory, this.arena, flags);
    } catch (error) {
      if (blocks.size === 0) throw error;
      return false;
    }
    if (free.length > 0) free.pop();
    else this.used++;
    if (isOutside(words[at + SLOT.kind]!)) blocks.set(slot, words[at + SLOT.value]!);
    words[at + SLOT.serial] = serial;
    words[at + SLOT.callable] = name;
    this.out[slot] = request;
    this.queue(slot);
    return true;
  }

  private nameOf(callable: string): number {
    let name = this.names.get(callable);
    if (name === undefined) {
      name = this.memory.writeName(callable, this.unitsOfNames);
      if (name > 0) this.unitsOfNames += callable.length + 1;
      this.names.set(callable, name);
    }
    return name;
  }
}
