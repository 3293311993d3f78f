import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { threadPoolMachine } from '../../simulator/model/thread-pool.ts';
import { workManagerMachine } from '../../simulator/model/work-manager.ts';
import { workMachine } from '../../simulator/model/work.ts';
import { workerThreadMachine } from '../../simulator/model/worker-thread.ts';
import { interpreterForTests } from '../python/interpreter.ts';
import { onEngine } from './python-engine.ts';
import { LISTINGS, python, VERSION } from './python.ts';

const files = readdirSync(LISTINGS);
const listings = files.filter((file) => file.endsWith('.py'));
const read = (file: string) => readFileSync(LISTINGS + file, 'utf8');

/** Meant to be broken, with what Python says of it. */
const BROKEN: Record<string, string> = { 'article.py': "SyntaxError: '(' was never closed" };
/** Imported by others; printing is not their business. */
const MODULES = new Set(['threadpool.py']);
/** They need at least Python 3.N: where python3 is older, the Python engine runs them instead. */
const NEWER: Record<string, number> = { 'futures_basics.py': 11, 'queue_shutdown.py': 13 };

describe('every listing', () => {
  test.each(listings)('%s compiles, or fails as it is meant to', (file) => {
    const compiled = python(['-c', 'import sys; compile(sys.stdin.read(), sys.argv[1], "exec")', file], read(file));
    const complaint = compiled.stderr.trim().split('\n').at(-1);
    expect(complaint).toBe(BROKEN[file] ?? '');
  });

  test('every program has its output, and every output its program', () => {
    const programs = listings.filter((file) => !(file in BROKEN) && !MODULES.has(file));
    expect(files.filter((file) => file.endsWith('.out'))).toEqual(programs.map((file) => file.replace(/py$/, 'out')));
  });
});

describe('what a listing prints', () => {
  // Measured seconds have one decimal. A busy machine is late, never early: so may they be, by half and 0.3 s. All else is exact.
  const SECONDS = /\d+\.\d/g;
  const figures = (text: string) => (text.match(SECONDS) ?? []).map(Number);

  async function ranBy(file: string) {
    if (VERSION >= (NEWER[file] ?? 0)) {
      const { stdout, stderr, status } = python([file]);
      return { stdout, stderr, status };
    }
    const { run, stdout, stderr } = await onEngine(await interpreterForTests(), file);
    return { stdout, stderr, status: run.ending === 'finished' ? run.exitCode : run.ending };
  }

  test.each(files.filter((file) => file.endsWith('.out')))('%s', async (out) => {
    const file = out.replace(/out$/, 'py');
    const { stdout, ...end } = await ranBy(file);
    expect(end).toEqual({ stderr: '', status: 0 });
    const expected = read(out);
    if (!read(file).includes('perf_counter')) return expect(stdout).toBe(expected);
    expect(stdout.replace(SECONDS, '#.#')).toBe(expected.replace(SECONDS, '#.#'));
    const recorded = figures(expected);
    for (const [index, seconds] of figures(stdout).entries()) {
      expect(seconds).toBeGreaterThanOrEqual(recorded[index] as number);
      expect(seconds).toBeLessThanOrEqual((recorded[index] as number) * 1.5 + 0.3);
    }
  });
});

describe('the line a machine is at', () => {
  const machines = [
    [workMachine, 'work_manager.py'],
    [workManagerMachine, 'work_manager.py'],
    [workerThreadMachine, 'threadpool.py'],
    [threadPoolMachine, 'threadpool.py'],
  ] as const;
  const codes = machines.flatMap(([machine, file]) =>
    Object.values(machine.states).flatMap((state) => {
      const { code } = (state.meta ?? {}) as { code?: string };
      return code === undefined ? [] : [{ code, file, state: state.id }];
    }),
  );

  test('24 states say where they are', () => {
    // Work 3 (getting, doing, finishing), WorkManager 4, WorkerThread 7 (all but gone),
    // ThreadPool 10 (all but script, sleeping, raising, finished, died): 24 in all.
    expect(codes).toHaveLength(24);
  });

  test.each(codes)('$state: `$code` stands in exactly one line of $file', ({ code, file }) => {
    expect(
      read(file)
        .split('\n')
        .filter((line) => line.includes(code)),
    ).toHaveLength(1);
  });
});
