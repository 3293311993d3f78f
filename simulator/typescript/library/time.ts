import { ValueError } from '../../threads/errors.ts';

const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** `time.sleep`: blocks this thread, and no other. */
export function sleep(seconds: number): void {
  if (!(seconds >= 0)) throw new ValueError('sleep length must be non-negative');
  Atomics.wait(nobody, 0, 0, seconds * 1000);
}

/** `time.perf_counter`: seconds, to measure how long something takes. */
export const perfCounter = (): number => performance.now() / 1000;
