import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ORDER, PARTS, WAYS } from '../../lessons/course.ts';
import { coreWords, minutesOf, WORDS_A_MINUTE } from '../../site/content/minutes.ts';
import { recalledIn } from '../../site/content/recalled.ts';
import { questionsOf } from '../../site/content/questions.ts';
import { locales } from '../../site/i18n/languages.ts';
import { all, lessons, type Lesson } from './lessons.ts';

const MOST_WORDS = 900;

interface Asked {
  id: string;
  choices: string[];
  right: number;
}

/** Every prediction and every question of the course, with the place of the right choice. */
const askedIn = (lesson: Lesson): Asked[] => [
  ...all(lesson, 'Predict').map(({ props }) => ({
    id: String(props['id']),
    choices: props['options'] as string[],
    right: Number(props['answer']),
  })),
  ...all(lesson, 'Quiz').flatMap(({ props }) =>
    (props['questions'] as { choices: { text: string; right?: boolean }[] }[]).map(({ choices }, index) => ({
      id: `${String(props['id'])} ${index + 1}`,
      choices: choices.map(({ text }) => text),
      right: choices.findIndex(({ right }) => right === true),
    })),
  ),
];

const textOf = (lesson: Lesson) => readFileSync(`lessons/${lesson.file}`, 'utf8');

describe.each(locales)('the questions of the course in %s', (lang) => {
  const asked = lessons(lang).flatMap(askedIn);
  const most = asked.length * 0.4;

  test('there are many, and each has one right choice among two to four different ones', () => {
    expect(asked.length).toBeGreaterThan(150);
    for (const { id, choices, right } of asked) {
      expect([id, right >= 0, new Set(choices).size === choices.length]).toEqual([id, true, true]);
      expect([2, 3, 4]).toContain(choices.length);
    }
  });

  test('no place is right in more than 40 % of them', () => {
    for (const place of [0, 1, 2, 3])
      expect(asked.filter(({ right }) => right === place).length).toBeLessThanOrEqual(most);
  });

  test('the longest choice is right in at most 40 %, and so is the shortest', () => {
    const lengths = asked.map(({ choices, right }) => {
      const own = choices.map((choice) => choice.length);
      return { longest: own[right] === Math.max(...own), shortest: own[right] === Math.min(...own) };
    });
    expect(lengths.filter(({ longest }) => longest).length).toBeLessThanOrEqual(most);
    expect(lengths.filter(({ shortest }) => shortest).length).toBeLessThanOrEqual(asked.length * 0.5);
  });
});

/** The words of a text that say something: figures, longer English words, pairs of Chinese characters. */
const wordsOf = (text: string): string[] => [
  ...(text.toLowerCase().match(/\d[\d.]*|[a-z_]{4,}/g) ?? []),
  ...[...text.matchAll(/(?=([\u3400-\u9fff]{2}))/g)].map(([, pair]) => pair!),
];

/** The words of a heading that only the right choice has, and no other choice or the question. */
const givenAway = (heading: string, question: string, choices: string[], right: number): string[] => {
  const others = new Set(wordsOf([question, ...choices.toSpliced(right, 1)].join('\n')));
  const own = wordsOf(choices[right]!).filter((word) => !others.has(word));
  return wordsOf(heading).filter((word) => own.includes(word));
};

test.each(locales)('in %s, no heading gives away what a prediction below it asks', (lang) => {
  for (const lesson of lessons(lang)) {
    const text = textOf(lesson);
    for (const { props } of all(lesson, 'Predict')) {
      const above = text.slice(0, text.indexOf(`id="${String(props['id'])}"`));
      const heading = above.match(/^#{2,3} .*$/gm)?.at(-1) ?? '';
      const found = givenAway(
        heading,
        String(props['question']),
        props['options'] as string[],
        Number(props['answer']),
      );
      expect(found.length, `${lesson.file}: ${heading} (${found.join(', ')})`).toBeLessThanOrEqual(1);
      expect(found.filter((word) => /\d/.test(word))).toEqual([]);
    }
  }
});

test('the check of headings finds an answer in one', () => {
  const choices = ['It returns its future', 'It waits'];
  expect(givenAway('## The future that returns', 'What happens?', choices, 0)).toEqual(['future', 'returns']);
  expect(givenAway('## 11 rounds', 'How many?', ['11', '12'], 0)).toEqual(['11']);
  expect(givenAway('## 主线程调用回调', '谁？', ['主线程', '工作者'], 0)).toEqual(['主线', '线程']);
  expect(givenAway('## Who waits', 'Who waits?', ['It waits', 'It runs'], 0)).toEqual([]);
});

describe.each(lessons('en').map((lesson) => [lesson.file, lesson] as const))('%s', (_, lesson) => {
  const text = textOf(lesson);

  test(`has at most ${MOST_WORDS} words that all have to read`, () => {
    expect(coreWords(text)).toBeLessThanOrEqual(MOST_WORDS);
    // A lesson that is all folds would be none.
    expect(coreWords(text)).toBeGreaterThan(200);
  });

  test('the minutes of the page are within 20 % of what a count by hand gives', () => {
    // Counted another way than the page does: everything in tags is taken out of the text, and tags are counted.
    const folds = /<(Deeper|Facilitator|Exercise|Micro|Today)\b[\s\S]*?<\/\1>/g;
    const shown = text
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replaceAll(/<Facilitator>[\s\S]*/g, '')
      .replaceAll(folds, '');
    const prose = shown
      .replaceAll(/<(Predict|Quiz)\b[\s\S]*?\n\/>/g, '')
      .replaceAll(/<Minute>[\s\S]*?<\/Minute>/g, '')
      .replaceAll(/\]\([^)]*\)/g, '')
      .replaceAll(/<[^>]*>/g, '');
    const words = prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const count = (pattern: RegExp) => shown.match(pattern)?.length ?? 0;
    const byHand =
      words / WORDS_A_MINUTE +
      count(/<Predict\b/g) +
      count(/\bchoices: \[/g) / 2 +
      2 * count(/<(Stage|Try|TryTypeScript|Museum)\b/g) +
      count(/<Sliders\b/g) +
      3 * count(/<GilLab\b/g) +
      count(/<Traces\b/g) +
      2 * (text.match(/<Today\b/g)?.length ?? 0) +
      count(/<(Listing|Minute)\b/g) / 2 +
      count(/<Output\b/g) / 4;
    const { without, with: all } = minutesOf(text);
    expect(Math.abs(without - byHand) / byHand).toBeLessThan(0.2);
    const micro = text.match(/<Micro\b/g)?.length ?? 0;
    const exercises = text.match(/<Exercise\b/g)?.length ?? 0;
    const added = 3 * micro + 20 * exercises;
    if (!lesson.file.endsWith('write-your-own-pool.mdx'))
      expect(Math.abs(all - without - added)).toBeLessThanOrEqual(1);
    else expect(all - without).toBeGreaterThanOrEqual(120);
  });

  test('the page reads the same questions as the parser does', () => {
    const parsed = all(lesson, 'Quiz').flatMap(({ props }) => props['questions']);
    expect(questionsOf(text)).toEqual(parsed);
  });
});

test.each(lessons('en').map((lesson) => [lesson.file, lesson] as const))(
  '%s has two or three small tasks, and code of the learner’s own within its first 300 words',
  (_, lesson) => {
    const text = textOf(lesson);
    expect([2, 3]).toContain(all(lesson, 'Micro').length);
    expect(coreWords(text.slice(0, text.search(/<(?:Micro|Exercise|Try)\b/)))).toBeLessThanOrEqual(300);
    // Before the first heading: what went wrong for whom, and in a few sentences.
    const opening = text.replace(/^---[\s\S]*?\n---\n/, '').split(/^## /m)[0]!;
    expect(coreWords(opening)).toBeGreaterThan(20);
  },
);

test.each(locales)('in %s, a prediction of each lesson asks for the reader’s own reason first', (lang) => {
  const asking = lessons(lang).map(
    (lesson) => all(lesson, 'Predict').filter(({ props }) => props['why'] === true).length,
  );
  expect(asking.every((count) => count >= 1 && count <= 2)).toBe(true);
});

test.each(locales)(
  'in %s, each lesson but the first begins with three questions of earlier ones, none twice',
  (lang) => {
    const bodies = lessons(lang).map(textOf);
    const recalled = recalledIn(bodies);
    expect(recalled.map((questions) => questions.length)).toEqual([0, ...bodies.slice(1).map(() => 3)]);
    const texts = recalled.map((questions) => questions.map(({ text }) => text));
    expect(new Set(texts.flat()).size).toBe(texts.flat().length);
    for (const [at, own] of texts.entries()) {
      const earlier = bodies.slice(0, at).flatMap(questionsOf);
      expect(earlier.map(({ text }) => text)).toEqual(expect.arrayContaining(own));
    }
  },
);

test('the questions that a lesson begins with take half a minute each', () => {
  const body = textOf(lessons('en')[1]!);
  expect(minutesOf(body, 4).without - minutesOf(body).without).toBe(2);
});

test.each(locales)('in %s, each lesson on threadpool has a box with today’s pool', (lang) => {
  const inside = PARTS.find(({ id }) => id === 'inside-threadpool')!.lessons;
  for (const name of inside)
    expect(
      all(
        lessons(lang).find(({ file }) => file === `${lang}/${name}.mdx`)!,
        'Today',
      ),
      name,
    ).toHaveLength(1);
});

test('the course has six parts and three ways through, made of its own lessons', () => {
  expect(PARTS).toHaveLength(6);
  expect(WAYS.map(({ id }) => id)).toEqual(['hour', 'all', 'inside']);
  for (const { lessons: names } of WAYS) {
    const places = names.map((name) => ORDER.indexOf(name));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  }
});

test('the way of an hour takes about an hour without exercises', () => {
  const written = lessons('en').filter(({ file }) => WAYS[0]!.lessons.includes(file.replace(/^en\/|\.mdx$/g, '')));
  expect(written).toHaveLength(WAYS[0]!.lessons.length);
  const recalled = (lesson: Lesson) => (lesson.file === `en/${ORDER[0]}.mdx` ? 0 : 3);
  const minutes = written.reduce((sum, lesson) => sum + minutesOf(textOf(lesson), recalled(lesson)).without, 0);
  expect(Math.abs(minutes - 60)).toBeLessThanOrEqual(12);
});

test.each(locales)('no listing in %s is shown twice in a row: where it can be edited, it stands once', (lang) => {
  const twice = lessons(lang).flatMap(({ file, elements }) => {
    const shown = elements
      .filter(({ name, props }) => name === 'Listing' || name === 'Today' || (name === 'Try' && props['listings']))
      .map(({ props }) => [props['name'] ?? (props['listings'] as string[])[0], props['part']].join(' '));
    return shown.filter((each, at) => each === shown[at - 1]).map((each) => `${file}: ${each}`);
  });
  expect(twice).toEqual([]);
});
