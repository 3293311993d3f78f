import { classParts } from '../../simulator/class/parts.ts';
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

/**
 * The part of the class that the page is. An exercise that the address names comes first, if the class has an order with it.
 * Then comes the lesson, and then an exercise of the class that stands on the page.
 */
export function partHere(): { plan: ClassPlan; key: string } | null {
  const plan = classNow();
  try {
    if (!plan) return null;
    const parts = classParts(plan).filter(({ kind, id }) =>
      kind === 'exercise' ? document.getElementById(id) : kind === 'lesson' && lessonNow(id) === lessonHere(),
    );
    const named = `exercise:${location.hash.slice(1)}`;
    const turn = parts.find(({ key }) => key === named && plan.order?.includes(key));
    const part = turn ?? parts.find(({ kind }) => kind === 'lesson') ?? parts[0];
    return part ? { plan, key: part.key } : null;
  } catch {
    return null;
  }
}
