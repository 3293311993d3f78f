/** A language of the site. */
interface Language {
  /** As `<html lang>` and `hreflang` have it. */
  html: string;
  /** Its own name for itself. */
  name: string;
  /** Text between two sentences. */
  gap: string;
}

/**
 * The languages of the site, the default first. Each has a folder of messages here, and one of lessons. The site's
 * configuration reads this file too, so it imports nothing.
 */
export const languages = {
  en: { html: 'en', name: 'English', gap: ' ' },
  'zh-cn': { html: 'zh-CN', name: '中文', gap: '' },
} as const satisfies Record<string, Language>;

export type Locale = keyof typeof languages;
export const locales = Object.keys(languages) as Locale[];
export const [defaultLocale] = locales as [Locale];
