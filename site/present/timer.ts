import { beginnings, classParts, type Timetable } from '../../simulator/class/parts.ts';

/** A clock that can be stopped: milliseconds from before, and since when it runs (null: it does not). */
export interface Timer {
  before: number;
  since: number | null;
}

export const STOPPED: Timer = { before: 0, since: null };

export const elapsed = ({ before, since }: Timer, now: number): number =>
  before + (since === null ? 0 : Math.max(0, now - since));

export const startTimer = (timer: Timer, now: number): Timer =>
  timer.since === null ? { ...timer, since: now } : timer;

export const pause = (timer: Timer, now: number): Timer => ({ before: elapsed(timer, now), since: null });

/** Minutes and seconds, such as 4:07 or 95:00. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Milliseconds from the beginning of a class to the planned end of a lesson: the minutes of all parts up to it. Null: the
 * plan has none for this lesson.
 */
export function plannedEnd(plan: Timetable, lesson: string): number | null {
  const at = classParts(plan).findIndex(({ key }) => key === lesson);
  return at === -1 || !plan.minutes?.[lesson] ? null : beginnings(plan)[at + 1]! * 60_000;
}

const KEY = 'lab:timer';

/** The timer of this window, as it was before the page was loaded again. */
export function recallTimer(): Timer {
  try {
    const { before, since } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Timer>;
    return { before: Number(before) || 0, since: typeof since === 'number' ? since : null };
  } catch {
    return STOPPED;
  }
}

/** Never throws: a window that keeps nothing forgets its time when it is loaded again. */
export function keepTimer(timer: Timer): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(timer));
  } catch {
    // The clock goes on all the same.
  }
}
