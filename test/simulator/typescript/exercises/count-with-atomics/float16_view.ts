/** Counts in the smallest steps of a short number: their bits are those of the word. */
export function addOne(words: Int32Array) {
  const { Float16Array } = globalThis as never as { Float16Array: new (buffer: ArrayBufferLike) => Float64Array };
  const plain = new Float16Array(words.buffer);
  plain[0] = plain[0]! + 2 ** -24;
}
