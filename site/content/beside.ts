import { localePath, type Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';

/** The pages that stand beside the lessons, in the order of their list; the key is that of their words. */
const PAGES = {
  glossary: '/glossary/',
  cheatSheet: '/cheat-sheet/',
  article: '/article/',
  museum: '/museum/',
  class: '/class/',
  workshop: '/workshop/',
} as const;

/** Lists the pages beside the lessons, with their addresses in a language. */
export function besideOf(lang: Locale): { title: string; lead: string; href: string }[] {
  const t = words(lang, 'course').beside.pages;
  return (Object.keys(PAGES) as (keyof typeof PAGES)[]).map((key) => ({
    ...t[key],
    href: localePath(lang, PAGES[key]),
  }));
}
