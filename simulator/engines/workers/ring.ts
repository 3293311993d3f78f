import { LINE } from '../../threads/monitor.ts';

/** One event, or the state that a thread's machine is in after its last one. */
export interface Note {
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
  until: number;
}

/** Lines before the first place. */
const TAIL = 0;
const HEAD = 1;
const DROPPED = 2;
/** The turn at which a note was dropped first. */
const CUT = 3;
const FIRST = 4;
const NEVER = -1;
/** Words of a place; the two times follow as floats. */
const TURN = 0;
const KIND = 1;
const THREAD = 2;
const OBJECT = 3;
const A = 4;
const B = 5;
const STEP = 6;
const TIME = 8 / 2;
const UNTIL = 10 / 2;

/**
 * Where threads write down what they do, without a lock, and one of them reads: a bounded queue in which each place has the
 * turn that it is at (D. Vyukov, "Bounded MPMC queue"). Where it is full, a note is dropped and counted; those that come
 * after it are not `whole`: they follow something that nobody has read.
 */
export class NoteRing {
  readonly handle: SharedArrayBuffer;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly floats: Float64Array<SharedArrayBuffer>;
  private readonly places: number;

  /** Opens a ring that exists. */
  constructor(handle: SharedArrayBuffer) {
    this.handle = handle;
    this.words = new Int32Array(handle);
    this.floats = new Float64Array(handle);
    this.places = this.words.length / LINE - FIRST;
  }

  /** @param places Notes it holds at most; a power of two. */
  static create(places: number): NoteRing {
    const ring = new NoteRing(new SharedArrayBuffer((FIRST + places) * LINE * Int32Array.BYTES_PER_ELEMENT));
    ring.words[CUT * LINE] = NEVER;
    for (let i = 0; i < places; i++) ring.words[(FIRST + i) * LINE + TURN] = i;
    return ring;
  }

  /** Notes for which there was no place. */
  get dropped(): number {
    return Atomics.load(this.words, DROPPED * LINE);
  }

  /** Writes a note behind all others. */
  push(note: Readonly<Note>): void {
    const { words, floats } = this;
    for (;;) {
      const turn = Atomics.load(words, TAIL * LINE);
      const at = this.placeOf(turn);
      const behind = (Atomics.load(words, at + TURN) - turn) | 0;
      if (behind < 0) {
        Atomics.compareExchange(words, CUT * LINE, NEVER, turn);
        return void Atomics.add(words, DROPPED * LINE, 1);
      }
      if (behind > 0 || Atomics.compareExchange(words, TAIL * LINE, turn, (turn + 1) | 0) !== turn) continue;
      words[at + KIND] = note.kind;
      words[at + THREAD] = note.thread;
      words[at + OBJECT] = note.object;
      words[at + A] = note.a;
      words[at + B] = note.b;
      words[at + STEP] = note.step ? 1 : 0;
      floats[at / 2 + TIME] = note.time;
      floats[at / 2 + UNTIL] = note.until;
      Atomics.store(words, at + TURN, (turn + 1) | 0);
      return;
    }
  }

  /** Takes the oldest note; null: there is none. Only one thread may. */
  shift(): (Note & { whole: boolean }) | null {
    const { words, floats } = this;
    const turn = words[HEAD * LINE]!;
    const at = this.placeOf(turn);
    if (Atomics.load(words, at + TURN) !== ((turn + 1) | 0)) return null;
    const cut = Atomics.load(words, CUT * LINE);
    const note = {
      whole: cut === NEVER || turn < cut,
      kind: words[at + KIND]!,
      step: words[at + STEP] === 1,
      thread: words[at + THREAD]!,
      object: words[at + OBJECT]!,
      a: words[at + A]!,
      b: words[at + B]!,
      time: floats[at / 2 + TIME]!,
      until: floats[at / 2 + UNTIL]!,
    };
    words[HEAD * LINE] = (turn + 1) | 0;
    Atomics.store(words, at + TURN, (turn + this.places) | 0);
    return note;
  }

  private placeOf(turn: number): number {
    return (FIRST + (turn & (this.places - 1))) * LINE;
  }
}
