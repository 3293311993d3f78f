import type { ObservedOutcome } from '../../simulator/engines/python/interpreter/outcome.ts';
import { expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Program } from '../../simulator/engines/python/interpreter/program.ts';
import { recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { interpreterForTests } from './interpreter.ts';

const program = (text: string): Program => ({ files: { 'main.py': text }, entry: 'main.py' });

test.each(['random', 'pct'] as const)(
  'what breaks the jobs of an executor is found, is the smallest, and breaks them in other runs: %s',
  async (strategy) => {
    const what = program(`from concurrent.futures import ThreadPoolExecutor, as_completed
n = 0
def add(k):
    global n
    n += int(k)
with ThreadPoolExecutor(3) as executor:
    for future in as_completed({executor.submit(add, k) for k in range(4)}):
        future.result()
assert n == 6, n
`);
    const interpreter = await interpreterForTests();
    const { failure, unstable } = await explore(interpreter, what, {
      strategy,
      schedules: 300,
      granularity: 'bytecode',
    });
    expect(unstable).toBe(false);
    expect(failure).toMatchObject({
      outcome: { status: 'exception', error: 'AssertionError' },
      preemptions: 1,
      proven: true,
    });
    for (let again = 0; again < 3; again++) {
      const { run, mismatch } = await recordExecution(interpreter, what, failure!.schedule, {
        granularity: 'bytecode',
      });
      expect([run.uncaught[0]?.error, mismatch]).toEqual(['AssertionError', null]);
    }
  },
);

test('a program that sees what its own earlier runs have left is not accused of it', async () => {
  // A cache of the library fills in the first run, where nothing is compared.
  const what = program(`import fnmatch
assert getattr(fnmatch._compile_pattern, "cache" + "_info")().currsize == 0
fnmatch.fnmatch("a", "b")
`);
  const { failure, unstable, outcomes } = await explore(await interpreterForTests(), what, { schedules: 9 });
  expect([failure, unstable, outcomes.map(({ count, failed }) => [count, failed])]).toEqual([
    null,
    false,
    [[9, false]],
  ]);
});

test('what is not the same twice under one schedule is said to be so, and nothing is said to break it', async () => {
  let runs = 0;
  const judge = (): ObservedOutcome => {
    const failed = ++runs % 2 === 0;
    return { status: failed ? 'exception' : 'finished', error: failed ? 'Error' : '', last: '', failed };
  };
  const what = program('print("hello")\n');
  const never = () => false;
  const interpreter = await interpreterForTests();
  const { failure, unstable } = await explore(interpreter, what, { schedules: 9 }, undefined, never, judge);
  expect([failure, unstable]).toEqual([null, true]);
});
