import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { outcomeOf } from '../../simulator/engines/python/interpreter/outcome.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const read = (name: string) => readFileSync(new URL(`native/${name}`, import.meta.url), 'utf8');

async function run(text: string, policy: Policy, granularity: Granularity = 'operation') {
  if (interpreter.tainted) interpreter = await interpreterForTests();
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const options = { maxSteps: 100_000, granularity };
  let [stdout, stderr] = ['', ''];
  const output = (piece: string, error: boolean) => (error ? (stderr += piece) : (stdout += piece));
  const made = await interpreter.run(program, schedulerOf({ policy, picks: [] }), options, { output });
  return { stdout, stderr, exitCode: made.exitCode, ...outcomeOf(made, stdout + stderr) };
}

/** Programs of more than 200 lines, the bug that the name in each turns on, and how a run with it fails. */
const BUGS = [
  ['actor_library', 'no refusal', 'deadlock'],
  ['rw_lock', 'no grant', 'deadlock'],
  ['rate_limited_crawler', 'two locks', 'exception'],
] as const;

// The other schedules are those of every program in the folder: see native.test.ts.
describe.each(BUGS)('%s', (name, bug, status) => {
  const text = read(`${name}.py`);

  test.each([
    [{ kind: 'pct', seed: 1, depth: 3, length: 1000 }, 'operation'],
    [{ kind: 'random', seed: 1 }, 'line'],
    [{ kind: 'random', seed: 1 }, 'bytecode'],
    [{ kind: 'random', seed: 1 }, 'cpython'],
  ] as const)('prints what CPython prints: %o, by %s', async (policy, granularity) => {
    const { stdout, stderr, exitCode, failed } = await run(text, policy, granularity);
    expect({ stdout, exitCode, failed }, stderr).toEqual({ stdout: read(`${name}.out`), exitCode: 0, failed: false });
  });

  test(`fails with its bug, ${bug}, under one of 20 schedules`, async () => {
    const broken = text.replace(/^BUG = ""$/m, `BUG = "${bug}"`);
    expect(broken).not.toBe(text);
    const found = new Set<string>();
    for (let seed = 1; seed <= 20 && found.size === 0; seed++) {
      const outcome = await run(broken, { kind: 'random', seed });
      if (outcome.failed) found.add(outcome.status);
    }
    expect([...found]).toEqual([status]);
  });
});
