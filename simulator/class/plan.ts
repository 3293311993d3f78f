import * as v from 'valibot';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';
import { policySchema } from '../schedule/schema.ts';
import type { Policy } from '../schedule/scheduler.ts';
import { lessonNow } from '../link/lesson-names.ts';
import { LinkError, encodeFragment, decodeFragment } from '../link/permalink.ts';

/** The version of class links: a page that knows only older ones says so. */
const VERSION = 1;
const MAX_BYTES = 20_000;

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
    /** How the stages of its lessons begin; null: as each lesson has it. */
    policy: v.nullable(policySchema),
    /** Where the programs of its lessons can be switched at first; null: as each lesson has it. */
    granularity: v.nullable(v.picklist(GRANULARITIES)),
  }),
  v.check(({ lessons, exercises }) => lessons.length + exercises.length > 0),
);

/** The plan of a class, as plain data. Its title is the only text in a language. */
export type ClassPlan = Omit<v.InferOutput<typeof planSchema>, 'policy' | 'id' | 'minutes'> & {
  policy: Policy | null;
  id?: string;
  minutes?: Record<string, number>;
};

/** Whether two plans are of one class, so that the later link brings the class up to date. Old ones are told by title. */
export const isSameClass = (a: ClassPlan, b: ClassPlan): boolean =>
  a.id !== undefined && b.id !== undefined ? a.id === b.id : a.title !== '' && a.title === b.title;

const linkSchema = v.strictObject({ class: v.literal(VERSION), plan: planSchema });

/** The plan with today's names of its lessons. */
export const planNow = (plan: ClassPlan): ClassPlan => ({
  ...plan,
  lessons: [...new Set(plan.lessons.map(lessonNow))],
});

/** The plan as text for a URL's fragment. */
export const encodeClass = (plan: ClassPlan): string => encodeFragment({ class: VERSION, plan });

/** Reads and checks a link of {@link encodeClass}. @throws LinkError */
export function decodeClass(text: string): ClassPlan {
  const value = decodeFragment(text, MAX_BYTES);
  if (v.is(v.object({ class: v.pipe(v.number(), v.minValue(VERSION + 1)) }), value)) throw new LinkError('newer');
  const parsed = v.safeParse(linkSchema, value);
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
