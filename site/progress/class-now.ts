import type { ClassPlan } from '../../simulator/class/plan.ts';
import { lessonNow } from '../../simulator/link/lesson-names.ts';
import { keep, recall } from '../ui/store.ts';

const KINDS = ['round-robin', 'run-to-block', 'random', 'pct'];

/** Joins a class; null: leaves the one there is. What the learner did stays. */
export const keepClass = (plan: ClassPlan | null): void => keep('class', plan ? JSON.stringify(plan) : '');

/** The class that this device is in, wherever the reader is; null: none, or one that cannot be understood. */
export function classNow(): ClassPlan | null {
  try {
    const plan = JSON.parse(recall('class') ?? 'null') as ClassPlan | null;
    return plan && (plan.policy === null || KINDS.includes(plan.policy.kind)) ? plan : null;
  } catch {
    return null;
  }
}

/** The name of the lesson of this page; '' on any other. */
export const lessonHere = (): string => document.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson'] ?? '';

/**
 * The class that the page belongs to, if its reader has joined one that has this lesson. It was checked when it was joined;
 * only faults that would break a stage are checked again, because a lesson does not load the whole check.
 */
export function classHere(): ClassPlan | null {
  const plan = classNow();
  try {
    return plan?.lessons.map(lessonNow).includes(lessonHere()) ? plan : null;
  } catch {
    return null;
  }
}
