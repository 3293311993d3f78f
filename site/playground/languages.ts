import { localePath, type Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';

/** Links between the playgrounds of Python and TypeScript. */
export interface Languages {
  label: string;
  links: readonly { name: string; href: string; here: boolean }[];
}

/** Makes the links; `here` is the language of the page. For build time. */
export const languagesOf = (lang: Locale, here: 'Python' | 'TypeScript'): Languages => ({
  label: words(lang, 'pages').playground.languages,
  links: [
    { name: 'Python', href: localePath(lang, '/playground/'), here: here === 'Python' },
    { name: 'TypeScript', href: localePath(lang, '/playground/typescript/'), here: here === 'TypeScript' },
  ],
});
