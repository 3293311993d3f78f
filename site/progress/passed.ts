import { fnv1a } from '../../simulator/trace/hash.ts';
import { keep, recall } from '../ui/store.ts';

/** The record of an exercise that was passed on this device. */
export interface Passed {
  /** The moment it was passed: an ISO date with its time. */
  on: string;
  /** Schedules under which all of it held. */
  schedules: number;
  /** {@link hashOf} the files that passed. */
  files: string;
}

/** The event that the document sends when an exercise has been passed. */
export const PASSED = 'lab-passed';

/** Sent by the document when its lesson has been marked as done otherwise than by its button. */
export const DONE = 'lab-done';

export function keepPassed(exercise: string, passed: Passed): void {
  keep(`passed:${exercise}`, JSON.stringify(passed));
  document.dispatchEvent(new Event(PASSED));
}

/** Null: not passed here, or what is kept says nothing that can be understood. */
export function recallPassed(exercise: string): Passed | null {
  try {
    const { on, schedules, files } = JSON.parse(recall(`passed:${exercise}`) ?? '') as Passed;
    const known = !Number.isNaN(Date.parse(on)) && Number.isSafeInteger(schedules) && schedules > 0;
    return known ? { on, schedules, files: String(files) } : null;
  } catch {
    return null;
  }
}

/** Eight characters that tell texts apart: no protection, only whether it is the same code. */
export function hashOf(files: Readonly<Record<string, string>>): string {
  const names = Object.keys(files).toSorted();
  const text = names.map((name) => `${name}\0${files[name]}\0`).join('');
  return fnv1a(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}

/** Day, month and year in the page's language. */
export const dayOf = (on: string | Date): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(new Date(on));

/** A whole number in the page's language. */
export const localNumber = (count: number): string =>
  new Intl.NumberFormat(document.documentElement.lang).format(count);
