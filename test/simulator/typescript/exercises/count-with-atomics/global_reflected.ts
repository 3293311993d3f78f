/** Finds the constructor by reflection. */
export function addOne(words: Int32Array) {
  globalThis.queueMicrotask(() => {});
  const { value } = Reflect.getOwnPropertyDescriptor(globalThis.globalThis, 'Int32Array')!;
  const plain = Reflect.construct(value as typeof Int32Array, [words.buffer]);
  plain[0] = plain[0]! + 1;
}
