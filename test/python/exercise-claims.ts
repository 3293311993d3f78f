import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Exercise } from '../../simulator/exercise/exercise.ts';
import { locales } from '../../site/i18n/languages.ts';

/** States what is true of the texts of each exercise, whatever language it is done in. */
export function claimsOfExercise(exercise: Exercise): void {
  const { id } = exercise;
  const tag = exercise.small ? 'Micro' : 'Exercise';
  const lessonFile = (lang: string) => new URL(`../../lessons/${lang}/${exercise.lesson}.mdx`, import.meta.url);
  const block = (lang: string) =>
    readFileSync(lessonFile(lang), 'utf8').split(`<${tag} id="${id}"`)[1]!.split(`</${tag}>`)[0]!;

  test('has the same scenarios and messages in every language, and one of each', () => {
    const { en } = exercise.texts;
    const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const lang of locales) {
      const { messages, scenarios } = exercise.texts[lang];
      expect(Object.keys(messages)).toEqual(Object.keys(en.messages));
      expect(Object.keys(scenarios)).toEqual(exercise.scenarios.map((scenario) => scenario.id));
      for (const key of Object.keys(messages)) expect(values(messages[key]!)).toEqual(values(en.messages[key]!));
    }
  });

  test.each(locales)(
    'its lesson has it in %s, with its title, three hints or more, and a solution; a small one needs no hints',
    (lang) => {
      expect(block(lang)).toContain(`title="${exercise.texts[lang].title}"`);
      if (exercise.small) return;
      expect(block(lang).match(/<Hint\b/g)!.length).toBeGreaterThanOrEqual(3);
      expect(block(lang)).toMatch(/<Solution\b/);
    },
  );

  if (!exercise.small) return;
  test('takes one to five lines', () => {
    const { starter, solution } = exercise;
    const [file] = Object.keys(starter);
    const before = starter[file!]!.split('\n');
    const added = solution[file!]!.split('\n').filter((line) => line.trim() !== '' && !before.includes(line));
    expect([added.length <= 5, starter[file!] !== solution[file!]]).toEqual([true, true]);
  });
}
