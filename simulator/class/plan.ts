import * as v from 'valibot';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';
import { policySchema } from '../schedule/schema.ts';
import type { Policy } from '../schedule/scheduler.ts';
import { lessonNow } from '../link/lesson-names.ts';
import { LinkError, encodeFragment, decodeFragment } from '../link/permalink.ts';
import { ownTaskSchema, type OwnTask } from './own-task.ts';

/** The version of class links: a page that knows only older ones says so. A plan without own tasks is of the first. */
const VERSION = 2;
/** Bytes that a plan may have: twelve own tasks of a few files each. */
const MAX_BYTES = 1_000_000;
const FORMAT = 'thread-pool-lab-class';

/** Names of lessons and exercises, the same in every language. */
const name = v.pipe(v.string(), v.regex(/^[a-z\d]+(-[a-z\d]+)*$/), v.maxLength(80));
const names = v.pipe(
  v.array(name),
  v.maxLength(100),
  v.check((all) => new Set(all).size === all.length),
);

const MINUTES = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600));

export const planSchema = v.pipe(
  v.strictObject({
    /** Tells the same class again when its plan has changed; links of earlier versions have none. */
    id: v.optional(v.pipe(v.string(), v.regex(/^[a-z\d]{4,40}$/))),
    /** For how long a lesson is planned, by its name. */
    minutes: v.optional(v.record(name, MINUTES)),
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
        v.check((all) => new Set(all.map(({ id }) => id)).size === all.length),
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
export type ClassPlan = Omit<v.InferOutput<typeof planSchema>, 'policy' | 'id' | 'minutes' | 'own'> & {
  policy: Policy | null;
  id?: string;
  minutes?: Record<string, number>;
  own?: OwnTask[];
};

/** The names of all exercises of a plan: those of the site, then its own. */
export const exercisesIn = ({ exercises, own = [] }: ClassPlan): string[] => [...exercises, ...own.map(({ id }) => id)];

/** The own task of that id in the first of the plans that has it. */
export const ownTaskIn = (plans: readonly ClassPlan[], id: string): OwnTask | undefined =>
  plans.flatMap(({ own = [] }) => own).find((task) => task.id === id);

/** The version of a format that a plan takes: with own tasks, pages of before cannot read it. */
export const versionOf = ({ own = [] }: ClassPlan): number => (own.length > 0 ? VERSION : 1);

/** Tells whether two plans are of one class: then the later link updates it. Old plans are compared by title. */
export const isSameClass = (a: ClassPlan, b: ClassPlan): boolean =>
  a.id !== undefined && b.id !== undefined ? a.id === b.id : a.title !== '' && a.title === b.title;

const VERSIONS = v.picklist([1, VERSION]);
const linkSchema = v.strictObject({ class: VERSIONS, plan: planSchema });
const fileSchema = v.strictObject({ format: v.literal(FORMAT), version: VERSIONS, plan: planSchema });
const later = v.pipe(v.number(), v.minValue(VERSION + 1));

/** The plan with today's names of its lessons. */
export const planNow = (plan: ClassPlan): ClassPlan => ({
  ...plan,
  lessons: [...new Set(plan.lessons.map(lessonNow))],
});

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
