/** States of a thread of the lab. The order is that of the numbers in shared memory. */
const STATES = ['idle', 'waiting', 'holding', 'running', 'io', 'held-io', 'copying'] as const;
export type LaneState = (typeof STATES)[number];

/** From `time` on, the thread is in `state`. */
export interface Change {
  /** Milliseconds since 1970, on a clock that the threads of a page share. */
  readonly time: number;
  readonly state: LaneState;
}

const HEAD = 0;
const TAIL = 1;
const DROPPED = 2;
const WORDS = 4;

/** The lanes' clock. A worker's `performance.now()` begins when the worker does; this does not. */
export const laneClock = (): number => performance.timeOrigin + performance.now();

interface Ring {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly times: Float64Array<SharedArrayBuffer>;
  readonly states: Uint8Array<SharedArrayBuffer>;
  readonly capacity: number;
}

/** Bytes of one change: its time and its state. */
const EACH = Float64Array.BYTES_PER_ELEMENT + 1;

function openRing(memory: SharedArrayBuffer): Ring {
  const begin = WORDS * Int32Array.BYTES_PER_ELEMENT;
  const capacity = (memory.byteLength - begin) / EACH;
  return {
    words: new Int32Array(memory, 0, WORDS),
    times: new Float64Array(memory, begin, capacity),
    states: new Uint8Array(memory, begin + capacity * Float64Array.BYTES_PER_ELEMENT, capacity),
    capacity,
  };
}

/** Creates memory for the unread changes of one lane. @param capacity A power of two. */
export const createRing = (capacity: number): SharedArrayBuffer =>
  new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT + capacity * EACH);

/** Writes down what a thread does, in memory that is shared. One thread at a time writes to a ring, and one reads it; neither ever waits. */
export class LaneRecorder {
  private readonly ring: Ring;
  private state: LaneState | null = null;

  constructor(memory: SharedArrayBuffer) {
    this.ring = openRing(memory);
  }

  /** The thread is in this state from now on. */
  enter(state: LaneState, time = laneClock()): void {
    if (state === this.state) return;
    this.state = state;
    const { words, times, states, capacity } = this.ring;
    const head = Atomics.load(words, HEAD);
    // Head and tail run over after 2^31 changes; their difference stays right.
    if (((head - Atomics.load(words, TAIL)) | 0) >= capacity) {
      Atomics.add(words, DROPPED, 1);
      // It is not written down, so the next one is news, whatever it is.
      this.state = null;
      return;
    }
    const at = (head >>> 0) % capacity;
    times[at] = time;
    states[at] = STATES.indexOf(state);
    Atomics.store(words, HEAD, (head + 1) | 0);
  }
}

/** Keeps what a thread does where no memory is shared: to be sent, when there is time. */
export class ChangeList {
  readonly changes: Change[] = [];

  /** The thread is in this state from now on. */
  enter(state: LaneState, time = laneClock()): void {
    if (state !== this.changes.at(-1)?.state) this.changes.push({ time, state });
  }
}

/** The other end of a {@link LaneRecorder}. */
export class RingReader {
  private readonly ring: Ring;

  constructor(memory: SharedArrayBuffer) {
    this.ring = openRing(memory);
  }

  /** The changes since the last call, oldest first. */
  read(): Change[] {
    const { words, times, states, capacity } = this.ring;
    const head = Atomics.load(words, HEAD);
    const changes: Change[] = [];
    for (let tail = Atomics.load(words, TAIL); tail !== head; tail = (tail + 1) | 0) {
      const at = (tail >>> 0) % capacity;
      changes.push({ time: times[at]!, state: STATES[states[at]!]! });
    }
    Atomics.store(words, TAIL, head);
    return changes;
  }

  /** Number of changes that found the ring full. */
  get dropped(): number {
    return Atomics.load(this.ring.words, DROPPED);
  }
}
