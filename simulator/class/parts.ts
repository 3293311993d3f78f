import type { ClassPlan } from './plan.ts';

/** One part of a class in its order. A pause has no page: a welcome, a break, a round at the end. */
export interface ClassPart {
  /** Names it in `order` and `minutes`. An exercise may have the name of a lesson, so `exercise:` is before it. */
  key: string;
  kind: 'lesson' | 'exercise' | 'own' | 'pause';
  id: string;
}

/** The fields of a plan that say what comes when. */
export type Timetable = Pick<ClassPlan, 'lessons'> &
  Partial<Pick<ClassPlan, 'exercises' | 'own' | 'pauses' | 'order' | 'minutes'>>;

/** All parts of a plan in the order of the class. Parts that no order names come last: lessons, exercises, own tasks, pauses. */
export function classParts({ lessons, exercises = [], own = [], pauses = [], order = [] }: Timetable): ClassPart[] {
  const all: ClassPart[] = [
    ...lessons.map((id): ClassPart => ({ key: id, kind: 'lesson', id })),
    ...exercises.map((id): ClassPart => ({ key: `exercise:${id}`, kind: 'exercise', id })),
    ...own.map(({ id }): ClassPart => ({ key: id, kind: 'own', id })),
    ...pauses.map(({ id }): ClassPart => ({ key: id, kind: 'pause', id })),
  ];
  const placeOf = new Map(order.map((key, place) => [key, place]));
  // Sorting is stable.
  return all.toSorted((a, b) => (placeOf.get(a.key) ?? order.length) - (placeOf.get(b.key) ?? order.length));
}

/** The plan with its parts in another order. Each list of it follows, and an order that the lists say already is left out. */
export function ordered<P extends Timetable>(plan: P, keys: readonly string[]): P {
  const { order: _, ...rest } = plan;
  const inOrder = classParts({ ...plan, order: [...keys] });
  const idsOf = (kind: ClassPart['kind']) => inOrder.filter((part) => part.kind === kind).map(({ id }) => id);
  const sorted = <T extends { id: string }>(items: readonly T[], kind: ClassPart['kind']) =>
    items.toSorted((a, b) => idsOf(kind).indexOf(a.id) - idsOf(kind).indexOf(b.id));
  const next = {
    ...rest,
    lessons: idsOf('lesson'),
    exercises: idsOf('exercise'),
    ...(plan.own && { own: sorted(plan.own, 'own') }),
    ...(plan.pauses && { pauses: sorted(plan.pauses, 'pause') }),
  } as unknown as P;
  const wanted = inOrder.map(({ key }) => key);
  const said = classParts(next).map(({ key }) => key);
  return said.join() === wanted.join() ? next : { ...next, order: wanted };
}

/** The plan without minutes of parts that it does not have any more. */
export function withoutStrayMinutes<P extends Timetable>(plan: P): P {
  const { minutes = {}, ...rest } = plan;
  const keys = new Set(classParts(plan).map(({ key }) => key));
  const kept = Object.entries(minutes).filter(([key]) => keys.has(key));
  return (kept.length > 0 ? { ...rest, minutes: Object.fromEntries(kept) } : rest) as P;
}

/**
 * The part with a page that comes after another one; undefined: that was the last. A plan without an order leaves the
 * exercises to their lessons.
 */
export function nextPart(plan: Timetable, key: string): ClassPart | undefined {
  const parts = classParts(plan);
  const at = parts.findIndex((part) => part.key === key);
  const hasTurn = ({ kind }: ClassPart) => kind !== 'pause' && (kind !== 'exercise' || plan.order !== undefined);
  return at === -1 ? undefined : parts.slice(at + 1).find(hasTurn);
}

/** Minutes from the beginning of the class to the beginning of each part, and to the end of the last. */
export function beginnings(plan: Timetable): number[] {
  const begun = [0];
  for (const { key } of classParts(plan)) begun.push(begun.at(-1)! + (plan.minutes?.[key] ?? 0));
  return begun;
}

/** The part that is planned for a moment, and the minute at which it ends; undefined: the class is over by then. */
export function plannedAt(plan: Timetable, minute: number): { part: ClassPart; end: number } | undefined {
  const ends = beginnings(plan).slice(1);
  const at = ends.findIndex((end) => end > minute);
  return at === -1 ? undefined : { part: classParts(plan)[at]!, end: ends[at]! };
}
