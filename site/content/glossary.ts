import english from '../../lessons/en/glossary.json';
import chinese from '../../lessons/zh-cn/glossary.json';
import { localePath, type Locale } from '../i18n/index.ts';

/** A main word of the course. */
export interface GlossaryEntry {
  /** As it is listed; code between backticks. */
  word: string;
  /** The forms in which a text has it, the longest first. English ones may have a plural s. */
  match: string[];
  /** The meaning, in a sentence or two; code between backticks. */
  text: string;
}

const glossaries: Record<Locale, Record<string, GlossaryEntry>> = { en: english, 'zh-cn': chinese };

/** The words of one language by their ids, which are the same in all. */
export const glossaryOf = (lang: Locale): Record<string, GlossaryEntry> => glossaries[lang];

/** The page and anchor at which a word is explained. */
export const entryPath = (lang: Locale, id: string): string => localePath(lang, `/glossary/#${id}`);
