import { defaultLocale, languages, locales, type Locale } from './languages.ts';

export { locales, type Locale } from './languages.ts';

/** The value of `<html lang>` and `hreflang` for a language. */
export const htmlLang = (lang: Locale): string => languages[lang].html;

/** A language's own name for itself. */
export const languageName = (lang: Locale): string => languages[lang].name;

/** Sentences as one text. */
export const sentences = (lang: Locale, parts: readonly string[]): string => parts.join(languages[lang].gap);

/** The language whose `<html lang>` fits a tag such as `zh-Hans` best; the default where none does. */
export const localeFor = (tag: string): Locale =>
  locales.find((lang) => lang.split('-')[0] === tag.toLowerCase().split('-')[0]) ?? defaultLocale;

/** The language that the switch in the header leads to. */
export const otherLocale = (lang: Locale): Locale => locales[(locales.indexOf(lang) + 1) % locales.length]!;

/** It ends with a slash, because addresses of pages do (`trailingSlash` in `astro.config.mjs`). */
const base = import.meta.env.BASE_URL;

/** The `[...lang]` of an address: the default language has none. */
export const langParam = (lang: Locale): string | undefined => (lang === defaultLocale ? undefined : lang);

/** The address of a page, below the site's base, always with a slash at its end: `localePath('zh-cn', '/course/')`. */
export function localePath(lang: Locale, path: string): string {
  const [, before = '', hash = ''] = /^([^#?]*)(.*)$/.exec(path) ?? [];
  const inner = before.replace(/^\/+|\/+$/g, '');
  const prefix = langParam(lang);
  return base + (prefix ? `${prefix}/` : '') + (inner && `${inner}/`) + hash;
}

/** The address of a file of the site, the same in every language: `fileAddress('favicon.svg')`. */
export const fileAddress = (path: string): string => base + path;

/** The address of a file that each language has: `localeFile('zh-cn', 'solutions/put-all.json')`. */
export const localeFile = (lang: Locale, path: string): string =>
  base + (lang === defaultLocale ? path : `${lang}/${path}`);

const innerPath = (path: string): string =>
  path.startsWith(base) ? path.slice(base.length) : path.replace(/^\/+/, '');

/** The language of a page, by its address. */
export function localeOf(path: string): Locale {
  const [first] = innerPath(path).split('/');
  return locales.find((lang) => langParam(lang) === first) ?? defaultLocale;
}

/** A page's path without base and language: `/zh-cn/course/` is `/course/`. */
export function barePath(path: string): string {
  const inner = innerPath(path);
  const prefix = langParam(localeOf(path));
  return `/${prefix ? inner.slice(prefix.length).replace(/^\//, '') : inner}`;
}

/** The same page in another language. */
export function alternate(path: string, lang: Locale): string {
  return localePath(lang, barePath(path));
}

/** The routes of a `[...lang]` page. */
export function localeRoutes(): { params: { lang: string | undefined }; props: { lang: Locale } }[] {
  return locales.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang } }));
}
