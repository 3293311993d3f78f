import { render } from 'astro:content';
import { fill } from '../../simulator/trace/fill.ts';
import { besideOf } from '../content/beside.ts';
import { entryPath, glossaryOf } from '../content/glossary.ts';
import { lessonPath, lessonsOf } from '../content/lessons.ts';
import { exhibits } from '../content/museum.ts';
import { synonymsOf } from '../content/synonyms.ts';
import { localePath, type Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';
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
  const all = [...terms, ...lessons.flat(), ...levelsOf(lang), ...pages, ...toolsOf(lang)];
  const synonyms = new Map(synonymsOf(lang));
  const more = all.map((entry) => {
    const others = synonyms.get(entry.href);
    return others && synonyms.delete(entry.href) ? { ...entry, synonyms: others } : entry;
  });
  if (synonyms.size > 0)
    throw new Error(`lessons/${lang}/synonyms.json: no title at ${[...synonyms.keys()].join(', ')}`);
  return more;
}

/** The levels of the museum. Their text does not say what is wrong: the reader is to find that. */
const levelsOf = (lang: Locale): Titled[] =>
  exhibits.map(({ id, number, texts }) => ({
    kind: 'page',
    title: plainText(texts[lang].title),
    href: localePath(lang, `/museum/${id}/`),
    text: `${words(lang, 'pages').museum.title}, ${fill(words(lang, 'museum').level, { number })}`,
  }));

function toolsOf(lang: Locale): Titled[] {
  const { simulator, gil, playground } = words(lang, 'pages');
  const tools = { simulator, gil, playground, 'playground/typescript': playground.typescript };
  return Object.entries(tools).map(([path, { title, lead }]) => {
    return { kind: 'page', title, href: localePath(lang, `/${path}/`), text: lead };
  });
}
