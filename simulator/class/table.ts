import { exercisesIn } from './plan.ts';
import type { HandIn } from './hand-in.ts';
import type { Row } from './row.ts';

const exercisesOfHandIn = (handIn: HandIn | null): string[] => (handIn ? exercisesIn(handIn.class) : []);

/** Exercises that this site does not have, and that the class's plan may have all the same: it is of another version. */
const FEW = 8;

/**
 * The exercises that have a column, in the order in which they first come: those that this site has, and of the others only
 * those of the class's own plan. A hand-in brings its plan with it, so the class's is the one that most of them have; of two,
 * the one with fewer unknown exercises; and one with many is none.
 */
export function exercisesOf(rows: readonly Row[]): string[] {
  const others = new Set(othersOf(rows));
  const columns = rows.flatMap(({ handIn, exercises }) =>
    exercisesOfHandIn(handIn).filter((id) => exercises[id]?.verdict !== 'unknown' || others.has(id)),
  );
  return [...new Set(columns)];
}

function othersOf(rows: readonly Row[]): readonly string[] {
  const plans = new Map<string, { count: number; others: string[] }>();
  for (const { handIn, exercises } of rows) {
    if (!handIn) continue;
    const ids = exercisesIn(handIn.class);
    const plan = JSON.stringify([handIn.class.lessons, ids]);
    const others = ids.filter((id) => exercises[id]?.verdict === 'unknown');
    plans.set(plan, { count: (plans.get(plan)?.count ?? 0) + 1, others });
  }
  const [first] = [...plans.values()].toSorted((a, b) => b.count - a.count || a.others.length - b.others.length);
  return first && first.others.length <= FEW ? first.others : [];
}

/** Counts the exercises of a row that have no column. */
export const withoutColumn = ({ handIn }: Row, columns: readonly string[]): number =>
  exercisesOfHandIn(handIn).filter((id) => !columns.includes(id)).length;

/** The hand-ins of one learner: the newest, and the earlier ones, newest first. */
export interface Learner {
  newest: Row;
  older: readonly Row[];
}

/** The moment a hand-in was made, in milliseconds; one that does not say it is older than all others. */
const madeAt = ({ handIn }: Row): number => Date.parse(handIn?.made ?? '') || 0;

/**
 * One entry for each learner, in the order in which they first come. A learner is a name in a class, whatever its case and
 * spaces; what has no name, or cannot be read, stands for itself. Of two made at the same time the later one is newer.
 */
export function learnersOf(rows: readonly Row[]): Learner[] {
  const groups = Map.groupBy(rows, (row) => {
    const name = (row.handIn?.name ?? '').normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
    return name ? JSON.stringify([row.handIn!.class.title, name]) : row;
  });
  return [...groups.values()].map((group) => {
    const [newest, ...older] = group.toReversed().toSorted((a, b) => madeAt(b) - madeAt(a));
    return { newest: newest!, older };
  });
}

/** The rows without some of them: none says any more that it is the same as one that is gone. */
export function withoutRows(rows: readonly Row[], gone: readonly Row[]): Row[] {
  const left = rows.filter((row) => !gone.includes(row));
  const first = new Map<string, string>();
  return left.map((row) => {
    if (row.problem) return row;
    const sameAs = first.get(row.fingerprint) ?? null;
    if (sameAs === null) first.set(row.fingerprint, row.file);
    return sameAs === row.sameAs ? row : { ...row, sameAs };
  });
}

/** Rows by their learners' names; those without one come last, by their files. */
export const byName = (rows: readonly Row[], descending = false): Row[] =>
  rows.toSorted((a, b) => {
    const [one, two] = [a.handIn?.name ?? '', b.handIn?.name ?? ''];
    if ((one === '') !== (two === '')) return one === '' ? 1 : -1;
    const order = one.localeCompare(two) || a.file.localeCompare(b.file);
    return descending ? -order : order;
  });

/** Tells whether a hand-in has an own task that is known from its own plan only. */
export const needsClass = (rows: readonly Row[]): boolean =>
  rows.some(({ handIn, exercises }) => handIn?.class.own?.some(({ id }) => exercises[id]?.verdict === 'unknown'));

/** The title of an own task, as the first hand-in that has one has it. */
export const ownTitleIn = (rows: readonly Row[], id: string): string =>
  rows.flatMap(({ handIn }) => handIn?.class.own ?? []).find((task) => task.id === id)?.title ?? '';
