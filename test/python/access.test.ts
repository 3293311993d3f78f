import { beforeAll, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import { recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Program } from '../../simulator/engines/python/interpreter/program.ts';
import { runToBlock } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const program = (...lines: string[]): Program => ({ files: { 'main.py': `${lines.join('\n')}\n` }, entry: 'main.py' });
const threaded = (body: string[], before: string[], after: string[]) =>
  program(
    'import threading',
    ...before,
    'def work():',
    ...body.map((line) => `    ${line}`),
    'ts = [threading.Thread(target=work) for _ in range(2)]',
    'for t in ts: t.start()',
    'for t in ts: t.join()',
    ...after,
  );
const orders = (what: Program) =>
  explore(interpreter, what, { strategy: 'dpor', granularity: 'access', schedules: 500, count: true });

/** Lists what each step of thread 1 touches, by name. */
async function touchedBy1(what: Program) {
  const { log } = await interpreter.run(what, runToBlock(), { granularity: 'access' });
  return log!.steps
    .filter(({ thread }) => thread === 1)
    .map(({ accesses }) =>
      accesses.map((each) => `${'rwtgtbj'[each & 7]} ${interpreter.locations.names[each >> 3]}`).join(', '),
    )
    .filter((text) => text !== '');
}

test('the layout of frames is known here', () => {
  expect(interpreter.sees).toBe(true);
});

test('steps know what they touch: a global, an attribute, an item, a list, a lock, in that order', async () => {
  const what = threaded(
    ['global n', 'n = n + 1', 'o.v = 2', 'd["k"] = 3', 'xs.append(4)', 'lock.acquire()', 'lock.release()'],
    ['n = 0', 'class O: v = 0', 'o = O()', 'd = {"k": 0}', 'xs = []', 'lock = threading.Lock()'],
    [],
  );
  const touched = await touchedBy1(what);
  expect(touched.slice(0, 7).map((text) => text.replaceAll(/\(\('\w+', 0, \d+\), /g, '('))).toEqual([
    "r ('__main__', 'n')",
    "w ('__main__', 'n')",
    "w ('v')",
    "r ('[]'), w (('[', 'k')), r ('[*]')",
    "w ('[]')",
    expect.stringMatching(/^t \('lock', 0, \d+\)$/),
    expect.stringMatching(/^g \('lock', 0, \d+\)/),
  ]);
});

test('two threads that each say n += 1 once have five orders, and lose an update in two of them', async () => {
  const what = threaded(['global n', 'n += 1'], ['n = 0'], ['print(n)']);
  const { levels, outcomes } = await orders(what);
  // Four of reads and writes; and whether the first has ended before the second is started, or only before it begins.
  expect(levels[0]!.claim).toEqual({ kind: 'orders', count: 5 });
  expect(outcomes.map(({ last, count }) => [last, count]).toSorted()).toEqual([
    ['1', 2],
    ['2', 3],
  ]);
});

test('a lock leaves the two orders in which it is taken, and no others', async () => {
  const what = threaded(['global n', 'with lock: n += 1'], ['n = 0', 'lock = threading.Lock()'], ['print(n)']);
  const { levels, outcomes, exhausted } = await orders(what);
  expect(outcomes.map(({ last }) => last)).toEqual(['2']);
  expect([exhausted, levels[0]!.claim]).toEqual([true, { kind: 'orders', count: 3 }]);
});

test('the deadlock of two locks in opposite orders is one of the orders, and is found', async () => {
  const what = program(
    'import threading',
    'a, b = threading.Lock(), threading.Lock()',
    'def one():',
    '    with a:',
    '        with b: pass',
    'def two():',
    '    with b:',
    '        with a: pass',
    'ts = [threading.Thread(target=one), threading.Thread(target=two)]',
    'for t in ts: t.start()',
    'for t in ts: t.join()',
  );
  const { failure, outcomes } = await orders(what);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['deadlock', 'finished']);
  expect(failure).toMatchObject({
    outcome: { status: 'deadlock' },
    granularity: 'access',
    preemptions: 1,
    proven: true,
  });
  const again = await recordExecution(interpreter, what, failure!.schedule, { granularity: 'access' });
  expect([again.run.outcome, again.mismatch]).toEqual(['deadlock', null]);
});

test.each([
  ['globals()["n"] = 1', 'what is reached by its name in a dictionary'],
  ['exec("n = 1")', 'what a text does'],
  ['next(i for i in [1])', 'the body of a generator'],
])('all orders are not claimed where memory is touched unseen: %s, %s', async (line) => {
  const { levels, unseen } = await orders(threaded([line], ['n = 0'], []));
  expect(levels[0]).toMatchObject({ claim: null, doubts: ['unseen'] });
  expect(line.includes(unseen[0]!) || unseen[0] === 'yield').toBe(true);
});

test('all orders are not claimed where threads are started by several threads, nor where time decides', async () => {
  const nested = threaded(['t = threading.Thread(target=print)', 't.start()', 't.join()'], [], []);
  expect(
    (await explore(interpreter, nested, { strategy: 'dpor', granularity: 'access', schedules: 30 })).levels[0]!.claim,
  ).toBeNull();
});

test('auto comes to all orders and ends there, whatever the budget', async () => {
  const what = threaded(['global n', 'with lock: n += 1'], ['n = 0', 'lock = threading.Lock()'], ['print(n)']);
  const granularities = ['operation', 'line', 'access', 'bytecode'] as const;
  const { explored, exhausted, levels } = await explore(interpreter, what, { schedules: 1000, granularities });
  expect(explored).toBeLessThan(100);
  expect([exhausted, levels[2]!.claim]).toEqual([true, { kind: 'orders', count: 3 }]);
});

test('a search tells while it runs how many orders it has seen', async () => {
  const what = threaded(['global n', 'n += 1'], ['n = 0'], []);
  const seen: number[] = [];
  const options = { strategy: 'dpor', granularity: 'access', schedules: 500 } as const;
  await explore(interpreter, what, options, ({ orders: now }) => void seen.push(now));
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

test('what a run is watched for does not change it', async () => {
  const what = program(
    'import threading, weakref',
    'class Item: pass',
    'gone = []',
    'def work():',
    '    item = Item()',
    '    weakref.finalize(item, gone.append, 1)',
    '    item.v = 1',
    '    del item',
    '    print(len(gone))',
    't = threading.Thread(target=work)',
    't.start()',
    't.join()',
  );
  for (const granularity of ['bytecode', 'access'] as const) {
    let output = '';
    await interpreter.run(what, runToBlock(), { granularity }, { output: (text) => (output += text) });
    expect([granularity, output]).toEqual([granularity, '1\n']);
  }
});
