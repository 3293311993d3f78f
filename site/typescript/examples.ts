import { fileIn } from '../content/in-language.ts';
import type { CodeFile } from '../editor/types.ts';
import type { Locale } from '../i18n/index.ts';
import type { TypeScriptMessages } from '../i18n/en/typescript.ts';

const sources: Record<string, string> = import.meta.glob('../../lessons/programs/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

type ExampleId = keyof TypeScriptMessages['titles'];
type Group = keyof TypeScriptMessages['groups'];
const GROUPS: Record<Group, readonly ExampleId[]> = {
  pools: ['work_manager', 'threadpool_example'],
  locks: ['lost_update'],
  mine: [],
};

export interface TypeScriptExample {
  id: ExampleId;
  group: Group;
  files: CodeFile[];
}

/** A program by its name, with its comments in the language. For build time. @throws Error if there is none */
export function program(name: string, lang: Locale): CodeFile {
  const text = sources[`../../lessons/programs/${name}.ts`];
  if (text === undefined) throw new Error(`There is no program "${name}" in lessons/programs.`);
  return fileIn(lang, `${name}.ts`, text);
}

/** The programs of the TypeScript playground, with their code, the learner's own last. For build time. */
export const typescriptExamples = (lang: Locale): TypeScriptExample[] => [
  ...Object.entries(GROUPS).flatMap(([group, ids]) =>
    ids.map((id) => ({ id, group: group as Group, files: [program(id, lang)] })),
  ),
  { id: 'own', group: 'mine', files: [{ name: 'main.ts', text: 'export function main() {\n  \n}\n' }] },
];
