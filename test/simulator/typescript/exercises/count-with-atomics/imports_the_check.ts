import * as check from './check';

(check as { alone: unknown }).alone = () => {};

export function addOne(words: Int32Array<SharedArrayBuffer>) {
  words[0] += 1;
}
