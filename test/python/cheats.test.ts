import { beforeAll, describe, expect, test } from 'vitest';
import type { Exercise } from '../../simulator/exercise/exercise.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { grade } from '../../simulator/engines/python/analysis/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { generalMessages, readExercise } from '../../simulator/cli/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

const exercise = readExercise('repair-the-worker');

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const graded = (text: string) => grade(interpreter, exercise, { 'work_manager.py': text });

/** Puts another `lab` into the frame of the scenario, one that is content with anything. */
const CONTENT = `
import sys
class Content:
    def __getattr__(self, name): return Content()
    def __call__(self, *args, **kwargs): return Content()
frame = sys._getframe()
while frame is not None:
    if "lab" in frame.f_locals:
        frame.f_locals["lab"] = Content()
    frame = frame.f_back
class WorkManager:
    def __init__(self, *args): pass
    def __getattr__(self, name): return Content()
    def wait_allcomplete(self): sys.exit(0)
`;

describe('nothing but behaviour counts', () => {
  const { scenarios } = exercise;
  test.each([
    ['prints what a solution prints', 'print("still queued: 0\\nunfinished_tasks: 0\\nalive: 0\\nPassed.")', 'missing'],
    ['calls sys.exit(0)', 'import sys\nsys.exit(0)', 'left'],
    ['calls os._exit(0)', 'import os\nos._exit(0)', 'left'],
    ['looks for the host in our modules', 'import lab_run\nlab_run.host.passed()', 'exception'],
  ])('a file that %s does not pass', async (_, text, key) => {
    const { passed, scenarios: all } = await graded(text);
    expect(passed).toBe(false);
    expect(all).toHaveLength(scenarios.length);
    expect(all[0]!.failure!.message.key).toBe(key);
  });

  test('a solution that looks quite different passes', async () => {
    const different = `
import queue, threading, time, traceback
def do_job(args): time.sleep(0.1)
class Work(threading.Thread):
    def __init__(self, jobs):
        super().__init__(daemon=True)
        self.jobs = jobs
    def run(self):
        try:
            while True:
                work = self.jobs.get()
                try:
                    work[0](work[1])
                except Exception:
                    traceback.print_exc()
                self.jobs.task_done()
        except queue.ShutDown:
            pass
class WorkManager:
    def __init__(self, work_num=99, thread_num=9):
        self.work_queue = queue.Queue()
        self.threads = [Work(self.work_queue) for _ in range(thread_num)]
        for number in range(work_num): self.add_job(do_job, number)
        for thread in self.threads: thread.start()
    def add_job(self, func, *args):
        try:
            self.work_queue.put((func, list(args)))
        except queue.ShutDown:
            raise RuntimeError("closed") from None
    def wait_allcomplete(self): self.work_queue.join()
    def close(self):
        self.work_queue.shutdown()
        for thread in self.threads: thread.join()
`;
    expect((await graded(different)).passed).toBe(true);
  });
});

const own = readExercise('write-your-own-pool');
/** The same with a few schedules each: what does not behave is found out in the first. */
const briefly: Exercise = { ...own, scenarios: own.scenarios.map((each) => ({ ...each, schedules: 2 })) };
const pool = own.solution['pool.py']!.split('\n\nif __name__')[0]!;
const gradedPool = (text: string) => grade(interpreter, briefly, { 'pool.py': text });
const first = 'import threading\n';

/** Walks the stack up from the learner's file, and does something with each frame. */
const frames = (what: string) => `
import sys
frame = sys._getframe()
while frame is not None:
    ${what}
    frame = frame.f_back
`;

/** It can do anything, and nothing goes wrong. */
const ANYTHING = `
class Anything:
    def __getattr__(self, name): return Anything()
    def __call__(self, *args, **kwargs): return Anything()
    def __enter__(self): return self
    def __exit__(self, *args): return True
class Pool(Anything):
    def __init__(self, workers): pass
`;

describe('a pool that does not behave fails, and the reason helps', () => {
  test.each([
    ['is empty', '', 'missing', { name: 'pool.Pool' }],
    ['goes round for ever', 'while True:\n    pass', 'livelock', {}],
    [
      'imports what is not there',
      'import pool_party',
      'exception',
      { error: "ModuleNotFoundError: No module named 'pool_party'", line: 1 },
    ],
    ['prints megabytes', `print('x' * 50_000_000)\n${pool}`, 'output-limit', {}],
    ['prints with each job', pool.replace('task.run()', "print('y' * 400_000); task.run()"), 'output-limit', {}],
    ['catches everything, and can do anything', ANYTHING, 'results', {}],
    ['ends the program', 'import os\nos._exit(0)', 'left', {}],
    [
      'has threads that run at once',
      pool.replace(first, `${first}threading.Thread.start = lambda self: self.run()\n`),
      'changed',
      { name: 'Thread.start' },
    ],
    [
      'has threads of its own',
      `${pool}\nclass Now(threading.Thread): pass\nthreading.Thread = Now`,
      'changed',
      { name: 'threading.Thread' },
    ],
    ['has another queue for all', `${pool}\nqueue.Queue = queue.LifoQueue`, 'changed', { name: 'queue.Queue' }],
    ['hides threads', `${pool}\nthreading.enumerate = list`, 'changed', { name: 'threading.enumerate' }],
    ['can sort', `import builtins\nbuiltins.sorted = list\n${pool}`, 'changed', { name: 'builtins.sorted' }],
    [
      'makes every message empty',
      'import json\njson.dumps = lambda *args: ""\njson.JSONEncoder.encode = lambda self, value: ""',
      'missing',
      { name: 'pool.Pool' },
    ],
    [
      'hides what it reaches for',
      'import sys\nvars(sys)["mod" + "ules"]["__main__"].Failed = ValueError',
      'missing',
      { name: 'pool.Pool' },
    ],
  ])('one that %s', async (_, text, key, values) => {
    const { passed, reaches, scenarios } = await gradedPool(text);
    expect([passed, reaches]).toEqual([false, null]);
    expect(scenarios[0]!.failure!.message).toMatchObject({ key, values });
    // Whoever fails what is told does not meet what is hidden.
    expect(scenarios.map(({ id }) => id)).toEqual(own.scenarios.filter((each) => !each.hidden).map(({ id }) => id));
  });

  test('one that counts for ever is stopped', async () => {
    const counts = 'n = 0\nwhile True:\n    n += 1';
    // Each scenario is as long: the first that is told, and one that is hidden.
    const scenarios = [false, true].map((hidden) => briefly.scenarios.find((each) => each.hidden === hidden)!);
    const { passed, scenarios: graded } = await grade(interpreter, { ...briefly, scenarios }, { 'pool.py': counts });
    expect([passed, graded.map(({ id, failure }) => [id, failure!.message.key])]).toEqual([
      false,
      [[scenarios[0]!.id, 'budget']],
    ]);
  });

  test.each([
    ['replaces lab', CONTENT, '_getframe'],
    [
      'replaces lab.expect',
      frames('if "lab" in frame.f_locals: frame.f_locals["lab"] = frame.f_locals["lab"]._replace(expect=print)'),
      '_getframe',
    ],
    ['tells the host that it has passed', frames('frame.f_locals["host"].passed(99)'), '_getframe'],
    ['finds a frame in a traceback', 'try: 1/0\nexcept Exception as e: e.__traceback__.tb_frame.f_back', 'f_back'],
    [
      'changes the check through a job',
      pool.replace('task = Task', 'func.__globals__.clear(); task = Task'),
      '__globals__',
    ],
    [
      'reads what the check remembers',
      pool.replace('task = Task', 'getattr(func, "__closure__"); task = Task'),
      '__closure__',
    ],
    ['looks through all objects', 'import gc\ngc.get_objects()', 'get_objects'],
    ['looks through the modules', 'from sys import modules', 'modules'],
    ['builds the name first', 'import sys\ngetattr(sys, "mod" + "ules")', 'getattr'],
    ['hides it in a text', 'exec("import gc")', 'exec'],
  ])('one that %s is told by what it reaches for, and not run', async (_, text, name) => {
    const { passed, reaches, scenarios } = await gradedPool(text);
    expect([passed, reaches?.file, reaches?.name, scenarios]).toEqual([false, 'pool.py', name, []]);
    expect(fill(generalMessages()['reaches']!, { ...reaches })).toContain(`of pool.py uses ${name}.`);
  });

  test('but what does no harm is no reason to fail: another sleep, a hook, a subclass', async () => {
    const harmless = pool
      .replace(first, `${first}import time\ntime.sleep = None\nthreading.excepthook = print\n`)
      .replace('worker = threading.Thread(', 'worker = Worker(')
      .concat('\n\nclass Worker(threading.Thread):\n    pass\n');
    expect((await gradedPool(harmless)).passed).toBe(true);
  });
});
