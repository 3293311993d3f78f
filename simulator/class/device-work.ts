import * as v from 'valibot';
import { entriesNow } from '../link/lesson-names.ts';
import { planNow, planSchema, type ClassPlan } from './plan.ts';

export const WORK_FORMAT = 'thread-pool-lab-work';
export const WORK_VERSION = 1;

/** The file of all work on a device: the site's `work-file.ts`. It has the learner's name and class, if there are any. */
const workSchema = v.object({
  format: v.literal(WORK_FORMAT),
  version: v.literal(WORK_VERSION),
  saved: v.pipe(v.string(), v.maxLength(40)),
  entries: v.record(v.string(), v.string()),
  name: v.optional(v.unknown()),
  class: v.optional(v.unknown()),
});

/** Reads a file of all work as a hand-in; null: it is none. It has no sum, so nothing tells whether it was changed. */
export function deviceWorkIn(data: unknown) {
  const parsed = v.safeParse(workSchema, data);
  if (!parsed.success) return null;
  const { saved: made, name } = parsed.output;
  const entries = entriesNow(parsed.output.entries);
  const plan = v.is(planSchema, parsed.output.class) ? planNow(parsed.output.class as ClassPlan) : null;
  const handIn = {
    name: typeof name === 'string' && name.length <= 200 ? name : '',
    made,
    class: plan ?? namedIn(entries),
    entries,
  };
  return { handIn, edited: false, classless: !plan };
}

/** Everything that entries name, as a plan. Programs are named like exercises: who has the course's key tells them apart. */
function namedIn(entries: Readonly<Record<string, string>>): ClassPlan {
  const named = (pattern: RegExp) => [
    ...new Set(Object.keys(entries).flatMap((key) => pattern.exec(key)?.groups!['name'] ?? [])),
  ];
  const lessons = named(/^(done|quiz|predict):(?<name>[a-z\d-]+)(:|$)/);
  const exercises = named(/^(passed:|draft:v1:try-)(?<name>[a-z\d-]+)$/);
  return { title: '', lessons, exercises, policy: null, granularity: null };
}
