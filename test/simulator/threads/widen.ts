/** Milliseconds: longer than a thread takes to come round to the same word. */
const WIDTH = 0.5;
const still = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const { notify, wait, waitAsync } = Atomics;
const pause = () => void wait(still, 0, 0, WIDTH);

/** The windows of a hand-off: a notify that comes late after its store, and a wait some time after the look before it. */
export type Window = 'notify' | 'wait';

/** Widens windows in this thread, for good. What is right stays right. Returns what undoes it. */
export function widen(windows: readonly Window[]): () => void {
  if (windows.includes('notify'))
    Atomics.notify = ((words: Int32Array, index: number, count?: number) => {
      pause();
      return notify(words, index, count);
    }) as typeof Atomics.notify;
  if (windows.includes('wait')) {
    Atomics.wait = ((words: Int32Array, index: number, value: number, timeout?: number) => {
      pause();
      const woken = wait(words, index, value, timeout);
      if (woken === 'ok') pause();
      return woken;
    }) as typeof Atomics.wait;
    Atomics.waitAsync = ((words: Int32Array, index: number, value: number, timeout?: number) => {
      pause();
      return waitAsync(words, index, value, timeout);
    }) as typeof Atomics.waitAsync;
  }
  return () => Object.assign(Atomics, { notify, wait, waitAsync });
}

/** For `new Worker`: the thread widens these windows before it does anything else. */
export const widened = (windows: readonly Window[]) => ({
  execArgv: windows.flatMap((window) => ['--import', new URL(`widen-${window}.ts`, import.meta.url).href]),
});
