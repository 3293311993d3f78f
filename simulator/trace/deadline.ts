const time = new Float64Array(1);
const bits = new BigInt64Array(time.buffer);

/**
 * The first time from which at least so many seconds have passed since `now`: a sum may be rounded to an earlier one. The
 * same as `after` of the Python engine's `lab_clock.py`. Neither is negative.
 */
export function after(now: number, seconds: number): number {
  const end = now + seconds;
  if (end - now >= seconds) return end;
  time[0] = end;
  bits[0]!++;
  return time[0];
}
