import { keep } from '../ui/store.ts';
import { DONE, recallPassed } from './passed.ts';

/** The way on from an exercise that was passed. */
export interface Win {
  /** All exercises of the lesson are passed, and with them it is done. */
  done: boolean;
  next: { kind: 'exercise' | 'lesson'; href: string; title: string } | null;
}

/** Marks the lesson on this page as done if all its exercises are passed, and finds what comes next; null: no lesson. */
export function win(): Win | null {
  const lesson = document.querySelector<HTMLElement>('[data-lesson]');
  if (!lesson) return null;
  const exercises = [...lesson.querySelectorAll<HTMLElement>('lab-passed[data-exercise]')];
  const open = exercises.find(({ dataset }) => !recallPassed(dataset['exercise']!));
  const left = open?.closest('.exercise');
  if (left) {
    const title = left.querySelector(`#${left.id}-title`)?.lastChild?.textContent?.trim() ?? '';
    return { done: false, next: { kind: 'exercise', href: `#${left.id}`, title } };
  }
  keep(`done:${lesson.dataset['lesson']}`, 'yes');
  document.dispatchEvent(new Event(DONE));
  const link = lesson.querySelector<HTMLAnchorElement>('.around a[rel="next"]');
  const title = link?.querySelector('b')?.textContent ?? '';
  return { done: true, next: link && { kind: 'lesson', href: link.href, title } };
}
