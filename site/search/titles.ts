import { render } from 'astro:content';
import { besideOf } from '../content/beside.ts';
import { entryPath, glossaryOf } from '../content/glossary.ts';
import { lessonPath, lessonsOf } from '../content/lessons.ts';
import type { Locale } from '../i18n/index.ts';
import { plainText } from '../ui/inline.ts';
import type { Titled } from './first.ts';

/** Everything of a language that can be found by its title. For build time. */
export async function titlesOf(lang: Locale): Promise<Titled[]> {
  const terms = Object.entries(glossaryOf(lang)).map(([id, { word, match, text }]): Titled => {
    return { kind: 'term', title: plainText(word), href: entryPath(lang, id), text: plainText(text), also: match };
  });
  const lessons = await Promise.all(
    (await lessonsOf(lang)).map(async (lesson): Promise<Titled[]> => {
      const { title, description } = lesson.data;
      const href = lessonPath(lang, lesson);
      const { headings } = await render(lesson);
      const sections = headings
        .filter(({ depth }) => depth === 2)
        .map(({ text, slug }): Titled => ({
          kind: 'section',
          title: plainText(text),
          href: `${href}#${slug}`,
          text: plainText(title),
        }));
      return [{ kind: 'lesson', title: plainText(title), href, text: plainText(description) }, ...sections];
    }),
  );
  const pages = besideOf(lang).map(({ title, lead, href }): Titled => ({ kind: 'page', title, href, text: lead }));
  return [...terms, ...lessons.flat(), ...pages];
}
