import { svelte } from '@sveltejs/vite-plugin-svelte';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Tests start hundreds of workers and commands, which compile the same files: half of their time.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('test/.cache/compiled', import.meta.url));

/** Files that take more than half a minute, the longest first. Where nothing has been run yet, Vitest goes by their sizes. */
const LONGEST = ['cpython-modules', 'exercises', 'museum', 'cpython', 'fresh-process', 'cli', 'reaches', 'native'].map(
  (name) => fileURLToPath(new URL(`test/python/${name}.test.ts`, import.meta.url)),
);
for (const file of LONGEST) if (!existsSync(file)) throw new Error(`a long file of tests is gone: ${file}`);
/** A worker goes on with the next file only if that is of the same project: so each project's stand together. */
const ORDER = ['python', 'threads', 'site', 'core'];

/** Files that take minutes begin first, so that none of them is alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of ours
    const sorted = await super.sort(files);
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = LONGEST.indexOf(moduleId);
      return at >= 0 ? at : LONGEST.length + ORDER.indexOf(project.name);
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Tests that start real Web Workers. */
const THREADS = ['threads', 'gil', 'typescript', 'engines/workers'].map(
  (room) => `test/simulator/${room}/**/*.test.ts`,
);
/** Tests that start Python. */
const PYTHON = ['python', 'lessons', 'conformance', 'interpreters', 'site/stage/python', 'simulator/cli'].map(
  (room) => `test/${room}/**/*.test.ts`,
);
const SITE = ['test/site/**/*.test.ts'];

const project = (name: string, include: string[], exclude: string[] = [], isolate = true) => ({
  extends: true as const,
  test: { name, include, exclude: ['test/e2e/**', 'test/.cache/**', ...exclude], isolate },
});

export default defineConfig({
  test: {
    environment: 'node',
    // Nothing is late: a test that hangs fails, however slow the machine is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    sequence: { sequencer: LongestFirst },
    // By itself it would leave one processor alone, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      // Each interpreter is its own; what is shared is WebAssembly, which a worker compiles once.
      project('python', PYTHON, [], false),
      project('threads', THREADS),
      {
        ...project('site', SITE, PYTHON),
        // The state of a component is tested as a page has it, without one.
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
      },
      // Pure functions, which leave nothing behind: all files of a worker share its modules.
      project('core', ['test/**/*.test.ts'], [...THREADS, ...PYTHON, ...SITE], false),
    ],
  },
});
