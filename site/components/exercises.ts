import general from '../../lessons/exercises/messages.json';
import { exerciseOf, type ExerciseWords, type Task } from '../../simulator/engines/python/exercise.ts';
import type { Locale } from '../i18n/index.ts';

const sources = import.meta.glob<string>(['../../lessons/exercises/*/*.{py,json}', '../../lessons/listings/*.py'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const ROOT = '../../lessons/exercises/';

/** Everything an island needs to offer an exercise in one language and to have it graded. */
export interface ExerciseOnPage {
  task: Task;
  words: ExerciseWords;
}

/** The exercise of that id, with the messages that any exercise may need among its own; null: it is only text. */
export function exerciseFor(id: string, lang: Locale): ExerciseOnPage | null {
  if (!(`${ROOT}${id}/exercise.json` in sources)) return null;
  const exercise = exerciseOf(id, (path) => {
    const file = new URL(path, `file:///lessons/exercises/${id}/`).pathname;
    const text = sources[`../..${file}`];
    if (text === undefined) throw new Error(`The exercise "${id}" names ${path}, which is not there.`);
    return text;
  });
  const { texts, ...task } = exercise;
  const own = texts[lang];
  return { task, words: { ...own, messages: { ...general[lang], ...own.messages } } };
}
