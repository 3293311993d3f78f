import { beforeAll, describe, expect, test } from 'vitest';
import { grade } from '../../simulator/engines/python/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter.ts';
import { readExercise } from '../../simulator/lab/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

const exercise = readExercise('repair-the-worker');

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
}, 120_000);

const graded = (text: string) => grade(interpreter, exercise, { 'work_manager.py': text });

/** Puts another `lab` into the frame of the scenario, one that is content with anything. */
const CHEAT = `
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

describe('nothing but behaviour counts', { timeout: 120_000 }, () => {
  const { scenarios } = exercise;
  test.each([
    ['prints what a solution prints', 'print("still queued: 0\\nunfinished_tasks: 0\\nalive: 0\\nPassed.")', 'missing'],
    ['calls sys.exit(0)', 'import sys\nsys.exit(0)', 'left'],
    ['calls os._exit(0)', 'import os\nos._exit(0)', 'left'],
    ['replaces what runs the check', CHEAT, 'left'],
    ['ends the scenario through its frames', 'import sys\nsys._getframe(0).f_back\nraise SystemExit', 'left'],
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
