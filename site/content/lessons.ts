import { getCollection, type CollectionEntry } from 'astro:content';
import { ORDER, PARTS } from '../../lessons/course.ts';
import { lessonNow, NUMBERED } from '../../simulator/link/lesson-names.ts';
import { minutesOf, type Minutes } from './minutes.ts';
import { recalledIn } from './recalled.ts';
import { localePath, type Locale } from '../i18n/index.ts';

export type Lesson = CollectionEntry<'lessons'>;

/** The written lessons of a language, in order. */
export async function lessonsOf(lang: Locale): Promise<Lesson[]> {
  const lessons = await getCollection('lessons', ({ id }) => id.startsWith(`${lang}/`));
  return lessons.toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** `six-bugs` for `zh-cn/six-bugs`: the same in both languages. */
export function slugOf(lesson: Lesson): string {
  return lesson.id.slice(lesson.id.indexOf('/') + 1);
}

/** The lesson's place in the course, from 1. */
export function numberOf(lesson: Lesson): number {
  const place = ORDER.indexOf(slugOf(lesson));
  if (place === -1) throw new Error(`lessons/course.ts has no place for the lesson "${slugOf(lesson)}"`);
  return place + 1;
}

/** The part it belongs to, from 1. */
export const partNumberOf = (lesson: Lesson): number =>
  PARTS.findIndex(({ lessons }) => lessons.includes(slugOf(lesson))) + 1;

export function lessonPath(lang: Locale, lesson: Lesson): string {
  return localePath(lang, `/lessons/${slugOf(lesson)}/`);
}

/** Addresses that lessons had until 2026, each with the lesson of today. */
export async function movedOf(lang: Locale): Promise<{ slug: string; lesson: Lesson }[]> {
  const lessons = await lessonsOf(lang);
  return NUMBERED.map((slug) => {
    const lesson = lessons.find((each) => slugOf(each) === lessonNow(slug));
    if (!lesson) throw new Error(`The old address "${slug}" leads to no lesson`);
    return { slug, lesson };
  });
}

/** Times of the texts that were counted so far: about 200 pages and files of a build ask for those of all lessons. */
const counted = new Map<string, Minutes>();

function countedOnce(text: string, recalled: number): Minutes {
  const key = `${recalled} ${text}`;
  const known = counted.get(key) ?? minutesOf(text, recalled);
  counted.set(key, known);
  return known;
}

/** The time that each lesson takes, by its English text: a translation says the same. */
export async function timesOf(): Promise<ReadonlyMap<string, Minutes>> {
  const lessons = await lessonsOf('en');
  const recalled = recalledIn(lessons.map(({ body }) => body ?? ''));
  return new Map(
    lessons.map((lesson, at) => [slugOf(lesson), countedOnce(lesson.body ?? '', recalled[at]!.length)] as const),
  );
}

/** A lesson as a list of the course shows it. */
export interface SyllabusItem {
  number: number;
  part: number;
  title: string;
  slug: string;
  href: string;
  /** Without exercises, and with them. */
  minutes: Minutes;
  description: string;
}

/** All lessons of the course in order. */
export async function courseOf(lang: Locale): Promise<SyllabusItem[]> {
  const lessons = await lessonsOf(lang);
  const times = await timesOf();
  return lessons.map((lesson) => {
    const { title, description } = lesson.data;
    return {
      number: numberOf(lesson),
      part: partNumberOf(lesson),
      title,
      slug: slugOf(lesson),
      href: lessonPath(lang, lesson),
      minutes: times.get(slugOf(lesson))!,
      description,
    };
  });
}
