import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { threadPoolMachine } from '../../simulator/machines/thread-pool.ts';
import { workManagerMachine } from '../../simulator/machines/work-manager.ts';
import { workMachine } from '../../simulator/machines/work.ts';
import { workerThreadMachine } from '../../simulator/machines/worker-thread.ts';
import { interpreterForTests } from '../python/interpreter.ts';
import { onEngine } from './python-engine.ts';
import { LISTINGS, python, pythonBeside, VERSION } from './python.ts';

const files = readdirSync(LISTINGS);
const listings = files.filter((file) => file.endsWith('.py'));
const read = (file: string) => readFileSync(LISTINGS + file, 'utf8');

/** Meant to be broken, with what Python says of it. */
const BROKEN: Record<string, string> = { 'article.py': "SyntaxError: '(' was never closed" };
/** Imported by others; printing is not their business. */
const MODULES = new Set(['threadpool.py']);
/** They need at least Python 3.N: where python3 is older, the Python engine runs them instead. */
const NEWER: Record<string, number> = {
  'futures_basics.py': 11,
  'queue_shutdown.py': 13,
  'map_buffersize.py': 14,
  'today_bounded.py': 14,
};
/** A busy machine would miss a moment in them, so the Python engine runs them on its own clock. */
const PUNCTUAL = new Set(['retry.py', 'cancel.py', 'dismiss_times.py', 'today_polling.py', 'today_phases.py']);
/** Measured seconds have one decimal. */
const SECONDS = /\d+\.\d/g;
const figures = (text: string) => (text.match(SECONDS) ?? []).map(Number);
const outputOf = (file: string) => read(file.replace(/py$/, 'out'));
const programs = listings.filter((file) => !(file in BROKEN) && !MODULES.has(file));
const measuring = programs.filter((file) => read(file).includes('perf_counter') && figures(outputOf(file)).length > 0);

/** Prints what Python says of each file that it cannot compile. */
const COMPILE = `
import json, pathlib, sys
complaints = {}
for name in sys.argv[1:]:
    try:
        compile(pathlib.Path(name).read_text("utf-8"), name, "exec")
    except SyntaxError as error:
        complaints[name] = f"{type(error).__name__}: {error.msg}"
print(json.dumps(complaints))
`;

describe('every listing', () => {
  test('compiles, or fails as it is meant to', () => {
    const { stdout, stderr } = python(['-c', COMPILE, ...listings]);
    expect({ complaints: JSON.parse(stdout || 'null') as unknown, stderr }).toEqual({ complaints: BROKEN, stderr: '' });
  });

  test('every program has its output, and every output its program', () => {
    expect(files.filter((file) => file.endsWith('.out'))).toEqual(programs.map((file) => file.replace(/py$/, 'out')));
  });
});

describe('what a listing prints', () => {
  function compare(file: string, { stdout, ...end }: { stdout: string; stderr: string; status: unknown }) {
    expect(end).toEqual({ stderr: '', status: 0 });
    const expected = outputOf(file);
    if (!measuring.includes(file)) return expect(stdout).toBe(expected);
    // How late a machine is depends on what else it does; early is none.
    expect(stdout.replace(SECONDS, '#.#')).toBe(expected.replace(SECONDS, '#.#'));
    const recorded = figures(expected);
    for (const [index, seconds] of figures(stdout).entries())
      expect(seconds).toBeGreaterThanOrEqual(recorded[index] as number);
  }

  const onEngineOnly = programs.filter((file) => VERSION < (NEWER[file] ?? 0) || PUNCTUAL.has(file));

  test.concurrent.each(programs.filter((file) => !onEngineOnly.includes(file)))('%s', async (file) => {
    compare(file, await pythonBeside(file));
  });

  let interpreter: Interpreter;
  beforeAll(async () => {
    interpreter = await interpreterForTests();
  });

  test.each(onEngineOnly)('%s, by the Python engine', async (file) => {
    const { run, stdout, stderr } = await onEngine(interpreter, file, ['threadpool.py']);
    compare(file, { stdout, stderr, status: run.outcome === 'finished' ? run.exitCode : run.outcome });
  });

  test.each(measuring)('%s, to the second on its own clock', async (file) => {
    const { stdout, stderr } = await onEngine(interpreter, file, ['threadpool.py']);
    expect({ stdout, stderr }).toEqual({ stdout: outputOf(file), stderr: '' });
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
