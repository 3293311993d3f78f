import { listingFile } from '../content/listings.ts';
import type { CodeFile } from '../editor/types.ts';
import type { Locale } from '../i18n/index.ts';
import type { PlaygroundMessages } from '../i18n/en/playground.ts';

type ExampleId = keyof PlaygroundMessages['titles'];
type Group = keyof PlaygroundMessages['groups'];

/** The programs of the playground, in groups: the listing that is run, and those it imports, which can be changed too. */
const EXAMPLES: Record<Group, Partial<Record<ExampleId, readonly string[]>>> = {
  pools: {
    first_pool: ['threadpool'],
    work_manager: [],
    work_manager_fixed: [],
    threadpool_example: ['threadpool'],
    bug_bare_except: ['work_manager'],
  },
  queues: { queue_conditions: [], check_then_act: [] },
  locks: { two_locks: [], lost_update: [] },
  mine: {},
};

export interface PythonExample {
  id: ExampleId;
  group: Group;
  files: CodeFile[];
}

/** All examples with their code, the learner's own program last. For build time. */
export const pythonExamples = (lang: Locale): PythonExample[] => [
  ...Object.entries(EXAMPLES).flatMap(([group, programs]) =>
    Object.entries(programs).map(([id, together]) => ({
      id: id as ExampleId,
      group: group as Group,
      files: [id, ...together].map((name) => listingFile(name, lang)),
    })),
  ),
  { id: 'own', group: 'mine', files: [{ name: 'main.py', text: '' }] },
];
