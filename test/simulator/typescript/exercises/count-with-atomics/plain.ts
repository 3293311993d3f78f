export function addOne(words: Int32Array<SharedArrayBuffer>) {
  words[0] += 1;
}
