import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain, turnsOf } from '../../simulator/engines/python/analysis/explain.ts';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { outcomeOf } from '../../simulator/engines/python/interpreter/outcome.ts';
import { readScheduleText } from '../../simulator/engines/python/analysis/schedule-text.ts';
import { recordExecution, executionOf } from '../../simulator/engines/python/analysis/execution.ts';
import { describeFailure } from '../../simulator/cli/describe.ts';
import { LISTINGS } from '../lessons/python.ts';
import { interpreterForTests } from './interpreter.ts';
import type { Found } from '../../site/content/museum.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import { judgeRepair, missingLine, REPAIR_SCHEDULES } from '../../site/museum/repair.ts';
import { entryOf, FOUND, ids, programOf, recorded, search } from './museum.ts';

/** `MUSEUM=write` writes what is found, instead of comparing it. */
const WRITE = process.env['MUSEUM'] === 'write';

/**
 * The failure of each entry, and what its explanation must say. Preemptions are switches away from a thread that could go on.
 */
const SAYS: Record<string, Pick<Found, 'status' | 'error' | 'preemptions'> & { says: RegExp }> = {
  'both-queues-bounded': {
    status: 'deadlock',
    error: '',
    preemptions: 0,
    says: /MainThread waits for _requests_queue.not_full; Thread-1 waits for _results_queue.not_full/,
  },
  // Between the get and the second look main must fill the queue again, which needs no switch, and dismiss: one.
  'put-back-into-a-full-queue': {
    status: 'deadlock',
    error: '',
    preemptions: 1,
    says: /Thread-1 was paused after _requests_queue.get and before _dismissed.is_set .* Thread-1 waits for _requests_queue.not_full/,
  },
  'dismissed-with-a-request': {
    status: 'deadlock',
    error: '',
    preemptions: 0,
    says: /MainThread waits for _results_queue.not_empty/,
  },
  'nobody-left-to-work': {
    status: 'exception',
    error: 'NoWorkersAvailable',
    preemptions: 0,
    says: /MainThread ended with NoWorkersAvailable/,
  },
  'two-requests-one-id': {
    status: 'exception',
    error: 'AssertionError',
    preemptions: 0,
    says: /AssertionError: \[0\]/,
  },
  // The idle worker looks every 5 s whether it has been dismissed, so time goes on: no deadlock, but no way out.
  'callback-that-raises': {
    status: 'livelock',
    error: '',
    preemptions: 0,
    says: /MainThread waits for _results_queue.not_empty/,
  },
  'result-before-its-request': {
    status: 'exception',
    error: 'KeyError',
    preemptions: 1,
    says: /MainThread was paused after _requests_queue.put and before its write of ThreadPool.workRequests.*\(line 208\).* ended with KeyError/,
  },
  'task-done-is-never-called': {
    status: 'livelock',
    error: '',
    preemptions: 0,
    says: /MainThread waits for _requests_queue.all_tasks_done/,
  },
  'lost-increment': {
    status: 'exception',
    error: 'AssertionError',
    preemptions: 1,
    says: /had read n = (\d+); .* wrote n = .*; then .* wrote n = \d+: what .* had written is lost/,
  },
  'dining-philosophers': {
    status: 'deadlock',
    error: '',
    // One who holds a fork is stopped; the others run until they wait, which is free.
    preemptions: 1,
    says: /waits for left, which Thread-1 \(dine\) holds/,
  },
  'two-transfers': { status: 'deadlock', error: '', preemptions: 1, says: /was paused after .*acquire/ },
  'lost-wake-up': { status: 'deadlock', error: '', preemptions: 1, says: /Thread-1.* waits for changed/ },
  'wrong-lock': { status: 'exception', error: 'AssertionError', preemptions: 1, says: /was paused/ },
  'submit-in-its-own-pool': { status: 'deadlock', error: '', preemptions: 0, says: /ThreadPoolExecutor-0_1/ },
  'one-sentinel-for-many': {
    status: 'deadlock',
    error: '',
    preemptions: 0,
    says: /waits for jobs.not_empty/,
  },
  'made-twice': { status: 'exception', error: 'AssertionError', preemptions: 1, says: /AssertionError: 2/ },
  'published-too-early': { status: 'exception', error: 'KeyError', preemptions: 1, says: /ended with KeyError/ },
  'cache-eviction': { status: 'exception', error: 'KeyError', preemptions: 1, says: /ended with KeyError/ },
  // The producer is stopped after a set, and the worker between its look and the clear.
  'cleared-too-late': { status: 'deadlock', error: '', preemptions: 2, says: /before work_to_do.clear/ },
  'if-instead-of-while': { status: 'exception', error: 'IndexError', preemptions: 1, says: /ended with IndexError/ },
  'empty-then-get': { status: 'deadlock', error: '', preemptions: 1, says: /waits for jobs.not_empty/ },
};

let interpreter: Interpreter;
const found: Record<string, Found> = {};
beforeAll(async () => {
  interpreter = await interpreterForTests();
});
afterAll(() => {
  // With -t, the entries that were not run stay as they are.
  const all = Object.entries({ ...recorded(), ...found }).toSorted(([a], [b]) => ids.indexOf(a) - ids.indexOf(b));
  if (WRITE) writeFileSync(FOUND, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
});

test('the museum has twenty-one entries, with the numbers 1 to 21', () => {
  expect(ids).toEqual(Object.keys(SAYS));
  expect(ids.map((id) => entryOf(id).number)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
});

describe.each(ids)('%s', (id) => {
  const { granularity, marks } = entryOf(id);

  test('the lab breaks it, and not its repaired version under 1,000 schedules; the page says what was found', async () => {
    found[id] = await search(interpreter, id);
    const { status, error, preemptions } = SAYS[id]!;
    expect(found[id]).toMatchObject({ status, error, preemptions, fixed: 1000 });
    if (!WRITE) expect(found[id]).toEqual(recorded()[id]);
  });

  test('fails in the same way when the kept schedule is replayed, twice, and can be told in words', async () => {
    const { replay, status, error, steps } = WRITE ? found[id]! : recorded()[id]!;
    const { schedule, ...kept } = readScheduleText(replay);
    expect(kept).toEqual({ granularity, steps });
    const run = async () => {
      const data = await recordExecution(interpreter, programOf(id, 'broken'), schedule, {
        granularity,
        capture: false,
        uses: true,
      });
      return { execution: executionOf(data), output: data.output.map((piece) => piece.text).join('') };
    };
    const [once, twice] = [await run(), await run()];
    expect(once.execution.mismatch).toBeNull();
    expect(outcomeOf({ ...once.execution.run, trace: null }, once.output)).toMatchObject({ status, error });
    expect(twice.execution.run.choices).toEqual(once.execution.run.choices);
    expect(describeFailure(explain(once.execution), turnsOf(once.execution), once.execution.run)).toMatch(
      SAYS[id]!.says,
    );
  });

  test('as a level, needs no fewer switches than its par, and the switches of a run are counted as the search counts', async () => {
    const { replay, preemptions } = WRITE ? found[id]! : recorded()[id]!;
    const play = async (schedule: Schedule) =>
      executionOf(
        await recordExecution(interpreter, programOf(id, 'broken'), schedule, { granularity, capture: false }),
      );
    const kept = await play(readScheduleText(replay).schedule);
    expect(explain(kept)).toHaveLength(preemptions);
    // With no switch at all, a level with a par above 0 ends well: pressing End is no way to win.
    const { run } = await play({ policy: { kind: 'run-to-block' }, picks: [] });
    if (preemptions > 0) expect(outcomeOf({ ...run, trace: null }, '').status).toBe('finished');
  });

  test('as a level, refuses the broken program as a repair, and takes the repaired one', async () => {
    const { keep, prints } = entryOf(id);
    const wanted = prints ? readFileSync(new URL(`${id}/fixed.out`, FOUND), 'utf8').trimEnd() : null;
    // The repaired program has had its 1,000 schedules above.
    const judge = async (which: 'broken' | 'fixed', schedules: number) => {
      const program = programOf(id, which);
      const options = { strategy: 'pct', schedules, granularity } as const;
      const text = program.files[program.entry]!;
      expect(missingLine({ keep, wanted }, text)).toBeNull();
      return judgeRepair({ keep, wanted }, await explore(interpreter, program, options)).kind;
    };
    expect(await judge('broken', REPAIR_SCHEDULES)).toBe('broke');
    expect(await judge('fixed', 10)).toBe('passed');
  });

  test('what is marked in the broken program stands in exactly one line of it', () => {
    const lines = programOf(id, 'broken').files['broken.py']!.split('\n');
    expect(marks.map((mark) => lines.filter((line) => line.includes(mark)).length)).toEqual(marks.map(() => 1));
  });

  test('the repaired program runs on native threads too, and prints what the page shows', () => {
    const folder = new URL(`${id}/`, FOUND);
    const { stdout, stderr, status } = spawnSync('python3', ['-B', '-W', 'error', 'fixed.py'], {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: LISTINGS },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toBe(readFileSync(new URL('fixed.out', folder), 'utf8'));
  });
});

/** Those of which a hint says that no order saves them. */
const HOPELESS = [
  'both-queues-bounded',
  'nobody-left-to-work',
  'two-requests-one-id',
  'callback-that-raises',
  'task-done-is-never-called',
  'one-sentinel-for-many',
];

test('of six programs, a hint says that no order saves them', () => {
  expect(ids.filter((id) => entryOf(id).texts.en.hints.join(' ').includes('No order saves it'))).toEqual(HOPELESS);
});

test.each(HOPELESS)('%s fails under every schedule tried', async (id) => {
  const { granularity } = entryOf(id);
  const options = { strategy: 'random', schedules: 20, granularity, count: true } as const;
  const { outcomes, explored } = await explore(interpreter, programOf(id, 'broken'), options);
  expect([explored, outcomes.filter(({ failed }) => !failed)]).toEqual([20, []]);
});

test('after five requests and wait(), unfinished_tasks is 5', async () => {
  let output = '';
  const first = { next: (runnable: { nth(n: number): number }) => runnable.nth(0) };
  const listeners = { output: (piece: string) => (output += piece) };
  await interpreter.run(programOf('task-done-is-never-called', 'broken'), first, {}, listeners);
  expect(output).toBe('unfinished_tasks: 5\n');
});

test('with one place in each queue and one worker, the fourth put never returns', async () => {
  const { schedule } = readScheduleText(recorded()['both-queues-bounded']!.replay);
  const { trace } = executionOf(
    await recordExecution(interpreter, programOf('both-queues-bounded', 'broken'), schedule),
  );
  // One result is in its queue, one in the worker's hands, one request in its queue: three puts of main's are over.
  const puts = Array.from({ length: trace.length }, (_, seq) => trace.at(seq)).filter(
    ({ kind, thread }) => kind === 'put' && thread === 0,
  );
  expect(puts).toHaveLength(3);
});

test('in ten random schedules of the lost increment, one, two and three of six are lost', async () => {
  const options = { strategy: 'random', schedules: 10, granularity: 'bytecode', count: true } as const;
  const { outcomes } = await explore(interpreter, programOf('lost-increment', 'broken'), options);
  expect(outcomes.flatMap(({ failed, last }) => (failed ? [last] : [])).toSorted()).toEqual([
    'AssertionError: 3',
    'AssertionError: 4',
    'AssertionError: 5',
  ]);
});
