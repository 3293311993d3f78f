/** Bytes before each record: how many follow. */
const LENGTH = 4;

/** The words that hold a ring's head and tail. Both only grow; a byte's place is its number modulo the ring's size. */
export interface Ends {
  head: number;
  tail: number;
}

/**
 * Records of bytes in shared memory, first in, first out. It takes more memory when it is full, up to the buffer's
 * `maxByteLength`. The caller holds the mutex.
 */
export class ByteRing {
  private readonly buffer: SharedArrayBuffer;
  /** A view of the whole buffer, which grows with it. */
  private readonly bytes: Uint8Array<SharedArrayBuffer>;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.bytes = new Uint8Array(buffer);
  }

  /** @throws RangeError where even the largest ring has no room for it; nothing has changed then. */
  push(record: Uint8Array, ends: Ends): void {
    const needed = ends.tail - ends.head + LENGTH + record.length;
    if (needed > this.buffer.byteLength) this.grow(needed, ends);
    const length = new Uint8Array(LENGTH);
    new DataView(length.buffer).setUint32(0, record.length);
    this.write(ends.tail, length);
    this.write(ends.tail + LENGTH, record);
    ends.tail += LENGTH + record.length;
  }

  /** The oldest record, as a copy. There is one. */
  shift(ends: Ends): Uint8Array<ArrayBuffer> {
    const length = new DataView(this.read(ends.head, LENGTH).buffer).getUint32(0);
    const record = this.read(ends.head + LENGTH, length);
    ends.head += LENGTH + length;
    return record;
  }

  private grow(needed: number, ends: Ends): void {
    const { buffer } = this;
    if (needed > buffer.maxByteLength)
      throw new RangeError(`the queue's memory is full: ${buffer.maxByteLength} bytes`);
    const all = this.read(ends.head, ends.tail - ends.head);
    buffer.grow(Math.min(buffer.maxByteLength, Math.max(needed, 2 * buffer.byteLength)));
    ends.head = 0;
    ends.tail = all.length;
    this.write(0, all);
  }

  private read(from: number, length: number): Uint8Array<ArrayBuffer> {
    const at = from % this.bytes.length;
    const copy = new Uint8Array(length);
    const here = this.bytes.subarray(at, at + length);
    copy.set(here);
    copy.set(this.bytes.subarray(0, length - here.length), here.length);
    return copy;
  }

  private write(from: number, data: Uint8Array): void {
    const at = from % this.bytes.length;
    const here = Math.min(data.length, this.bytes.length - at);
    this.bytes.set(data.subarray(0, here), at);
    this.bytes.set(data.subarray(here), 0);
  }
}
