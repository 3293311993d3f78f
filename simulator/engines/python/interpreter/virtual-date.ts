/** Milliseconds since 1970 of the moment at which a run begins: 2026-01-01T00:00:00Z (EPOCH in lab_clock.py). */
const EPOCH = 1_767_225_600_000;
/** The program's own files are a day old. */
const BEFORE = 86_400;

const realNow = Date.now;
let current: (() => number) | null = null;

// Python's C code has no other clock: datetime, gmtime, the times of files and SQL's CURRENT_TIMESTAMP all end here.
Date.now = () => (current === null ? realNow() : EPOCH + milliseconds(current()));

/** Whole microseconds, and so much more that C, which computes with seconds since 1970, rounds them down to the same. */
const milliseconds = (seconds: number): number => (seconds === 0 ? 0 : Math.round(seconds * 1e6) / 1000 + 3e-4);

/** Python runs from now on, and its clock says so many seconds. */
export function enterVirtualTime(seconds: () => number): void {
  current = seconds;
}

/** Python has handed over: the time is that of the world again. */
export function leaveVirtualTime(): void {
  current = null;
}

/** Calls `prepare` as of the time before a run. */
export function beforeRun(prepare: () => void): void {
  enterVirtualTime(() => -BEFORE);
  try {
    prepare();
  } finally {
    leaveVirtualTime();
  }
}
