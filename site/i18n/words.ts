import en, { type AllMessages } from './en/index.ts';
import type { Locale } from './index.ts';
import zhCn from './zh-cn/index.ts';

/** A part of the interface that has messages of its own. */
export type Room = keyof AllMessages;

/** All messages in all languages. For build time. */
export const allWords: Record<Locale, AllMessages> = { en, 'zh-cn': zhCn };

/**
 * The messages of one room in one language. For build time: in the browser a page reads its own from the document, or
 * asks `fetchWords()`.
 */
export const words = <Name extends Room>(lang: Locale, room: Name): AllMessages[Name] => allWords[lang][room];
