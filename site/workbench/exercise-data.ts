import general from '../../lessons/exercises/messages.json';
import { exerciseFor, startersOf, type ExerciseOnPage } from '../content/exercises.ts';
import type { CodeFile } from '../editor/types.ts';
import type { Locale } from '../i18n/index.ts';
import { EXERCISE_MESSAGES_ID, fileId } from './page-data.ts';

/** A file that a workbench begins with. `page`: the id under which the page has its text. */
export type PageFile = CodeFile & { page?: string };

/** Files as a page carries them: the first one whole, and the others under an id that all its workbenches share. */
export const filesOnPage = (
  files: readonly CodeFile[],
): { light: PageFile[]; once: (readonly [string, string])[] } => ({
  light: files.map((file, at) => (at === 0 ? file : { ...file, text: '', page: fileId(file.name, file.text) })),
  once: files.slice(1).map(({ name, text }) => [fileId(name, text), text] as const),
});

/**
 * An exercise as a page carries it. It has each file once, as its original. The solution's texts are fetched when asked for,
 * and the messages of all exercises stand in the page once. For build time. @throws Error if there is none
 */
export function exerciseOnPage(id: string, lang: Locale) {
  const exercise = exerciseFor(id, lang);
  if (!exercise) throw new Error(`There is no exercise "${id}".`);
  const { task, words } = exercise;
  const names = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.keys(files).map((file) => [file, '']));
  const messagesOfAll = new Map(Object.entries(general[lang]));
  const own = Object.entries(words.messages).filter(([key, text]) => messagesOfAll.get(key) !== text);
  const onPage: ExerciseOnPage = {
    task: { ...task, starter: names(task.starter), solution: names(task.solution) },
    words: { ...words, messages: Object.fromEntries(own) },
  };
  return { onPage, originals: startersOf(id, lang), once: [EXERCISE_MESSAGES_ID, general[lang]] as const };
}
