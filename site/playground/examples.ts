import { listing } from '../content/listings.ts';
import type { CodeFile } from '../editor/types.ts';

/** The programs of the playground: the listing that is run, and those it imports, which can be changed too. */
const EXAMPLES = {
  first_pool: ['threadpool'],
  work_manager: [],
  work_manager_fixed: [],
  threadpool_example: ['threadpool'],
  queue_conditions: [],
  check_then_act: [],
  bug_bare_except: ['work_manager'],
  two_locks: [],
  lost_update: [],
} as const;
export type ExampleId = keyof typeof EXAMPLES;

export interface PythonExample {
  id: ExampleId;
  files: CodeFile[];
}

/** All examples with their code. For build time. */
export const examples = (): PythonExample[] =>
  Object.entries(EXAMPLES).map(([id, together]) => ({
    id: id as ExampleId,
    files: [id, ...together].map((name) => {
      const { file, text } = listing(name);
      return { name: file, text: `${text}\n` };
    }),
  }));
