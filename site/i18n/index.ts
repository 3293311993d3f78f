import { en, type Messages } from './en.ts';
import { zh } from './zh-cn.ts';

export type { Messages };
export { format } from './format.ts';

export const locales = ['en', 'zh-cn'] as const;
export type Locale = (typeof locales)[number];

/** What `<html lang>` and `hreflang` say. */
export const htmlLang: Record<Locale, string> = { en: 'en', 'zh-cn': 'zh-CN' };

const messages: Record<Locale, Messages> = { en, 'zh-cn': zh };
const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

export function useMessages(lang: Locale): Messages {
  return messages[lang];
}

export function otherLocale(lang: Locale): Locale {
  return lang === 'en' ? 'zh-cn' : 'en';
}

/** The address of a page, below the site's base, always with a slash at its end: `localePath('zh-cn', '/course/')`. */
export function localePath(lang: Locale, path: string): string {
  const [, before = '', hash = ''] = /^([^#?]*)(.*)$/.exec(path) ?? [];
  const inner = before.replace(/^\/+|\/+$/g, '');
  return base + (lang === 'en' ? '' : `${lang}/`) + (inner && `${inner}/`) + hash;
}

/** A page's path without base and language: `/zh-cn/course/` is `/course/`. */
export function barePath(path: string): string {
  const inner = path.startsWith(base) ? path.slice(base.length) : path.replace(/^\/+/, '');
  return `/${inner.replace(/^zh-cn(\/|$)/, '')}`;
}

/** The language of a page, by its address. */
export function localeOf(path: string): Locale {
  const inner = path.startsWith(base) ? path.slice(base.length) : path.replace(/^\/+/, '');
  return /^zh-cn(\/|$)/.test(inner) ? 'zh-cn' : 'en';
}

/** The same page in another language. */
export function alternate(path: string, lang: Locale): string {
  return localePath(lang, barePath(path));
}

/** For the `[...lang]` pages: English has no prefix. */
export function localeRoutes(): { params: { lang: string | undefined }; props: { lang: Locale } }[] {
  return locales.map((lang) => ({ params: { lang: lang === 'en' ? undefined : lang }, props: { lang } }));
}
