import type { ClassPart } from '../../simulator/class/parts.ts';
import type { ClassPlan } from '../../simulator/class/plan.ts';
import type { ClassMessages } from '../i18n/en/class.ts';
import { fill } from '../../simulator/trace/fill.ts';
import type { LessonItem } from './types.ts';

/** The title of a part and, where this site has it, its address. */
export interface PartTitle {
  title: string;
  href?: string;
}

/** Names a part of a plan. `taskHref`: the page of an own task, without its id. */
export function partTitle(
  { kind, id }: ClassPart,
  { own = [], pauses = [] }: ClassPlan,
  lessons: readonly LessonItem[],
  t: ClassMessages,
  taskHref: string,
): PartTitle {
  if (kind === 'pause') return { title: pauses.find((pause) => pause.id === id)?.title || t.plan.pause };
  if (kind === 'own') {
    const at = own.findIndex((task) => task.id === id);
    const title = own[at]!.title || fill(t.plan.ownUntitled, { number: at + 1 });
    return { title: fill(t.plan.own, { title }), href: `${taskHref}#${id}` };
  }
  if (kind === 'lesson') return lessons.find((lesson) => lesson.id === id) ?? { title: id };
  const exercise = lessons.flatMap(({ exercises }) => exercises).find((each) => each.id === id);
  return {
    title: fill(t.build.exercise, { title: exercise?.title ?? id }),
    ...(exercise && { href: exercise.href }),
  };
}
