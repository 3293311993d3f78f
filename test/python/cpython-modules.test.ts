import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { TEST_MODULES, type TestModule } from './cpython-modules.ts';
import { installation, moduleFiles } from './installation.ts';
import { interpreterForTests } from './interpreter.ts';
import { SCHEDULES } from './judge.ts';

const FIRST = 'round-robin';
const SEVEN: Readonly<Record<string, Policy>> = {
  ...SCHEDULES,
  'pct 5': { kind: 'pct', seed: 5, depth: 3, length: 1000 },
};
const ENTRY = 'run_module.py';
const STAND_INS = {
  [ENTRY]: readFileSync(new URL(`stand-ins/${ENTRY}`, import.meta.url), 'utf8'),
  // Pyodide has none. With these, the tests of thread pools can be imported, though they stand beside those of processes.
  '_multiprocessing.py': 'class SemLock:\n    SEM_VALUE_MAX = 1\n\nsem_unlink = None\n',
  '_posixshmem.py': 'shm_unlink = None\n',
};
const MAX_STEPS = 1_000_000;

interface Said {
  run: number;
  failed: Record<string, string>;
  skipped: Record<string, string[]>;
}

const found = installation();
if (found === null) test('no Python 3.13 with its `test` package is on this machine', () => {});
else {
  const files = {
    ...moduleFiles(
      found,
      TEST_MODULES.map(({ name }) => name),
    ),
    ...STAND_INS,
  };

  let interpreter: Interpreter | null = null;

  async function run({ name, leftOut }: TestModule, only: RegExp, schedule: string): Promise<Said> {
    if (interpreter?.tainted !== false) interpreter = await interpreterForTests();
    const out = leftOut.map(({ tests }) => tests.source).join('|') || '^$';
    let [output, errors] = ['', ''];
    const { outcome, blocked } = await interpreter.run(
      { files, entry: ENTRY },
      schedulerOf({ policy: SEVEN[schedule]!, picks: [] }),
      { args: [`test.${name}`, only.source, out], maxSteps: MAX_STEPS, into: schedule.endsWith('into the library') },
      { output: (text, stderr) => (stderr ? (errors += text) : (output += text)) },
    );
    expect(outcome, `${JSON.stringify(blocked)}\n${errors.slice(-3000)}`).toBe('finished');
    return JSON.parse(output.trimEnd().split('\n').at(-1)!) as Said;
  }

  describe.each(TEST_MODULES)(`$name of CPython ${found.version} passes on our threads`, (module) => {
    const all = module.only ?? /(?:)/;
    test(`under ${FIRST}: ${module.run} are run`, async () => {
      const said = await run(module, all, FIRST);
      const skipped = Object.fromEntries(Object.entries(said.skipped).map(([reason, names]) => [reason, names.length]));
      expect({ failed: said.failed, run: said.run, skipped }).toEqual({
        failed: {},
        run: module.run,
        skipped: module.skipped,
      });
    });

    test.each(Object.keys(SEVEN).filter((schedule) => schedule !== FIRST))('under %s', async (schedule) => {
      const said = await run(module, module.threaded ?? all, schedule);
      expect(said.failed).toEqual({});
      expect(said.run).toBeGreaterThan(0);
    });
  });
}
