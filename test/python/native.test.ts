import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';
import { SCHEDULES, type ScheduleName } from './judge.ts';

const FOLDER = new URL('./native/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.replace(/\.py$/, ''));

/** Programs that take thousands of steps at shared memory. */
const LONG = new Set(['actor_library', 'interrupted_loops', 'rate_limited_crawler', 'rw_lock']);

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

/**
 * Programs whose output CPython gives under every schedule: `NAME.py`, and beside it `NAME.out`, as CPython prints it. The
 * comment at the head of a program says where it comes from, and, where it is not the end of the program, how it ends.
 */
describe.each(NAMES)('%s does what CPython does', (name) => {
  const text = readFileSync(new URL(`${name}.py`, FOLDER), 'utf8');
  const wanted = readFileSync(new URL(`${name}.out`, FOLDER), 'utf8');
  const ending = /^# Ends: (\S+)$/m.exec(text)?.[1] ?? 'finished';
  const exitCode = Number(/^# Exit: (\d+)$/m.exec(text)?.[1] ?? 0);

  // Run-to-block never lets another thread end a loop that has no operation.
  const fair = /^# Fair schedules only\.$/m.test(text);
  const schedules = (Object.keys(SCHEDULES) as ScheduleName[]).filter((each) => !fair || each !== 'run-to-block');

  test.each(schedules)('under %s', async (schedule) => {
    await expectNative(SCHEDULES[schedule], { into: schedule.endsWith('into the library') });
  });

  if (!LONG.has(name))
    test('where each step at shared memory is a switch point', () =>
      expectNative({ kind: 'random', seed: 5 }, { granularity: 'access' }));

  async function expectNative(policy: Policy, options: RunOptions) {
    if (interpreter.tainted) interpreter = await interpreterForTests();
    let [stdout, stderr] = ['', ''];
    const run = await interpreter.run(
      { files: { [`${name}.py`]: text }, entry: `${name}.py` },
      schedulerOf({ policy, picks: [] }),
      { maxSteps: 100_000, ...options },
      { output: (piece, error) => (error ? (stderr += piece) : (stdout += piece)) },
    );
    expect({ stdout, ending: run.outcome, exitCode: run.exitCode }, stderr).toEqual({
      stdout: wanted,
      ending,
      exitCode,
    });
  }
});
