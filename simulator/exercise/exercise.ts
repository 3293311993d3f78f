import * as v from 'valibot';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';
import { fill } from '../trace/fill.ts';
import { own } from '../trace/own.ts';

const LANGUAGES = ['en', 'zh-cn'] as const;
type ExerciseLanguage = (typeof LANGUAGES)[number];

const texts = v.record(v.string(), v.string());
const scenario = v.strictObject({
  /** A function of the check, with `-` for `_`. */
  id: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/)),
  /** Schedules it is run under: run-to-block, round-robin, then random ones. */
  schedules: v.pipe(v.number(), v.integer(), v.minValue(1)),
  granularity: v.optional(v.picklist(GRANULARITIES), 'operation'),
  /** Run only if those that are not hidden hold; the learner is told what it asks when it fails, or when all hold. */
  hidden: v.optional(v.boolean(), false),
  /** Its `after_` function looks at the events, so they are kept. */
  events: v.optional(v.boolean(), false),
  /** The fewest events of a kind that its trace has in any solution: with fewer, no verdict is believed. */
  operations: v.optional(v.partial(v.strictObject({ start: v.number(), put: v.number(), get: v.number() })), {
    start: 1,
  }),
  /** Steps after which a run counts as endless. */
  maxSteps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 5000),
});
const words = v.strictObject({ title: v.string(), scenarios: texts, messages: texts });
const exerciseFile = v.strictObject({
  /** The lesson it belongs to: a file name without its ending. */
  lesson: v.string(),
  /** One to five lines: shown within the text, without hints, and on no certificate. */
  small: v.optional(v.boolean(), false),
  /** Files that the learner edits: for each the paths of its starter and its solution, from the exercise's folder. */
  files: v.record(v.string(), v.strictObject({ starter: v.string(), solution: v.string() })),
  scenarios: v.pipe(v.array(scenario), v.minLength(1)),
  texts: v.strictObject({ en: words, 'zh-cn': words }),
});

export type CheckScenario = v.InferOutput<typeof scenario>;
export type ExerciseTexts = v.InferOutput<typeof words>;

/** An exercise as plain data: everything it takes to do it, and the words for it. */
export interface Exercise extends Task {
  texts: Readonly<Record<ExerciseLanguage, ExerciseTexts>>;
}

/** The part of an exercise that grading needs. */
export interface Task {
  id: string;
  /** One to five lines, without hints. */
  small?: boolean;
  lesson: string;
  starter: Readonly<Record<string, string>>;
  solution: Readonly<Record<string, string>>;
  /** Files that are only there to be imported. They are graded as they were given, whatever was made of them. */
  given: readonly string[];
  /** The file whose functions are the scenarios, in the language of the others. */
  check: string;
  scenarios: readonly CheckScenario[];
}

/**
 * The exercise in a folder of `lessons/exercises`. `read` gives the text of a file, by its path from that folder.
 * @throws Error that says what is wrong with it.
 */
export function exerciseOf(id: string, read: (path: string) => string): Exercise {
  const parsed = v.safeParse(exerciseFile, JSON.parse(read('exercise.json')));
  if (!parsed.success)
    throw new Error(
      `lessons/exercises/${id}/exercise.json: ${v.flatten(parsed.issues).root ?? JSON.stringify(v.flatten(parsed.issues).nested)}`,
    );
  const { files, ...rest } = parsed.output;
  const each = (which: 'starter' | 'solution') =>
    Object.fromEntries(Object.entries(files).map(([name, paths]) => [name, read(paths[which])]));
  const [starter, solution] = [each('starter'), each('solution')];
  const given = Object.keys(starter).filter((name) => starter[name] === solution[name]);
  const check = read(isTypeScript({ starter }) ? 'check.ts' : 'check.py');
  return { id, ...rest, starter, solution, given, check };
}

/** Tells whether an exercise is done in TypeScript, and not in Python. */
export const isTypeScript = ({ starter }: Pick<Task, 'starter'>): boolean =>
  Object.keys(starter).some((name) => name.endsWith('.ts'));

/** Names of the files that are graded as they were given although `files` has them otherwise. */
export const changedGiven = (exercise: Task, files: Readonly<Record<string, string>>): string[] =>
  exercise.given.filter((name) => files[name] !== undefined && files[name] !== exercise.starter[name]);

/**
 * The title of each scenario, by id. `hidden` is the title of a hidden one: it has only a `{number}` until
 * it fails, or until all of the check holds.
 */
export function scenarioTitlesOf(
  scenarios: readonly CheckScenario[],
  titles: Readonly<Record<string, string>>,
  hidden: string,
  grade: { passed: boolean; scenarios: readonly { id: string; passed: boolean }[] } | null,
): Record<string, string> {
  const failed = new Set(grade?.scenarios.filter(({ passed }) => !passed).map(({ id }) => id));
  const numbered = scenarios.filter((each) => each.hidden).map(({ id }) => id);
  return Object.fromEntries(
    scenarios.map(({ id }) => {
      const told = !numbered.includes(id) || grade?.passed || failed.has(id);
      return [id, told ? (own(titles, id) ?? id) : fill(hidden, { number: numbered.indexOf(id) + 1 })];
    }),
  );
}
