import { fnv1a } from '../../simulator/trace/hash.ts';
import exercises from '../../lessons/zh-cn/comments/exercises.json' with { type: 'json' };
import listings from '../../lessons/zh-cn/comments/listings.json' with { type: 'json' };
import museum from '../../lessons/zh-cn/comments/museum.json' with { type: 'json' };
import programs from '../../lessons/zh-cn/comments/programs.json' with { type: 'json' };
import type { Locale } from '../i18n/index.ts';
import { withComments } from './comments.ts';

/** A file of a program, as an editor is given it. */
export interface ProgramFile {
  name: string;
  text: string;
  /** Hash of its English text, where the comments are in another language. */
  from?: string;
}

/** For each language but that of the files, its text for each comment. */
const TRANSLATIONS: Readonly<Record<Exclude<Locale, 'en'>, Readonly<Record<string, string>>>> = {
  'zh-cn': { ...listings, ...exercises, ...museum, ...programs },
};

/** A program with its comments and docstrings in a language. For build time. */
export function inLanguage(text: string, file: string, lang: Locale): string {
  return lang === 'en' ? text : withComments(text, file, TRANSLATIONS[lang]);
}

/** A file for an editor, with its comments in a language. For build time. */
export function fileIn(lang: Locale, name: string, english: string): ProgramFile {
  const text = inLanguage(english, name, lang);
  return text === english ? { name, text } : { name, text, from: fnv1a(english).toString(36) };
}
