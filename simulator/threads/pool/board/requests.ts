import { Fifo } from '../fifo.ts';
import { Arena } from './arena.ts';
import { code, isOutside, write, type Coded } from './coder.ts';
import { FLAGS } from './flags.ts';
import { AT, queuedAt, SLIP, SLIPS, type BoardMemory } from './memory.ts';

/** Requests after which the first of those that are put in a row are made known; then it is twice as many each time. */
const FIRST = 64;

interface Held<T> extends Coded {
  readonly request: T;
  readonly serial: number;
  readonly name: number;
  readonly flags: number;
}

/**
 * What the pool pins to a board. Slips are its own: it fills one, keeps the request that it is for, and has it back with
 * the answer. Those that are put in a row are made known together, at the latest when the caller's turn is over.
 */
export class Requests<T> {
  readonly arena = new Arena();
  /** Slips that were ever used: those with smaller numbers. */
  used = 0;
  private readonly memory: BoardMemory;
  private readonly out: (T | undefined)[] = [];
  private readonly free: number[] = [];
  /** Blocks of the arena, by slip. */
  private readonly blocks = new Map<number, number>();
  private readonly held = new Fifo<Held<T>>();
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

  constructor(memory: BoardMemory) {
    this.memory = memory;
  }

  /** Some found no place, and wait for one. */
  get crowded(): boolean {
    return this.held.length > 0;
  }

  isOut(slip: number): boolean {
    return this.out[slip] !== undefined;
  }

  /** Queues a request. False: it has to wait for a place. @throws DataCloneError, RangeError; then nothing has changed. */
  put(request: T, callable: string, args: readonly unknown[]): boolean {
    const { coded } = this;
    const name = this.nameOf(callable);
    let flags = 0;
    if (name === 0) code([callable, ...args], coded);
    else if (args.length === 1) {
      flags = FLAGS.one;
      code(args[0], coded);
    } else if (args.length === 0) {
      flags = FLAGS.none;
      code(undefined, coded);
    } else code(args, coded);
    if (this.held.length === 0 && this.pin(request, coded, this.serials, name, flags)) {
      this.serials++;
      return true;
    }
    this.held.push({ request, ...coded, serial: this.serials++, name, flags });
    Atomics.store(this.memory.words, AT.more, 1);
    return false;
  }

  /** Puts a slip at the end of the queue. */
  queue(slip: number): void {
    const { words } = this.memory;
    words[this.memory.slipAt(slip) + SLIP.state] = queuedAt(this.tail);
    words[this.memory.placeAt(this.tail)] = slip;
    this.tail = (this.tail + 1) | 0;
    if (!this.flushing) {
      this.flushing = true;
      queueMicrotask(this.onTurn);
    }
    if (((this.tail - this.known) | 0) < this.batch) return;
    // Workers that are quicker than the caller fall asleep, and each time somebody has to wake them.
    this.batch *= 2;
    this.flush();
  }

  /** Makes known what is queued, and wakes one that sleeps; that one wakes the others. */
  flush(): void {
    const { words } = this.memory;
    const count = (this.tail - this.known) | 0;
    const last = this.held.length === 0 && words[AT.more] === 1;
    if (count === 0 && !last) return;
    this.known = this.tail;
    Atomics.store(words, AT.tail, this.tail);
    if (last) Atomics.store(words, AT.more, 0);
    if (!last) return this.memory.wake(1);
    // Those who would go when there is nothing more.
    this.memory.ring();
  }

  /** The request that a slip is for: it is out no longer. */
  takeOut(slip: number): T {
    const request = this.out[slip]!;
    this.out[slip] = undefined;
    return request;
  }

  /** A slip can be used again. */
  release(slip: number): void {
    if (this.blocks.size > 0) {
      const block = this.blocks.get(slip);
      if (block !== undefined) this.arena.giveBack(block);
      this.blocks.delete(slip);
    }
    this.free.push(slip);
    for (let next = this.held.peek(); next; next = this.held.peek()) {
      if (!this.pin(next.request, next, next.serial, next.name, next.flags)) return;
      this.held.shift();
    }
  }

  /** False: there is no slip, or no memory until others are answered. */
  private pin(request: T, coded: Coded, serial: number, name: number, flags: number): boolean {
    const { memory, free, blocks } = this;
    const { words } = memory;
    const slip = free.length > 0 ? free[free.length - 1]! : this.used;
    if (slip === SLIPS) return false;
    const at = memory.slipAt(slip);
    try {
      write(coded, at, memory, this.arena, flags);
    } catch (error) {
      if (blocks.size === 0) throw error;
      return false;
    }
    if (free.length > 0) free.pop();
    else this.used++;
    if (isOutside(words[at + SLIP.kind]!)) blocks.set(slip, words[at + SLIP.value]!);
    words[at + SLIP.serial] = serial;
    words[at + SLIP.callable] = name;
    this.out[slip] = request;
    this.queue(slip);
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
