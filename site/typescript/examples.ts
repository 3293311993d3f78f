import type { CodeFile } from '../editor/types.ts';
import type { TypeScriptMessages } from '../i18n/en/typescript.ts';

const sources: Record<string, string> = import.meta.glob('../../lessons/programs/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

type ExampleId = keyof TypeScriptMessages['titles'];
const ORDER: readonly ExampleId[] = ['work_manager', 'threadpool_example', 'lost_update'];

export interface TypeScriptExample {
  id: ExampleId;
  files: CodeFile[];
}

/** A program by its name, with its code. For build time. @throws Error if there is none */
export function program(name: string): CodeFile {
  const text = sources[`../../lessons/programs/${name}.ts`];
  if (text === undefined) throw new Error(`There is no program "${name}" in lessons/programs.`);
  return { name: `${name}.ts`, text };
}

/** The programs of the TypeScript playground, with their code. For build time. */
export const examples = (): TypeScriptExample[] => ORDER.map((id) => ({ id, files: [program(id)] }));
