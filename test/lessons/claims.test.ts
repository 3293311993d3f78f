import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ORDER } from '../../lessons/course.ts';
import { listing, output } from '../../site/content/listings.ts';
import { all, lessons, pages, type Lesson } from './lessons.ts';

interface Question {
  text: string;
  choices: { text: string; right?: boolean; why: string }[];
}

const english = lessons('en');
const chinese = lessons('zh-cn');
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).map(
  (path) => `test/${path.replaceAll('\\', '/')}`,
);
const questionsOf = (lesson: Lesson) => all(lesson, 'Quiz').flatMap(({ props }) => props['questions'] as Question[]);

/** An experiment is a listing that prints, or a test: by its path, or by its name alone. */
function isExperiment(id: string): boolean {
  if (existsSync(`lessons/listings/${id}.py`)) return existsSync(`lessons/listings/${id}.out`);
  return tests.some((path) => path === id || basename(path) === `${id}.test.ts`);
}

const everything = [...english, ...chinese, ...pages('en'), ...pages('zh-cn')];

test.each(everything.map((lesson) => [lesson.file, lesson] as const))('every emphasis of %s is closed', (_, lesson) => {
  expect(lesson.unclosed).toEqual([]);
});

test.each(everything.map((lesson) => [lesson.file, lesson] as const))(
  'every claim of %s has a source, with a name, or an experiment that exists',
  (_, lesson) => {
    for (const { props, text } of all(lesson, 'Claim')) {
      const { source, by, experiment } = props;
      if (experiment === undefined) {
        expect(URL.canParse(String(source)) && String(source).startsWith('https://'), `source of “${text}”`).toBe(true);
        expect(by, `name of the source of “${text}”`).toMatch(/\S/);
      } else expect(isExperiment(String(experiment)), `experiment ${String(experiment)}`).toBe(true);
      expect(text).toMatch(/\S/);
    }
  },
);

describe.each([...english, ...chinese].map((lesson) => [lesson.file, lesson] as const))('%s', (file, lesson) => {
  test('it makes claims', () => {
    expect(all(lesson, 'Claim')).not.toEqual([]);
  });

  test('it has a prediction, a picture that moves, a summary and notes for the instructor', () => {
    // A pool view, numbers to move, or a program that can be stepped.
    expect(['Stage', 'Sliders', 'Try'].flatMap((name) => all(lesson, name))).not.toEqual([]);
    for (const name of ['Predict', 'Minute', 'Facilitator']) expect(all(lesson, name), name).not.toEqual([]);
    expect(all(lesson, 'Minute')).toHaveLength(1);
    expect(all(lesson, 'Facilitator')).toHaveLength(1);
  });

  test('it has three or four questions, and every choice says why', () => {
    const questions = questionsOf(lesson);
    expect([3, 4]).toContain(questions.length);
    for (const { text, choices } of questions) {
      expect(
        choices.filter(({ right }) => right),
        text,
      ).toHaveLength(1);
      for (const { why } of choices) expect(why, text).toMatch(/\S/);
    }
  });

  test('every prediction has its answer among the options', () => {
    for (const { props } of all(lesson, 'Predict')) {
      expect((props['options'] as string[])[props['answer'] as number], String(props['id'])).toBeDefined();
      expect(props['because']).toMatch(/\S/);
    }
  });

  test('no id is used twice', () => {
    const ids = lesson.elements.filter(({ name }) => name !== 'Term').flatMap(({ props }) => props['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('code comes from the listings, and they have what is shown', () => {
    expect(lesson.nodes).not.toContain('code');
    for (const { props } of all(lesson, 'Listing'))
      expect(listing(String(props['name']), 'en', props['part'] as string | undefined).text).not.toBe('');
    for (const { props } of all(lesson, 'Output')) expect(output(String(props['name'])).text).not.toBe('');
  });

  test('it has its place in the course, and says what it is about', () => {
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(lesson.frontmatter)?.[1];
    expect(ORDER).toContain(basename(file, '.mdx'));
    expect(field('number')).toBeUndefined();
    for (const name of ['title', 'description']) expect(field(name)).toMatch(/\S/);
    const goals = lesson.frontmatter.match(/^ {2}- /gm) ?? [];
    expect([2, 3, 4]).toContain(goals.length);
  });
});

/** Lists the parts that are the same in every language: ids, code, claims and right answers, in the order of the page. */
function bones(lesson: Lesson) {
  return {
    components: lesson.elements
      .filter(({ name }) =>
        [
          'Predict',
          'Quiz',
          'Stage',
          'Exercise',
          'Micro',
          'Deeper',
          'Listing',
          'Output',
          'Hint',
          'Solution',
          'Museum',
        ].includes(name),
      )
      .map(({ name, props: { id, name: listed, part, scenario, show, at, axis } }) => ({
        name,
        id,
        listed,
        part,
        scenario,
        show,
        at,
        axis,
      })),
    claims: all(lesson, 'Claim').map(({ props: { source, experiment } }) => source ?? experiment),
    terms: all(lesson, 'Term').map(({ props }) => props['id']),
    predictions: all(lesson, 'Predict').map(({ props }) => [(props['options'] as string[]).length, props['answer']]),
    questions: questionsOf(lesson).map(({ choices }) => choices.map(({ right }) => right === true)),
  };
}

test('there are English lessons', () => {
  expect(english.map(({ file }) => file).slice(0, 4)).toEqual([
    'en/five-parts.mdx',
    'en/the-queue-does-the-locking.mdx',
    'en/work-manager-step-by-step.mdx',
    'en/six-bugs.mdx',
  ]);
});

for (const lesson of [...chinese, ...pages('zh-cn')]) {
  test(`${lesson.file} has the ids, the code, the claims and the right answers of the English one`, () => {
    const original = [...english, ...pages('en')].find(({ file }) => file === lesson.file.replace('zh-cn/', 'en/'));
    expect(original, 'an English one of the same name').toBeDefined();
    expect(bones(lesson)).toEqual(bones(original as Lesson));
  });
}
