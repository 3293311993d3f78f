import type { Task } from '../exercise/exercise.ts';

/** The right choices of a lesson, from 0: one for each question of a quiz, and one for each prediction. */
export interface AnswerKey {
  quizzes: Record<string, number[]>;
  predictions: Record<string, number>;
}

/** The data that hand-ins are judged by. It has no text in any language but the checks' own. */
export interface CourseKey {
  lessons: Record<string, AnswerKey>;
  exercises: Record<string, Task>;
}

const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/gs;

/** Reads the questions of a lesson out of its MDX. Nothing of it is run. @throws Error if a question has no right choice. */
export function answersOf(mdx: string): AnswerKey {
  const key: AnswerKey = { quizzes: {}, predictions: {} };
  for (const { id, body } of tagsOf(mdx, 'Quiz', /\]\}\s*\/>/)) {
    key.quizzes[id] = [...body.matchAll(/choices:\s*\[([^\]]*)\]/g)].map(([, choices]) => {
      const right = [...choices!.matchAll(/\{[^}]*\}/g)].findIndex(([choice]) => /\bright:\s*true\b/.test(choice));
      if (right === -1) throw new Error(`Quiz "${id}": a question has no right choice`);
      return right;
    });
  }
  for (const { id, body } of tagsOf(mdx, 'Predict', /\/>/)) {
    const answer = /\banswer=\{(\d+)\}/.exec(body);
    if (!answer) throw new Error(`Predict "${id}" has no answer`);
    key.predictions[id] = Number(answer[1]);
  }
  return key;
}

/** The tags of a name with their attributes, in which every string is empty: what is left are brackets and numbers. */
function tagsOf(mdx: string, name: string, end: RegExp): { id: string; body: string }[] {
  return [...mdx.matchAll(new RegExp(`<${name}\\s+id=["']([\\w-]+)["']`, 'g'))].map((found) => {
    const rest = mdx.slice(found.index + found[0].length).replaceAll(STRINGS, '""');
    return { id: found[1]!, body: rest.slice(0, end.exec(rest)?.index) };
  });
}

/** A task without what only a page needs of it. */
export const withoutSolution = (task: Task): Task => ({
  id: task.id,
  lesson: task.lesson,
  starter: task.starter,
  solution: {},
  given: task.given,
  check: task.check,
  scenarios: task.scenarios,
});
