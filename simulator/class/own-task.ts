import * as v from 'valibot';
import type { CheckScenario, ExerciseTexts, Task } from '../exercise/exercise.ts';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';

const part = '[\\p{L}\\p{N}_][\\p{L}\\p{N}_ -]*(\\.[\\p{L}\\p{N}_-]+)*';
const path = new RegExp(`^${part}(/${part})*$`, 'u');

/** Tells whether a file's name stays inside the program's folder. */
export const isFileName = (name: string): boolean => name.length <= 100 && path.test(name);

const fileName = v.pipe(v.string(), v.check(isFileName));

/** A program or an exercise of the instructor's own. A stranger may have written it: all of it is text until it is run. */
export const ownTaskSchema = v.strictObject({
  /** Unlike the names of the site's exercises, so that it never stands for one of them. */
  id: v.pipe(v.string(), v.regex(/^own-[a-z\d]{4,20}$/)),
  title: v.pipe(v.string(), v.maxLength(120)),
  /** The task, as plain text. */
  text: v.pipe(v.string(), v.maxLength(5000)),
  files: v.pipe(
    v.record(fileName, v.pipe(v.string(), v.maxLength(50_000))),
    v.maxEntries(8),
    v.check((files) => Object.keys(files).some((name) => name.endsWith('.py'))),
  ),
  /** The Python file whose functions are the scenarios; left out: the program is only handed in. */
  check: v.optional(v.pipe(v.string(), v.maxLength(50_000))),
  /** The points at which its threads can be switched; left out: before operations. */
  granularity: v.optional(v.picklist(GRANULARITIES)),
});
export type OwnTask = v.InferOutput<typeof ownTaskSchema>;

/** Schedules that each scenario of an own check is run under: the more places to switch at, the rarer one that fails. */
const SCHEDULES = { operation: 30, line: 80, access: 100, bytecode: 250, cpython: 250 } as const;

const SCENARIO =
  /^def +([A-Za-z]\w*)\( *lab *(?::[^),]*)?\)[^\n:]*:(?:[ \t]*(?:#[^\n]*)?\n\s*[rRuU]?("""|'''|"|')((?:(?!\2)[^\n])*))?/gm;

/** The scenarios of a check with their titles: its functions that take a `lab`, and the first lines of their docstrings. */
export function scenariosIn(check: string): { id: string; title: string }[] {
  const found = check.replaceAll('\r\n', '\n').matchAll(SCENARIO);
  const titles = new Map([...found].map(([, id, , title = '']) => [id!, title.trim().replace(/\.$/, '') || id!]));
  return [...titles].map(([id, title]) => ({ id, title }));
}

/** The exercise as it is graded. Without a check it has no scenarios. */
export function taskOf({ id, files, check = '', granularity = 'operation' }: OwnTask): Task {
  const scenarios = scenariosIn(check).map(({ id }): CheckScenario => ({
    id,
    schedules: SCHEDULES[granularity],
    granularity,
    hidden: false,
    events: check.includes(`def after_${id}(`),
    // A check may be about a program that begins no thread.
    operations: {},
    maxSteps: 5000,
  }));
  return { id, lesson: '', starter: files, solution: {}, given: [], check, scenarios };
}

/** Its words: a message of an own check is the text that `lab.expect` is given. `general`: those of any exercise. */
export const textsOf = (task: OwnTask, general: Readonly<Record<string, string>>): ExerciseTexts => ({
  title: task.title,
  scenarios: Object.fromEntries(scenariosIn(task.check ?? '').map(({ id, title }) => [id, title])),
  messages: { ...general },
});
