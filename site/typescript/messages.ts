import type { Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';

/** Messages that both playgrounds have. */
const SHARED = [
  'code',
  'run',
  'stop',
  'file',
  'output',
  'stderr',
  'noOutput',
  'cutBefore',
  'cut',
  'older',
  'share',
  'tool',
  'noScript',
] as const;
type Shared = Pick<WorkbenchMessages, (typeof SHARED)[number]>;

const sharedOf = (all: WorkbenchMessages): Shared =>
  Object.fromEntries(SHARED.map((name) => [name, all[name]])) as unknown as Shared;

/** All the words of a program in TypeScript, in one language. For build time. */
export const typescriptPageMessagesOf = (lang: Locale) => ({
  workbench: sharedOf(words(lang, 'workbench')),
  own: words(lang, 'typescript'),
  editor: words(lang, 'editor'),
});

export type TypeScriptPageMessages = ReturnType<typeof typescriptPageMessagesOf>;
