export function addOne(words: Int32Array<SharedArrayBuffer>) {
  for (let i = 0; i < words.length; i++) Atomics.add(words, i, 1);
}
