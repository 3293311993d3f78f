export function addOne(words: Int32Array<SharedArrayBuffer>) {
  const view = new DataView(words.buffer);
  view.setInt32(0, view.getInt32(0, true) + 1, true);
}
