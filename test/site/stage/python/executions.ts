import { readFileSync } from 'node:fs';
import { beforeAll } from 'vitest';
import type { Interpreter } from '../../../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../../../simulator/engines/python/interpreter/program.ts';
import {
  recordExecution,
  executionOf,
  type PythonExecution,
} from '../../../../simulator/engines/python/analysis/execution.ts';
import { ROUND_ROBIN, type Schedule } from '../../../../simulator/schedule/scheduler.ts';
import { cloneState, type PoolState } from '../../../../simulator/trace/state.ts';
import stageEn from '../../../../site/i18n/en/stage.ts';
import stagePythonEn from '../../../../site/i18n/en/stage-python.ts';
import stagePythonZh from '../../../../site/i18n/zh-cn/stage-python.ts';
import stageZh from '../../../../site/i18n/zh-cn/stage.ts';
import { traceIndexOf } from '../../../../site/stage/trace-index.ts';
import { eventsBefore } from '../../../../site/stage/names.ts';
import { narratePython } from '../../../../site/stage/python/narrate.ts';
import type { PythonStageMessages } from '../../../../site/stage/python/messages.ts';
import { plain } from '../../../../site/i18n/text.ts';
import { interpreterForTests } from '../../../python/interpreter.ts';

export const EN: PythonStageMessages = { m: stageEn, t: stagePythonEn };
export const LANGUAGES = [
  ['English', EN],
  ['Chinese', { m: stageZh, t: stagePythonZh }],
] as const;

const listing = (name: string) =>
  readFileSync(new URL(`../../../../lessons/listings/${name}.py`, import.meta.url), 'utf8');

/** Two threads take two locks in the order that the other one does not. */
const DEADLOCK = `import threading, time
lock_a = threading.Lock()
lock_b = threading.Lock()
ready = threading.Event()

def one():
    with lock_a:
        ready.set()
        time.sleep(0.1)
        with lock_b:
            print("one")

def two():
    ready.wait()
    with lock_b:
        with lock_a:
            print("two")

a = threading.Thread(target=one, name="A")
b = threading.Thread(target=two, name="B")
a.start()
b.start()
a.join()
b.join()
`;

/** Everything threads can meet at, an exception in a thread, and both ways of printing. */
const MANY = `import queue, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
jobs = queue.Queue(maxsize=1)
gate = threading.Barrier(2)
seats = threading.Semaphore(1)
bell = threading.Condition()
never = threading.Event()

def worker():
    gate.wait()
    while (job := jobs.get()) is not None:
        with seats:
            time.sleep(0.1)
        jobs.task_done()
        if job == "bad":
            raise KeyError(job)
    with bell:
        bell.notify_all()
    never.wait(0.2)
    try:
        jobs.get(timeout=0.1)
    except queue.Empty:
        print("empty", file=sys.stderr)

t = threading.Thread(target=worker, name="W")
u = threading.Thread(target=worker, name="U")
t.start()
u.start()
for job in ("bad", 2, None):
    jobs.put(job)
with bell:
    bell.wait(1)
t.join()
u.join()
with ThreadPoolExecutor(1) as pool:
    print(pool.submit(pow, 2, 3).result())
`;

const PROGRAMS = {
  deadlock: { 'main.py': DEADLOCK },
  many: { 'main.py': MANY },
  pool: { 'main.py': listing('first_pool'), 'threadpool.py': listing('threadpool') },
  endless: { 'main.py': 'import threading\nwhile True:\n    threading.Lock().acquire()\n' },
  exits: { 'main.py': 'import sys\nsys.exit(3)\n' },
};
export type Name = keyof typeof PROGRAMS;

let interpreter: Interpreter;
const made = new Map<string, PythonExecution>();

/** Starts CPython once for the tests of a file. */
export const withPython = (): void =>
  beforeAll(async () => {
    interpreter ??= await interpreterForTests();
  });

/** A real run of one of the programs; the same one each time it is asked for. */
export async function play(
  name: Name,
  options: RunOptions = {},
  schedule: Schedule = ROUND_ROBIN,
): Promise<PythonExecution> {
  const key = JSON.stringify([name, options, schedule]);
  let execution = made.get(key);
  if (!execution) {
    const program = { files: PROGRAMS[name], entry: 'main.py' };
    made.set(key, (execution = executionOf(await recordExecution(interpreter, program, schedule, options))));
  }
  return execution;
}

/** A run of a program that is given as its text, and those of files that it imports. */
export async function playText(text: string, options: RunOptions = {}, imported = {}): Promise<PythonExecution> {
  const program = { files: { 'main.py': text, ...imported }, entry: 'main.py' };
  return executionOf(await recordExecution(interpreter, program, ROUND_ROBIN, options));
}

export const stateAt = (execution: PythonExecution, position: number): PoolState =>
  cloneState(execution.player.seek(position));

/** Every position between two steps, the start and the end too. */
export const positions = (execution: PythonExecution): number[] => [...traceIndexOf(execution).bounds];

/** The sentence about each step, as plain text; the first one is empty. */
export const story = (execution: PythonExecution, words = EN): string[] =>
  positions(execution).map((at, step) =>
    step === 0 ? '' : plain(narratePython(eventsBefore(execution, at), stateAt(execution, at), execution, words)),
  );
