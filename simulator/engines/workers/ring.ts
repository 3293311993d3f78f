import { CACHE_LINE } from '../../threads/monitor.ts';

/** One event, or the state that a thread's machine is in after its last one. */
export interface RingNote {
  kind: number;
  /** It begins a step. */
  step: boolean;
  thread: number;
  object: number;
  a: number;
  b: number;
  /** Seconds. */
  time: number;
  /** A deadline in seconds; NaN: it has none, and `b` counts. */
  deadline: number;
}

/** Cache lines before the first slot. */
const TAIL = 0;
const HEAD = 1;
const DROPPED = 2;
/** The turn at which a note was dropped first. */
const CUT = 3;
const FIRST = 4;
const NEVER = -1;
/** Words of a slot; the two times follow as floats. */
const TURN = 0;
const KIND = 1;
const THREAD = 2;
const OBJECT = 3;
const A = 4;
const B = 5;
const STEP = 6;
const TIME = 8 / 2;
const DEADLINE = 10 / 2;

/**
 * A ring of notes that threads write without a lock and one thread reads. It is a bounded queue in which each slot has the turn
 * that it is at (D. Vyukov, "Bounded MPMC queue"). Where it is full, a note is dropped and counted; those that come after it
 * are not `whole`: they follow a note that was never read.
 */
export class NoteRing {
  readonly handle: SharedArrayBuffer;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly floats: Float64Array<SharedArrayBuffer>;
  private readonly capacity: number;

  /** Opens a ring that exists. */
  constructor(handle: SharedArrayBuffer) {
    this.handle = handle;
    this.words = new Int32Array(handle);
    this.floats = new Float64Array(handle);
    this.capacity = this.words.length / CACHE_LINE - FIRST;
  }

  /** @param places Notes it holds at most; a power of two. */
  static create(places: number): NoteRing {
    const ring = new NoteRing(new SharedArrayBuffer((FIRST + places) * CACHE_LINE * Int32Array.BYTES_PER_ELEMENT));
    ring.words[CUT * CACHE_LINE] = NEVER;
    for (let i = 0; i < places; i++) ring.words[(FIRST + i) * CACHE_LINE + TURN] = i;
    return ring;
  }

  /** Number of notes that found the ring full. */
  get dropped(): number {
    return Atomics.load(this.words, DROPPED * CACHE_LINE);
  }

  /** Writes a note behind all others. */
  push(note: Readonly<RingNote>): void {
    const { words, floats } = this;
    for (;;) {
      const turn = Atomics.load(words, TAIL * CACHE_LINE);
      const at = this.slotAt(turn);
      const behind = (Atomics.load(words, at + TURN) - turn) | 0;
      if (behind < 0) {
        Atomics.compareExchange(words, CUT * CACHE_LINE, NEVER, turn);
        return void Atomics.add(words, DROPPED * CACHE_LINE, 1);
      }
      if (behind > 0 || Atomics.compareExchange(words, TAIL * CACHE_LINE, turn, (turn + 1) | 0) !== turn) continue;
      words[at + KIND] = note.kind;
      words[at + THREAD] = note.thread;
      words[at + OBJECT] = note.object;
      words[at + A] = note.a;
      words[at + B] = note.b;
      words[at + STEP] = note.step ? 1 : 0;
      floats[at / 2 + TIME] = note.time;
      floats[at / 2 + DEADLINE] = note.deadline;
      Atomics.store(words, at + TURN, (turn + 1) | 0);
      return;
    }
  }

  /** Takes the oldest note; null: there is none. Only one thread may. */
  shift(): (RingNote & { whole: boolean }) | null {
    const { words, floats } = this;
    const turn = words[HEAD * CACHE_LINE]!;
    const at = this.slotAt(turn);
    if (Atomics.load(words, at + TURN) !== ((turn + 1) | 0)) return null;
    const cut = Atomics.load(words, CUT * CACHE_LINE);
    const note = {
      whole: cut === NEVER || turn < cut,
      kind: words[at + KIND]!,
      step: words[at + STEP] === 1,
      thread: words[at + THREAD]!,
      object: words[at + OBJECT]!,
      a: words[at + A]!,
      b: words[at + B]!,
      time: floats[at / 2 + TIME]!,
      deadline: floats[at / 2 + DEADLINE]!,
    };
    words[HEAD * CACHE_LINE] = (turn + 1) | 0;
    Atomics.store(words, at + TURN, (turn + this.capacity) | 0);
    return note;
  }

  private slotAt(turn: number): number {
    return (FIRST + (turn & (this.capacity - 1))) * CACHE_LINE;
  }
}
