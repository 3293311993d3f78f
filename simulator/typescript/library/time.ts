import { ValueError } from '../../threads/errors.ts';
import { clock, waitFor } from '../../threads/steps.ts';

const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** `time.sleep`: blocks this thread, and no other. */
export function sleep(seconds: number): void {
  if (!(seconds >= 0)) throw new ValueError('sleep length must be non-negative');
  waitFor({ words: never, at: 0, value: 0, deadline: clock() + seconds });
}

/** `time.perf_counter`: seconds, to measure how long something takes. */
export const perfCounter = (): number => performance.now() / 1000;
