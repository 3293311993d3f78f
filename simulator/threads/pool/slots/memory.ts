import { CACHE_LINE } from '../../monitor.ts';

/** Words that all share, each on a cache line of its own. Positions only grow, and wrap as int32 do. */
export const AT = {
  /** The position after the last request that is out for taking. Only the pool writes it. */
  tail: 0,
  /** The position of the first request that no worker has. */
  head: CACHE_LINE,
  /** The last answer that was given and not fetched yet: its slot + 1, or {@link NONE}. Each slot names the one before. */
  answers: 2 * CACHE_LINE,
  /** 1: the pool waits for an answer, or is about to. On the same line, because it is read after each answer. */
  listening: 2 * CACHE_LINE + 1,
  /** It changes when sleepers are to look again. */
  eventCount: 3 * CACHE_LINE,
  sleepers: 4 * CACHE_LINE,
  /** 1: the pool has requests that found no free slot. */
  more: 5 * CACHE_LINE,
  /** 1: one has been woken, and has not looked yet. That one wakes the others if there is more. */
  woken: 6 * CACHE_LINE,
  /** Number of workers that are not gone. Only the pool writes it. */
  workers: 7 * CACHE_LINE,
  /** Workers that are worth being awake while requests are short; 0: all. */
  limit: 8 * CACHE_LINE,
  /** 1: a worker stands by. It sleeps with an alarm although there is work, and helps if the others do not keep up. */
  standby: 9 * CACHE_LINE,
} as const;
export const NONE = 0;

/** Requests that are under way at the same time, at most; others wait on the pool's side. A power of two. */
export const SLOTS = 2 ** 15;
/** Positions; more than there are slots, so that none is written before it has been read. */
const RING = 2 * SLOTS;
const NAMES = 10 * CACHE_LINE;
const NAMES_WORDS = 2 ** 12;
const RING_AT = NAMES + NAMES_WORDS;
const SLOTS_AT = RING_AT + RING;
/** Two slots on a cache line: a number in a slot is half of what has to go from one processor to another. */
const SLOT_WORDS = 8;
const BODY_WORDS = 32;
const BODIES_AT = SLOTS_AT + SLOTS * SLOT_WORDS;

/** Words of a slot: a request, then its answer. */
export const SLOT = {
  /** {@link queuedAt}, or the number of the worker that has it, or what the pool makes of it. */
  state: 0,
  /** The slot + 1 of the answer that was given before. */
  before: 1,
  serial: 2,
  /** The position of the callable's name. */
  callable: 3,
  /** The type that `coder.ts` gives the value; `length` is its length. */
  kind: 4,
  length: 5,
  /** A number, or the position of the value in an arena. Other values are in the slot's body. */
  value: 6,
} as const;
/** Bytes of a value that fit into the body of a slot. */
export const ROOM = BODY_WORDS * Int32Array.BYTES_PER_ELEMENT;

/** The state of a request that no worker has yet. It differs by position, so it is not mistaken for an older one. */
export const queuedAt = (position: number): number => -1 - (position & 0x3fffffff);

/** Shared memory of a pool: words that all share, names, positions and slots. */
export class SlotRingMemory {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly floats: Float64Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly units: Uint16Array<SharedArrayBuffer>;
  private readonly names = new Map<number, string>();

  constructor(buffer = new SharedArrayBuffer((BODIES_AT + SLOTS * BODY_WORDS) * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.units = new Uint16Array(buffer);
  }

  /** The word at which a slot begins. */
  slotAt(slot: number): number {
    return SLOTS_AT + slot * SLOT_WORDS;
  }

  /** The word at which the body of the slot at a word begins. */
  bodyAt(at: number): number {
    return BODIES_AT + (at - SLOTS_AT) * (BODY_WORDS / SLOT_WORDS);
  }

  /** The word that names the slot at a position. */
  positionAt(position: number): number {
    return RING_AT + (position & (RING - 1));
  }

  /** Number of requests that no worker has, about. */
  get waiting(): number {
    return (Atomics.load(this.words, AT.tail) - Atomics.load(this.words, AT.head)) | 0;
  }

  /** Number of workers that do not sleep, about. */
  get awake(): number {
    return Atomics.load(this.words, AT.workers) - Atomics.load(this.words, AT.sleepers);
  }

  /**
   * Enough workers are awake for short requests, so that one more would only take a processor from them.
   * @param self 1: not counting this one.
   */
  isServed(self: 0 | 1): boolean {
    const limit = Atomics.load(this.words, AT.limit);
    return limit > 0 && this.awake - self >= limit;
  }

  /** Wakes sleepers, at most so many as there is work for, if no other is about to look. */
  wake(most: number): void {
    const { words, waiting } = this;
    if (waiting === 0 || Atomics.load(words, AT.sleepers) <= 0) return;
    const limit = Atomics.load(words, AT.limit);
    if (limit > 0) {
      const room = limit - this.awake;
      if (room <= 0 && Atomics.load(words, AT.standby) === 1) return;
      most = Math.min(most, Math.max(1, room));
    }
    if (Atomics.compareExchange(words, AT.woken, 0, 1) !== 0) return;
    Atomics.add(words, AT.eventCount, 1);
    // No worker was asleep yet: one that is about to sleep looks once more.
    if (Atomics.notify(words, AT.eventCount, Math.min(most, waiting)) === 0) Atomics.store(words, AT.woken, 0);
  }

  /** Wakes every worker that sleeps. */
  wakeAll(): void {
    Atomics.add(this.words, AT.eventCount, 1);
    Atomics.notify(this.words, AT.eventCount);
  }

  /** Writes a name for good. @param used Units that names before it have taken. @returns Its index; 0: there is no room. */
  writeName(name: string, used: number): number {
    if (used + name.length + 1 > 2 * NAMES_WORDS) return 0;
    const at = 2 * NAMES + used;
    this.units[at] = name.length;
    for (let i = 0; i < name.length; i++) this.units[at + 1 + i] = name.charCodeAt(i);
    return at;
  }

  nameAt(at: number): string {
    let name = this.names.get(at);
    if (name === undefined) {
      name = String.fromCharCode(...this.units.subarray(at + 1, at + 1 + this.units[at]!));
      this.names.set(at, name);
    }
    return name;
  }
}
