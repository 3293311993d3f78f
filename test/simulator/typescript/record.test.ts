import { expect, test } from 'vitest';
import type { Task } from '../../../simulator/exercise/exercise.ts';
import { decisionAt } from '../../../simulator/run/execution.ts';
import type { Schedule } from '../../../simulator/schedule/scheduler.ts';
import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { gradeTypeScript, recordScenario } from '../../../simulator/typescript/check/grade.ts';
import { nodeThreads } from '../../../simulator/typescript/node.ts';
import { CHECK } from '../../../simulator/typescript/protocol.ts';
import { exportTrace, importTrace } from '../../../simulator/trace/json.ts';
import { compiledCheck } from './compile.ts';

const COUNTER = `import { Thread } from 'threading';
export const add = (words: Int32Array) => {
  words[0] += 1;
};
export function count(): number {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const threads = [0, 1].map(() => new Thread({ target: add, args: [words] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  console.log('counted', words[0]);
  return words[0];
}
`;
const LOCKED = `import { Lock, Thread } from 'threading';
export const take = (lock: Lock) => void lock.acquire();
export function count(): number {
  const lock = new Lock();
  lock.acquire();
  const thread = new Thread({ target: take, args: [lock] });
  thread.start();
  thread.join();
  return 2;
}
`;
const RAISES = `import { Thread } from 'threading';
import { sleep } from 'time';
export function raise(): void {
  sleep(1);
  throw new RangeError('too far');
}
export function count(): number {
  const thread = new Thread({ target: raise });
  thread.start();
  thread.join();
  return 2;
}
`;
const POLLS = `export function count(): number {
  const words = new Int32Array(new SharedArrayBuffer(4));
  while (Atomics.load(words, 0) === 0);
  return 2;
}
`;
const WAITS = `import { Queue } from 'queue';
export function count(): number {
  new Queue<number>().get();
  return 2;
}
`;

/** Grades a file whose \`count\` is to return 2, and records the run that fails. */
async function failing(text: string) {
  const files = {
    'count.ts': text,
    [CHECK]: `import * as learner from './count';
export const all = (lab: any) => lab.expect(lab.attribute(learner, 'count')() === 2, 'not-two', {});
`,
  };
  const scenario = { id: 'all', schedules: 8, maxSteps: 200, hidden: false };
  const task = {
    id: 't',
    lesson: '',
    starter: {},
    solution: {},
    given: [],
    check: files[CHECK],
    scenarios: [scenario],
  };
  const compiled = compiledCheck(files);
  const { scenarios } = await gradeTypeScript(nodeThreads(), task as unknown as Task, compiled);
  const { message, schedule } = scenarios[0]!.failure!;
  const shown = { scenario: 'all', files, say: ({ key }: { key: string }) => `said: ${key}` };
  const record = (under: typeof schedule) =>
    recordScenario(nodeThreads(), task as unknown as Task, compiled, under, shown);
  return { message, schedule, record, execution: await record(schedule) };
}

/** The trace has a step for each turn of the schedule, and each event fits the state before it. */
function fits({ trace, player, run, mismatch }: PythonExecution, { picks }: Schedule) {
  expect(mismatch).toBeNull();
  expect(run.choices.length).toBe(decisionAt(trace, trace.length));
  expect(run.choices).toEqual(picks.map(([, thread]) => thread).slice(0, run.choices.length));
  player.seek(trace.length);
  expect(importTrace(exportTrace(trace)).trace.length).toBe(trace.length);
}

test.each<[string, string, string, object[], RegExp]>([
  ['a lock that nobody releases', LOCKED, 'deadlock', [{ kind: 'deadlock' }], /Lock 1/],
  [
    'an exception of a thread',
    RAISES,
    'exception',
    [{ kind: 'exception', error: 'RangeError', thread: 1 }],
    /RangeError/,
  ],
  ['a loop', POLLS, 'budget', [{ kind: 'budget' }], /Atomics\.load/],
  ['a queue that stays empty', WAITS, 'deadlock', [{ kind: 'deadlock' }], /Queue\.get 1/],
])('%s: the run that fails can be stepped from its start to its end', async (_, text, key, findings, told) => {
  const { message, schedule, execution } = await failing(text);
  expect(message.key).toBe(key);
  expect(execution.findings).toMatchObject(findings);
  fits(execution, schedule);
  expect(exportTrace(execution.trace)).toMatch(told);
});

test('each step has its place, the same schedule makes the same run, and another schedule another one', async () => {
  const { execution, record, schedule } = await failing(COUNTER);
  fits(execution, schedule);
  const { trace, run } = execution;
  expect(execution.findings).toEqual([{ kind: 'check', message: 'said: not-two' }]);
  const reached = Array.from({ length: trace.length }, (_, i) => trace.at(i)).flatMap((event) =>
    event.kind === 'reach' && event.thread > 0 ? [`${event.thread} ${event.line} ${event.what}`] : [],
  );
  // Both accesses of one statement.
  expect(reached).toContain('1 3 Int32Array[0]');
  expect(reached).toContain('1 3 Int32Array[0] = 1');
  expect(reached).toContain('2 3 Int32Array[0] = 1');
  expect(run.stacks.find(({ thread }) => thread === 1)!.frames[0]).toMatchObject({ file: 'count.ts', line: 3 });
  expect(execution.output.map(({ text }) => text)).toEqual(['counted 1\n']);

  expect(exportTrace((await record(schedule)).trace)).toBe(exportTrace(trace));
  const kept = await record({ policy: { kind: 'run-to-block' }, picks: [] });
  expect(kept.findings).toEqual([]);
  expect(kept.output.map(({ text }) => text)).toEqual(['counted 2\n']);
});

const VIEWS = `const Alias = Int32Array;
class Own extends Int32Array {}
class More extends Own {}
const { Int32Array: Taken } = globalThis;
export function count(): number {
  const memory = new SharedArrayBuffer(4);
  const first = new Int32Array(memory);
  const Made: any = first.constructor;
  const views: Record<string, any> = {
    alias: new Alias(memory),
    own: new Own(memory),
    more: new More(memory),
    taken: new Taken(memory),
    global: new globalThis.Int32Array(memory),
    named: new (globalThis as any)['Int' + '32Array'](memory),
    itself: new (globalThis as any).globalThis.Int32Array(memory),
    reflect: Reflect.construct(Int32Array, [memory]),
    derived: Reflect.construct(Int32Array, [memory], Own),
    got: new (Reflect.get(globalThis, 'Int32Array'))(memory),
    described: new (Object.getOwnPropertyDescriptor(globalThis, 'Int32Array')!.value)(memory),
    made: new Made(memory),
    part: first.subarray(),
    again: new Int32Array(first.buffer),
    bound: new (Int32Array.bind(null, memory) as any)(),
    plain: new ((new Int32Array(1) as any).constructor)(memory),
    prototype: new (Int32Array.prototype as any).constructor(memory),
    parent: new (Object.getPrototypeOf(new Int32Array(1)).constructor)(memory),
    owned: new Own(memory).subarray(),
  };
  if (!(views.owned instanceof Own) || !(views.own instanceof Int32Array) || views.plain.constructor !== Int32Array)
    throw new TypeError('another class');
  if (!(new Int32Array([3, 4]).map((n) => n * 2).slice(1) instanceof Int32Array)) throw new TypeError('no view');
  for (const [name, view] of Object.entries(views)) {
    console.log(name);
    view[0] += 1;
  }
  return 0;
}
`;

test('each way to a view of shared memory gives one whose accesses are switch points', async () => {
  const { execution } = await failing(VIEWS);
  const { trace } = execution;
  const accesses = new Map<string, number>();
  let name = '';
  for (let i = 0; i < trace.length; i++) {
    const event = trace.at(i);
    if (event.kind === 'output') name = event.text.trim();
    else if (event.kind === 'reach' && event.what.startsWith('Int32Array[0]'))
      accesses.set(name, (accesses.get(name) ?? 0) + 1);
  }
  const names = [...VIEWS.matchAll(/^    (\w+): /gm)].map(([, each]) => [each, 2]);
  expect(names.length).toBeGreaterThan(18);
  expect([...accesses]).toEqual(names);
});
