import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { explore, type Exploration } from '../../simulator/engines/python/explore.ts';
import { explain } from '../../simulator/engines/python/explain.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter.ts';
import { outcomeOf } from '../../simulator/engines/python/outcome.ts';
import type { Granularity, Program } from '../../simulator/engines/python/program.ts';
import { takeData, takeOf } from '../../simulator/engines/python/take.ts';
import { explanationInWords } from '../../simulator/lab/words.ts';
import { interpreterForTests } from './interpreter.ts';

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const threadpool = text('../../lessons/listings/threadpool.py');

interface Entry {
  file: string;
  granularity?: Granularity;
  status: string;
  error?: string;
  /** Switches away from a thread that could go on; no schedule with fewer fails. */
  preemptions: number;
  /** What the explanation must say. */
  says: RegExp;
}

// Where no preemption is needed, the threads need only wait and end in an order that CPython may choose as well.
const MUSEUM: readonly Entry[] = [
  {
    file: '1_both_queues_bounded',
    status: 'deadlock',
    preemptions: 0,
    says: /MainThread waits for _requests_queue.not_full; Thread-1 waits for _results_queue.not_full/,
  },
  {
    // Between the get and the second look main must fill the queue again, which needs no switch, and dismiss: one.
    file: '2_put_back_into_a_full_queue',
    status: 'deadlock',
    preemptions: 1,
    says: /Thread-1 was paused after Queue.get and before Event.is_set .* Thread-1 waits for _requests_queue.not_full/,
  },
  {
    file: '3_dismissed_with_a_request',
    status: 'deadlock',
    preemptions: 0,
    says: /MainThread waits for _results_queue.not_empty/,
  },
  {
    file: '4_nobody_left_to_work',
    status: 'exception',
    error: 'NoWorkersAvailable',
    preemptions: 0,
    says: /MainThread ended with NoWorkersAvailable/,
  },
  {
    file: '5_two_requests_one_id',
    status: 'exception',
    error: 'AssertionError',
    preemptions: 0,
    says: /AssertionError: \[0\]/,
  },
  {
    // The idle worker looks every 5 s whether it has been dismissed, so time goes on: no deadlock, but no way out.
    file: '6_callback_that_raises',
    status: 'livelock',
    preemptions: 0,
    says: /MainThread waits for _results_queue.not_empty/,
  },
  {
    file: '7_result_before_its_request',
    granularity: 'line',
    status: 'exception',
    error: 'KeyError',
    preemptions: 1,
    says: /MainThread was paused after Queue.put \(line 208\).* ended with KeyError/,
  },
  {
    file: '8_task_done_is_never_called',
    status: 'livelock',
    preemptions: 0,
    says: /MainThread waits for _requests_queue.all_tasks_done/,
  },
  {
    file: '9_lost_increment',
    granularity: 'bytecode',
    status: 'exception',
    error: 'AssertionError',
    preemptions: 1,
    says: /was paused after .* and before (BINARY_OP \+=|STORE_GLOBAL n) \(line 9\)/,
  },
];

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
}, 120_000);

describe.each(MUSEUM)('$file', ({ file, granularity = 'operation', status, error = '', preemptions, says }) => {
  const program: Program = {
    files: { 'main.py': text(`museum/${file}.py`), 'threadpool.py': threadpool },
    entry: 'main.py',
  };
  let found: Exploration;

  test('is found by exploring at most 200 schedules, and made as small as it can be', { timeout: 60_000 }, async () => {
    found = await explore(interpreter, program, { schedules: 200, strategy: 'pct', granularity });
    expect(found.failure).toMatchObject({ outcome: { status, error }, preemptions, proven: true });
  });

  test('fails in the same way when it is replayed, twice, and can be told in words', { timeout: 60_000 }, async () => {
    const { schedule } = found.failure!;
    const run = async () => {
      const data = await takeData(interpreter, program, schedule, { granularity, capture: false });
      return { take: takeOf(data), output: data.output.map((piece) => piece.text).join('') };
    };
    const [once, twice] = [await run(), await run()];
    expect(once.take.replayError).toBeNull();
    expect(outcomeOf({ ...once.take.run, trace: null }, once.output)).toMatchObject({ status, error });
    expect(twice.take.run.choices).toEqual(once.take.run.choices);
    expect(explanationInWords(explain(once.take), once.take.run)).toMatch(says);
  });
});

test('after five requests and wait(), unfinished_tasks is 5', async () => {
  let output = '';
  const program = {
    files: { 'main.py': text('museum/8_task_done_is_never_called.py'), 'threadpool.py': threadpool },
    entry: 'main.py',
  };
  const first = { next: (runnable: { nth(n: number): number }) => runnable.nth(0) };
  await interpreter.run(program, first, {}, { output: (piece) => (output += piece) });
  expect(output).toBe('unfinished_tasks: 5\n');
});
