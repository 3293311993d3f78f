import type { AllMessages } from './en/index.ts';
import type { Locale } from './index.ts';
import type { Room } from './words.ts';

const files = import.meta.glob<object>(['./*/*.ts', '!./*/index.ts'], { import: 'default' });

/** Fetches the messages of one room in one language, in the browser. @throws where they cannot be fetched. */
export const fetchWords = async <Name extends Room>(lang: Locale, room: Name): Promise<AllMessages[Name]> =>
  (await files[`./${lang}/${room}.ts`]!()) as AllMessages[Name];
