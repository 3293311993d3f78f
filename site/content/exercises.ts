import general from '../../lessons/exercises/messages.json';
import {
  exerciseOf,
  isTypeScript,
  type Exercise,
  type ExerciseTexts,
  type Task,
} from '../../simulator/exercise/exercise.ts';
import type { Locale } from '../i18n/index.ts';
import { fileIn, inLanguage, type ProgramFile } from './in-language.ts';

const sources = import.meta.glob<string>(
  ['../../lessons/exercises/*/*.{py,ts,json}', '../../lessons/{listings,programs}/*.{py,ts}'],
  { query: '?raw', import: 'default', eager: true },
);
const ROOT = '../../lessons/exercises/';

/** Everything an island needs to offer an exercise in one language and to have it graded. */
export interface ExerciseOnPage {
  task: Task;
  words: ExerciseTexts;
}

/** Ids of all exercises that are graded. */
export const exerciseIds = (): string[] =>
  Object.keys(sources).flatMap((path) => (path.endsWith('/exercise.json') ? [path.split('/').at(-2)!] : []));

/** Ids of those that are done in Python, which an embedded editor runs. */
export const pythonExercises = (): string[] => exerciseIds().filter((id) => !isTypeScript(exerciseFor(id, 'en')!.task));

/** The exercise of that id, with the messages that any exercise may need among its own; null: it is only text. */
export function exerciseFor(id: string, lang: Locale): ExerciseOnPage | null {
  const exercise = read(id);
  if (!exercise) return null;
  const { texts, ...all } = exercise;
  // A file that is only there to be imported is the same in both: it is in the page once.
  const changed = Object.entries(all.solution).filter(([name, text]) => text !== all.starter[name]);
  const shown = (files: [string, string][]) =>
    Object.fromEntries(files.map(([name, text]) => [name, inLanguage(text, name, lang)]));
  const task = { ...all, starter: shown(Object.entries(all.starter)), solution: shown(changed) };
  const own = texts[lang];
  return { task, words: { ...own, messages: { ...general[lang], ...own.messages } } };
}

/** The files that an exercise begins with, for an editor. @throws Error if there is none of that id */
export function startersOf(id: string, lang: Locale): ProgramFile[] {
  const exercise = read(id);
  if (!exercise) throw new Error(`There is no exercise "${id}".`);
  return Object.entries(exercise.starter).map(([name, text]) => fileIn(lang, name, text));
}

/** The exercise as its files have it; null: there is none of that id. */
function read(id: string): Exercise | null {
  if (!(`${ROOT}${id}/exercise.json` in sources)) return null;
  return exerciseOf(id, (path) => {
    const file = new URL(path, `file:///lessons/exercises/${id}/`).pathname;
    const text = sources[`../..${file}`];
    if (text === undefined) throw new Error(`The exercise "${id}" names ${path}, which is not there.`);
    return text;
  });
}
