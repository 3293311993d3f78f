import english from '../../lessons/en/synonyms.json';
import chinese from '../../lessons/zh-cn/synonyms.json';
import { localePath, type Locale } from '../i18n/index.ts';

const synonyms: Record<Locale, Readonly<Record<string, readonly string[]>>> = { en: english, 'zh-cn': chinese };

/** Addresses of main words and pages, each with other words by which readers of a language look it up. */
export const synonymsOf = (lang: Locale): [href: string, others: readonly string[]][] =>
  Object.entries(synonyms[lang]).map(([path, others]) => [localePath(lang, `/${path}`), others]);
