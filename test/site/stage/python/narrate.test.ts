import { describe, expect, test } from 'vitest';
import { nextAt } from '../../../../site/stage/names.ts';
import { pythonLaneOf } from '../../../../site/stage/python/lanes.ts';
import { objectView } from '../../../../site/stage/python/objects.ts';
import { isBad, pythonOutcomes } from '../../../../site/stage/python/outcome.ts';
import { plain } from '../../../../site/i18n/text.ts';
import { HOLES } from '../executions.ts';
import { EN, LANGUAGES, play, playText, positions, stateAt, story, withPython } from './executions.ts';

withPython();

const RUNS = [
  ['deadlock', 'operation'],
  ['deadlock', 'line'],
  ['deadlock', 'bytecode'],
  ['many', 'operation'],
  ['many', 'line'],
  ['many', 'cpython'],
  ['pool', 'operation'],
] as const;

describe.each(LANGUAGES)('in %s', (_, words) => {
  test.each(RUNS)(
    'every step, lane, object and ending of %s by %s is told in whole words',
    async (name, granularity) => {
      const execution = await play(name, { granularity });
      story(execution, words).forEach((sentence, step) => {
        if (step === 0) return;
        expect(sentence, `step ${step}`).not.toMatch(HOLES);
        expect(sentence, `step ${step}`).toMatch(/^\S.{3,}[.。]$/s);
      });
      for (const position of positions(execution)) {
        const state = stateAt(execution, position);
        state.threads.forEach((__, id) => {
          const { what, why } = pythonLaneOf(execution, state, id, nextAt(execution, position), words);
          expect(`${what} ${why}`, `thread ${id} at ${position}`).not.toMatch(HOLES);
          expect(what, `thread ${id} at ${position}`).not.toBe('');
        });
        for (const object of state.objects) {
          const { says, waits } = objectView(execution, object, words);
          expect(`${says} ${waits}`).not.toMatch(HOLES);
        }
      }
      for (const line of pythonOutcomes(execution, words)) expect(line).not.toMatch(HOLES);
    },
  );
});

test('who calls acquire on a lock that another thread holds waits, and it is said which thread', async () => {
  expect(story(await play('deadlock')).at(-1)).toBe('A calls acquire on lock_b, which B holds, so it waits.');
});

test('a lock that is taken is told with where the thread goes on', async () => {
  expect(story(await play('deadlock'))).toContain('A acquires lock_a and comes to line 8: Event.set.');
});

test('line by line, a step is the line that ran and the text of the next one', async () => {
  const told = story(await play('deadlock', { granularity: 'line' }));
  expect(told).toContain('MainThread runs line 2 and comes to line 3: lock_b = threading.Lock().');
});

test('of a step with many operations the first and the last are told, and how many there are between', async () => {
  const program = `import threading
threads = [threading.Thread(target=int) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
print("end")
`;
  // The last join, the print, seven joins while Python ends, and the exit: ten clauses, of which four are told.
  expect(story(await playText(program)).at(-1)).toBe(
    'MainThread gets past join() of Thread-8 (int), prints “end”, gets past join() of Thread-1 (int), ' +
      'goes through 6 more operations and exits.',
  );
});

test('an operation in the line that a thread has come to is told without that line', async () => {
  const told = story(await play('deadlock', { granularity: 'line' }));
  expect(told).toContain('B begins line 16 and comes to acquire.');
});

test('instruction by instruction, a step is the instruction that ran', async () => {
  const told = story(await play('deadlock', { granularity: 'bytecode' }));
  expect(told).toContain('MainThread runs LOAD_NAME threading and comes to line 2: LOAD_ATTR Lock.');
});

test('when nobody can run, the clock moves, and whose sleep is over is said', async () => {
  expect(story(await play('deadlock'))).toContain(
    'No thread can run, so the clock moves on to t = 0.1 s. The sleep is over for A.',
  );
});

test('of an uncaught exception its name is told, not the traceback that Python prints', async () => {
  const told = story(await play('many')).find((sentence) => sentence.includes('KeyError'));
  expect(told).toMatch(/ends with an uncaught KeyError\.$/);
});

test('in another file than the first, the file is named with the line', async () => {
  expect(story(await play('pool')).join('\n')).toMatch(/comes to line \d+ of threadpool\.py: Queue\.get/);
});

test('a blocked lane says what it waits for, who holds that, and what it holds itself', async () => {
  const execution = await play('deadlock');
  const state = stateAt(execution, execution.trace.length);
  const says = [0, 1, 2].map((id) => {
    const { what, why } = pythonLaneOf(execution, state, id, -1, EN);
    return plain(`${what}; ${why}`);
  });
  expect(says).toEqual([
    'in line 23: Thread.join; until A has exited',
    'in line 10: acquire; lock_b is held by B; holds lock_a',
    'in line 16: acquire; lock_a is held by A; holds lock_b',
  ]);
});

const TASKS = `import asyncio, threading
async def ping():
    for _ in range(2): await asyncio.sleep(0)
async def main():
    bell = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(ping(), name="ping")
        threading.Timer(1, loop.call_soon_threadsafe, [bell.set]).start()
        await bell.wait()
loop = asyncio.new_event_loop()
loop.run_until_complete(loop.create_task(main(), name="main"))
loop.close()
`;

test.each(LANGUAGES)(
  'in %s, a switch of tasks is told, and the lane says which task its thread is in',
  async (_, words) => {
    const execution = await playText(TASKS);
    const tasks = Array.from({ length: execution.trace.length }, (__, i) => execution.trace.at(i)).flatMap((event) =>
      event.kind === 'task' ? [event.object === null ? null : execution.trace.objects[event.object]!.name] : [],
    );
    // main begins ping; ping goes round twice while main waits; the loop waits for the timer's thread; main goes on.
    expect(tasks).toEqual(['main', 'ping', null, 'main', null]);
    const said = story(execution, words).join('\n');
    expect(said).toContain(words === EN ? 'goes on with task ping' : '接着运行任务 ping');
    expect(said).not.toMatch(HOLES);
    const lanes = positions(execution).map((at) =>
      plain(pythonLaneOf(execution, stateAt(execution, at), 0, -1, words).why),
    );
    expect(lanes.some((why) => why.includes(words === EN ? 'runs task main' : '正在运行任务 main'))).toBe(true);
  },
);

describe('how a run ended', () => {
  test('a deadlock is told thread by thread, with who holds what', async () => {
    const execution = await play('deadlock');
    expect(isBad(execution)).toBe(true);
    expect(pythonOutcomes(execution, EN).map(plain)).toEqual([
      'Deadlock: no thread can go on, now or later.',
      'MainThread waits until A has exited.',
      'A waits for lock_b, which B holds.',
      'B waits for lock_a, which A holds.',
    ]);
  });
  test('an exception is told with its message and its line', async () => {
    expect(
      pythonOutcomes(await play('many'), EN)
        .map(plain)
        .join('\n'),
    ).toMatch(/(W|U) died of an uncaught KeyError: 'bad' in line 16\./);
  });
  test('a run in which nothing went wrong is one sentence', async () => {
    const execution = await play('pool');
    expect(isBad(execution)).toBe(false);
    expect(pythonOutcomes(execution, EN)).toEqual(['The program has ended, and no thread was left waiting.']);
  });
  test('a run that was stopped for its length says after how many steps', async () => {
    const execution = await play('endless', { maxSteps: 40 });
    expect(pythonOutcomes(execution, EN)).toEqual([
      'The run was stopped after 40 steps: it may have gone on for ever.',
    ]);
  });
  test('an exit code that is not 0 is said', async () => {
    expect(pythonOutcomes(await play('exits'), EN)).toEqual(['The program ended itself with exit code 3.']);
  });
  test('what a check says is said', async () => {
    const execution = await play('exits');
    const failed = { ...execution, findings: [{ kind: 'check' as const, message: 'total is 99' }] };
    expect(pythonOutcomes(failed, EN)).toEqual(['A check does not hold: total is 99']);
  });
});
