import { toBytes, fromBytes } from '../threads/payload.ts';
import { COPYING, type LabMemory } from './memory.ts';

const LENGTH = Int32Array.BYTES_PER_ELEMENT;

/**
 * Between processes nothing is shared: a value is written out as bytes, and read in again as another value. One slot for each
 * task carries its arguments there and its result back. The time that takes is added up in shared memory.
 */
export class Pipe {
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly memory: SharedArrayBuffer;
  private readonly slotBytes: number;

  constructor({ control, pipe }: LabMemory, slotBytes: number) {
    this.words = new Int32Array(control);
    this.memory = pipe;
    this.slotBytes = slotBytes;
  }

  /** @throws RangeError where the value takes more bytes than a slot has. */
  send(slot: number, value: unknown): void {
    const begun = performance.now();
    const bytes = toBytes(value);
    if (LENGTH + bytes.length > this.slotBytes) throw new RangeError(`${bytes.length} bytes are too many for a pipe`);
    new DataView(this.memory).setInt32(slot * this.slotBytes, bytes.length);
    new Uint8Array(this.memory, slot * this.slotBytes + LENGTH).set(bytes);
    this.took(begun);
  }

  receive(slot: number): unknown {
    const begun = performance.now();
    const length = new DataView(this.memory).getInt32(slot * this.slotBytes);
    const value = fromBytes(new Uint8Array(this.memory, slot * this.slotBytes + LENGTH, length).slice());
    this.took(begun);
    return value;
  }

  private took(begun: number): void {
    Atomics.add(this.words, COPYING, Math.round((performance.now() - begun) * 1000));
  }
}
