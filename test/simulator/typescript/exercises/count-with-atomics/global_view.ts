/** Reads and writes through a view that the global object makes. */
export function addOne(words: Int32Array) {
  const { Int32Array: View } = globalThis;
  const plain = new View(words.buffer);
  plain[0] = plain[0]! + 1;
}
