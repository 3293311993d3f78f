import * as v from 'valibot';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';
import { policySchema } from '../schedule/schema.ts';
import type { Policy } from '../schedule/scheduler.ts';
import { lessonNow } from '../link/lesson-names.ts';
import { LinkError, encodeFragment, decodeFragment } from '../link/permalink.ts';
import { ownTaskSchema, type OwnTask } from './own-task.ts';

/** The version of class links: a page that knows only older ones says so. A plan has the oldest that can say all of it. */
export const VERSION = 3;
/** Bytes that a plan may have: twelve own tasks of a few files each. */
const MAX_BYTES = 1_000_000;
const FORMAT = 'thread-pool-lab-class';

/** Names of lessons and exercises, the same in every language. */
const name = v.pipe(v.string(), v.regex(/^[a-z\d]+(-[a-z\d]+)*$/), v.maxLength(80));
const names = v.pipe(
  v.array(name),
  v.maxLength(100),
  v.check((all) => unlike(all)),
);

/** The name of a part in an order: see `parts.ts`. */
const partKey = v.pipe(v.string(), v.regex(/^(exercise:)?[a-z\d]+(-[a-z\d]+)*$/), v.maxLength(90));
const unlike = <T>(items: readonly T[]) => new Set(items).size === items.length;

const MINUTES = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600));

export const planSchema = v.pipe(
  v.strictObject({
    /** Tells the same class again when its plan has changed; links of earlier versions have none. */
    id: v.optional(v.pipe(v.string(), v.regex(/^[a-z\d]{4,40}$/))),
    /** For how long a part is planned. */
    minutes: v.optional(v.record(partKey, MINUTES)),
    /** All parts in the order of the class. It is left out for lessons, then exercises, then own tasks, then pauses. */
    order: v.optional(
      v.pipe(
        v.array(partKey),
        v.maxLength(300),
        v.check((all) => unlike(all)),
      ),
    ),
    /** Parts without a page. A title that is empty stands for a break. */
    pauses: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            id: v.pipe(v.string(), v.regex(/^pause-[a-z\d]{4,20}$/)),
            title: v.pipe(v.string(), v.maxLength(120)),
          }),
        ),
        v.maxLength(20),
        v.check((all) => unlike(all.map(({ id }) => id))),
      ),
    ),
    /** The title of the class; may be empty. */
    title: v.pipe(v.string(), v.maxLength(120)),
    /** In the order of the class. */
    lessons: names,
    exercises: names,
    /** Programs and exercises of the instructor's own, after the others. */
    own: v.optional(
      v.pipe(
        v.array(ownTaskSchema),
        v.maxLength(12),
        v.check((all) => unlike(all.map(({ id }) => id))),
      ),
    ),
    /** The policy that the stages of its lessons begin with; null: as each lesson has it. */
    policy: v.nullable(policySchema),
    /** The granularity that the programs of its lessons begin with; null: as each lesson has it. */
    granularity: v.nullable(v.picklist(GRANULARITIES)),
  }),
  v.check(({ lessons, exercises, own = [] }) => lessons.length + exercises.length + own.length > 0),
);

/** The plan of a class, as plain data. Its title is the only text in a language. */
export type ClassPlan = Omit<
  v.InferOutput<typeof planSchema>,
  'policy' | 'id' | 'minutes' | 'own' | 'order' | 'pauses'
> & {
  policy: Policy | null;
  id?: string;
  minutes?: Record<string, number>;
  own?: OwnTask[];
  order?: string[];
  pauses?: { id: string; title: string }[];
};

/** The names of all exercises of a plan: those of the site, then its own. */
export const exercisesIn = ({ exercises, own = [] }: ClassPlan): string[] => [...exercises, ...own.map(({ id }) => id)];

/** The own task of that id in the first of the plans that has it. */
export const ownTaskIn = (plans: readonly ClassPlan[], id: string): OwnTask | undefined =>
  plans.flatMap(({ own = [] }) => own).find((task) => task.id === id);

/** The version of a format that a plan takes: pages of before cannot read own tasks, and those after them no order. */
export function versionOf({ own, order, pauses, minutes = {} }: ClassPlan): number {
  if (order || pauses || Object.keys(minutes).some((key) => key.includes(':'))) return VERSION;
  return own && own.length > 0 ? 2 : 1;
}

/** Tells whether two plans are of one class: then the later link updates it. Old plans are compared by title. */
export const isSameClass = (a: ClassPlan, b: ClassPlan): boolean =>
  a.id !== undefined && b.id !== undefined ? a.id === b.id : a.title !== '' && a.title === b.title;

const VERSIONS = v.picklist([1, 2, VERSION]);
const linkSchema = v.strictObject({ class: VERSIONS, plan: planSchema });
const fileSchema = v.strictObject({ format: v.literal(FORMAT), version: VERSIONS, plan: planSchema });
const later = v.pipe(v.number(), v.minValue(VERSION + 1));

/** The plan with today's names of its lessons. Where a plan has both names, the minutes of today's count. */
export function planNow(plan: ClassPlan): ClassPlan {
  const { lessons, minutes, order } = plan;
  const timed = Object.entries(minutes ?? {}).toSorted(
    ([a], [b]) => Number(lessonNow(a) === a) - Number(lessonNow(b) === b),
  );
  return {
    ...plan,
    lessons: [...new Set(lessons.map(lessonNow))],
    ...(minutes && { minutes: Object.fromEntries(timed.map(([key, each]) => [lessonNow(key), each])) }),
    ...(order && { order: [...new Set(order.map(lessonNow))] }),
  };
}

/** The plan as text for a URL's fragment. */
export const encodeClass = (plan: ClassPlan): string => encodeFragment({ class: versionOf(plan), plan });

/** Reads and checks a link of {@link encodeClass}. @throws LinkError */
export function decodeClass(text: string): ClassPlan {
  const value = decodeFragment(text, MAX_BYTES);
  if (v.is(v.object({ class: later }), value)) throw new LinkError('newer');
  const parsed = v.safeParse(linkSchema, value);
  if (!parsed.success) throw new LinkError('corrupt');
  return planNow(parsed.output.plan as ClassPlan);
}

/** The plan as the text of a file, where a link would be too long. */
export const classFile = (plan: ClassPlan): string =>
  `${JSON.stringify({ format: FORMAT, version: versionOf(plan), plan }, null, 1)}\n`;

/** Tells whether a text is, or was, the file of a class. */
export const isClassFile = (text: string): boolean => /^\ufeff?\s*\{\s*"format":\s*"thread-pool-lab-class"/.test(text);

/** Reads and checks a text of {@link classFile}. @throws LinkError */
export function readClassFile(text: string): ClassPlan {
  if (text.length > MAX_BYTES) throw new LinkError('too-large');
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new LinkError('corrupt');
  }
  if (v.is(v.object({ format: v.literal(FORMAT), version: later }), data)) throw new LinkError('newer');
  const parsed = v.safeParse(fileSchema, data);
  if (!parsed.success) throw new LinkError('corrupt');
  return planNow(parsed.output.plan as ClassPlan);
}

/** A plan that was kept as JSON; null: there is none, or none that can be understood. */
export function planOf(json: string | undefined): ClassPlan | null {
  try {
    const parsed = v.safeParse(planSchema, JSON.parse(json ?? 'null'));
    return parsed.success ? planNow(parsed.output as ClassPlan) : null;
  } catch {
    return null;
  }
}
