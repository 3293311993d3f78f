import { editorEn } from '../i18n/editor.en.ts';
import { editorZh } from '../i18n/editor.zh-cn.ts';
import type { Locale } from '../i18n/index.ts';
import { typescriptEn } from '../i18n/typescript.en.ts';
import { typescriptZh } from '../i18n/typescript.zh-cn.ts';
import { workbenchEn, type WorkbenchMessages } from '../i18n/workbench.en.ts';
import { workbenchZh } from '../i18n/workbench.zh-cn.ts';

/** Words that both playgrounds have. */
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
  'noScript',
] as const;
type Shared = Pick<WorkbenchMessages, (typeof SHARED)[number]>;

const sharedOf = (all: WorkbenchMessages): Shared =>
  Object.fromEntries(SHARED.map((name) => [name, all[name]])) as unknown as Shared;

/** All the words of a program in TypeScript, in one language. For build time. */
export const wordsOf = (lang: Locale) =>
  lang === 'en'
    ? { bench: sharedOf(workbenchEn), own: typescriptEn, editor: editorEn }
    : { bench: sharedOf(workbenchZh), own: typescriptZh, editor: editorZh };

export type Words = ReturnType<typeof wordsOf>;
