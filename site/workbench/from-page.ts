import type { ExerciseOnPage } from '../content/exercises.ts';
import type { CodeFile } from '../editor/types.ts';
import { readJson } from '../ui/json-once.ts';
import type { PageFile } from './exercise-data.ts';
import { EXERCISE_MESSAGES_ID } from './page-data.ts';

/** Puts together what a page carries in parts. What is built shows the first file only; the browser reads the others. */
export const filesFromPage = (files: readonly PageFile[]): CodeFile[] =>
  files.map(({ page, ...file }) => ({
    ...file,
    text: !import.meta.env.SSR && page ? readJson<string>(page)! : file.text,
  }));

/** The exercise with its files, and with the messages that any exercise may need. */
export function exerciseFromPage(exercise: ExerciseOnPage | undefined, files: readonly CodeFile[]) {
  if (!exercise || import.meta.env.SSR) return exercise;
  const { task, words } = exercise;
  const messages = { ...readJson<Record<string, string>>(EXERCISE_MESSAGES_ID), ...words.messages };
  // Files that are only imported are graded as they were given: as the page has them.
  const starter = Object.fromEntries(files.map(({ name, text }) => [name, text]));
  return { task: { ...task, starter }, words: { ...words, messages } };
}
