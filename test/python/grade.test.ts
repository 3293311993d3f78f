import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { grade, type PythonGrade } from '../../simulator/engines/python/analysis/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { readExercise } from '../../simulator/cli/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

const exercise = readExercise('repair-the-worker');
const solution = exercise.solution['work_manager.py']!;
const article = readFileSync(new URL('../../lessons/listings/article.py', import.meta.url), 'utf8');

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

/** The solution with some of its text replaced. */
function but(...changes: [from: string, to: string][]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, solution);
}

const graded = (text: string) => grade(interpreter, exercise, { 'work_manager.py': text });
const failures = ({ scenarios }: PythonGrade) =>
  scenarios.flatMap(({ id, failure }) => (failure ? [`${id}: ${failure.message.key}`] : []));

/** The worker's loop, as others might have it. */
const LOOP = solution.slice(solution.indexOf('        while True:'), solution.indexOf('\n\n\nclass WorkManager'));
const worker = (loop: string) => but([LOOP, loop]);

describe('each of the six bugs alone', () => {
  test('1: what Python cannot read is not run, and the place is named', async () => {
    const { passed, problems, scenarios } = await graded(article);
    expect([passed, scenarios]).toEqual([false, []]);
    expect(problems).toMatchObject([{ file: 'work_manager.py', message: "SyntaxError: '(' was never closed" }]);
  });

  test('2: isAlive is an AttributeError, where close() joins the workers', async () => {
    const found = await graded(but(['            item.join()', '            if item.isAlive(): item.join()']));
    expect(failures(found)).toEqual(['closing: exception', 'refusal: exception']);
    expect(found.scenarios.find(({ id }) => id === 'closing')!.failure!.message.values).toEqual({
      error: "AttributeError: 'Work' object has no attribute 'isAlive'",
      line: 65,
      thread: 'MainThread',
    });
  });

  test('3: a worker that always calls do_job is told from one that calls the job', async () => {
    expect(failures(await graded(but(['                do(args)', '                do_job(args)'])))).toEqual([
      'late-job: wrong-job',
    ]);
  });

  test('4: a failing job that takes its worker with it leaves a job undone, and wait_allcomplete() waits for it', async () => {
    const found = await graded(but(['failed: {error!r}")', 'failed: {error!r}")\n                break']));
    expect(failures(found)).toEqual(['failing-job: deadlock']);
  });

  test('5: without finally the count never comes down, and wait_allcomplete() never returns', async () => {
    const found = await graded(
      worker(`        while True:
            do, args = self.work_queue.get()
            try:
                if do is None:
                    self.work_queue.task_done()
                    break
                do(args)
                self.work_queue.task_done()
            except BaseException as error:
                print(f"failed: {error!r}")`),
    );
    expect(failures(found)).toEqual(['failing-job: deadlock', 'wait: deadlock']);
  });

  test('6: workers that leave at an empty queue do not do a late job', async () => {
    const found = await graded(
      but([
        '            do, args = self.work_queue.get()',
        '            try:\n                do, args = self.work_queue.get(block=False)\n            except queue.Empty:\n                break',
      ]),
    );
    expect(failures(found)).toContain('late-job: deadlock');
  });
});

describe('other ways not to pass', () => {
  test('a silent worker: nothing of the failing job is printed', async () => {
    expect(failures(await graded(but(['print(f"{name}({args}) failed: {error!r}")', 'pass'])))).toEqual([
      'failing-job: not-reported',
    ]);
  });

  test('waiting until the queue is empty returns too early', async () => {
    const polling = '        while self.work_queue.qsize():\n            time.sleep(0.01)';
    expect(failures(await graded(but(['        self.work_queue.join()', polling])))).toContain('wait: too-early');
  });

  test('a close() that takes two locks in two orders deadlocks under some schedule, which can be replayed', async () => {
    const text = but(
      [
        '        self.closed = False',
        '        self.closed = False\n        self.a, self.b = threading.Lock(), threading.Lock()\n        self.helper = threading.Thread(target=self.tidy)',
      ],
      [
        '        if not self.closed:',
        '        self.helper.start()\n        with self.a:\n            with self.b:\n                pass\n        if not self.closed:',
      ],
      [
        'def do_job(args):',
        'def tidy(self):\n    with self.b:\n        with self.a:\n            pass\n\n\nWorkManager.tidy = tidy\n\n\ndef do_job(args):',
      ],
      [
        '        for item in self.threads:\n            item.join()',
        '        for item in self.threads:\n            item.join()\n        self.helper.join()',
      ],
    );
    const { scenarios } = await graded(text);
    const { failure, runs } = scenarios.find(({ id }) => id === 'closing')!;
    expect(runs).toBeGreaterThan(1);
    expect(failure).toMatchObject({ status: 'deadlock', message: { key: 'deadlock' } });
    // One thread is paused between its two locks.
    expect(failure!.preemptions).toHaveLength(1);
    const { program, schedule, options } = failure!;
    const { run, mismatch } = await recordExecution(interpreter, program, schedule, options);
    expect([run.outcome, mismatch]).toEqual(['deadlock', null]);
  });

  test('an endless loop ends, and is called one', async () => {
    // Of the scenarios, one that waits: it takes long enough until it counts as endless.
    const waiting = { ...exercise, scenarios: exercise.scenarios.filter(({ id }) => id === 'wait') };
    const waited = (text: string) => grade(interpreter, waiting, { 'work_manager.py': text });
    const spins = await waited(but(['        self.work_queue.join()', '        while True:\n            pass']));
    // The first schedule never lets the workers run, so that it is no livelock.
    expect(failures(spins)).toEqual(['wait: budget']);
    const counts = await waited(
      but([
        '        self.work_queue.join()',
        '        n = 0\n        while True:\n            n += 1\n            time.sleep(0)',
      ]),
    );
    expect(failures(counts)).toEqual(['wait: budget']);
  });

  test('a missing class, a missing method and a wrong signature are named', async () => {
    const empty = await graded('');
    expect(empty.scenarios[0]!.failure!.message).toMatchObject({
      key: 'missing',
      values: { name: 'work_manager.WorkManager' },
    });
    const other = await graded(
      but(
        ['def add_job(self, func, *args)', 'def add_job(self, func)'],
        ['(func, list(args))', '(func, [0])'],
        ['self.add_job(do_job, i)', 'self.add_job(do_job)'],
      ),
    );
    expect(other.scenarios.find(({ id }) => id === 'late-job')!.failure!.message).toMatchObject({
      key: 'call',
      values: { error: 'TypeError: WorkManager.add_job() takes 2 positional arguments but 4 were given' },
    });
  });

  test('a worker that dies of its job is an exception that nobody caught', async () => {
    const bare = worker(`        while True:
            do, args = self.work_queue.get()
            try:
                if do is None:
                    break
                do(args)
            finally:
                self.work_queue.task_done()`);
    expect(failures(await graded(bare))).toContain('wait: exception');
  });
});

describe('grading', () => {
  test('gives the same grade twice, as plain data', async () => {
    const starter = exercise.starter['work_manager.py']!;
    const [once, twice] = [await graded(starter), await graded(starter)];
    expect(twice).toEqual(once);
    expect(structuredClone(once)).toEqual(once);
  });

  test('says how far it is, and can be stopped', async () => {
    const seen: string[] = [];
    const stopping = await grade(
      interpreter,
      exercise,
      exercise.solution,
      ({ scenario }) => seen.push(scenario),
      () => seen.length >= 25,
    );
    // 20 runs of the first scenario, 5 of the second.
    expect([stopping.passed, stopping.stopped, stopping.scenarios.map(({ id }) => id)]).toEqual([
      false,
      true,
      ['failing-job'],
    ]);
    expect(seen).toHaveLength(25);
    expect((await graded(solution)).passed).toBe(true);
  });
});
