import { getCollection, type CollectionEntry } from 'astro:content';
import { localePath, type Locale } from '../i18n/index.ts';

export type Lesson = CollectionEntry<'lessons'>;

/** The written lessons of a language, in order. */
export async function lessonsOf(lang: Locale): Promise<Lesson[]> {
  const lessons = await getCollection('lessons', ({ id }) => id.startsWith(`${lang}/`));
  return lessons.toSorted((a, b) => a.data.number - b.data.number);
}

/** `07-dismissed` for `zh-cn/07-dismissed`: the same in both languages. */
export function slugOf(lesson: Lesson): string {
  return lesson.id.slice(lesson.id.indexOf('/') + 1);
}

export function lessonPath(lang: Locale, lesson: Lesson): string {
  return localePath(lang, `/lessons/${slugOf(lesson)}/`);
}

/** A lesson as a list of the course shows it. */
export interface SyllabusItem {
  number: number;
  part: number;
  title: string;
  slug: string;
  href: string;
  minutes: number;
  description: string;
}

/** All lessons of the course in order. */
export async function courseOf(lang: Locale): Promise<SyllabusItem[]> {
  const lessons = await lessonsOf(lang);
  return lessons.map((lesson) => {
    const { number, part, title, minutes, description } = lesson.data;
    return { number, part, title, slug: slugOf(lesson), href: lessonPath(lang, lesson), minutes, description };
  });
}
