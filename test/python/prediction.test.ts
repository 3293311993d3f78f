import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import { variableOf } from '../../simulator/engines/python/analysis/shared-variables.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const programOf = (text: string) => ({ files: { 'main.py': text }, entry: 'main.py' });
const pair = (name: string) => programOf(readFileSync(new URL(`./pysct/pairs/${name}.py`, import.meta.url), 'utf8'));
const started = (...lines: string[]) =>
  programOf(['import threading', ...lines, 'for t in ts: t.start()', 'for t in ts: t.join()'].join('\n').concat('\n'));

// Two deterministic schedules come first; then the predictions of what these have shown.
test.each([
  ['opposite_order', 3],
  ['twostage_2', 6],
])('%s is broken by a prediction, within %i schedules', async (name, most) => {
  const { failure, explored } = await explore(interpreter, pair(`${name}_broken`), { schedules: most });
  expect(failure).not.toBeNull();
  expect(explored).toBeLessThanOrEqual(most);
});

test('a lost update is broken by turning a race of memory round, within four schedules', async () => {
  const what = started(
    'n = 0',
    'def work():',
    '    global n',
    '    n += 1',
    'ts = [threading.Thread(target=work) for _ in range(2)]',
  );
  what.files['main.py'] += 'assert n == 2\n';
  const { failure } = await explore(interpreter, what, { schedules: 4, granularity: 'access' });
  expect(failure?.outcome.status).toBe('exception');
});

test('a cycle of locks that cannot deadlock is called no bug', async () => {
  // The second thread starts when the first has ended.
  const what = programOf(
    [
      'import threading',
      'a, b = threading.Lock(), threading.Lock()',
      'def take(one, other):',
      '    with one:',
      '        with other: pass',
      'for locks in ((a, b), (b, a)):',
      '    t = threading.Thread(target=take, args=locks)',
      '    t.start()',
      '    t.join()\n',
    ].join('\n'),
  );
  const { failure, exhausted, levels } = await explore(interpreter, what, {
    schedules: 300,
    granularities: levelsFrom('operation'),
  });
  expect([failure, exhausted, levels.some(({ claim }) => claim?.kind === 'orders')]).toEqual([null, true, true]);
});

test('what threads share without a lock is told by name, apart, and what a lock guards is not', async () => {
  const what = started(
    'lock = threading.Lock()',
    'guarded, open_, xs, d = 0, 0, [], {"k": 0}',
    'class Account:',
    '    def __init__(self): self.balance = self.safe = 0',
    'account = Account()',
    'def work():',
    '    global guarded, open_',
    '    with lock:',
    '        guarded += 1',
    '        account.safe += 1',
    '    open_ = 1',
    '    account.balance = 1',
    '    xs.append(1)',
    '    d["k"] = 1',
    'ts = [threading.Thread(target=work) for _ in range(2)]',
  );
  const { failure, shared } = await explore(interpreter, what, { schedules: 5, granularity: 'access' });
  expect(failure).toBeNull();
  expect(shared.toSorted()).toEqual(['account.balance', "d['k']", 'open_', 'xs']);
});

test('to read all of a list in two threads shares nothing, and to change an item meanwhile does', async () => {
  const text = (line: string) =>
    started('xs = [1, 2]', 'def work(me):', line, 'ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]');
  const sharedBy = async (line: string) =>
    (await explore(interpreter, text(line), { schedules: 4, granularity: 'access' })).shared;
  expect(await sharedBy('    sum(xs)')).toEqual([]);
  expect(await sharedBy('    if me: sum(xs)\n    else: xs[0] = 3')).toEqual(['xs']);
});

test('attributes of a thread’s local are shared by no threads, but its slots are', async () => {
  const sharedBy = async (local: string, line = 'own.n = me') => {
    const work = ['def work(me):', `    ${line}`, 'ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]'];
    return (await explore(interpreter, started(local, ...work), { schedules: 4, granularity: 'access' })).shared;
  };
  const derived = (body: string) => `class Own(threading.local):\n    ${body}\nown = Own()`;
  expect(await sharedBy('own = threading.local()')).toEqual([]);
  expect(await sharedBy(derived('n = 0'), 'own.n += 1')).toEqual([]);
  expect(await sharedBy(derived("__slots__ = ('n',)"))).toEqual(['own.n']);
});

test('names of locations are told as a program writes them, or not at all', () => {
  const aliases = new Map([["('dict', 0, 1)", 'd']]);
  const told = (name: string) => variableOf(name, aliases);
  expect(told("('__main__', 'n')")).toBe('n');
  expect(told("('config', 'n')")).toBe('config.n');
  expect(told("(('dict', 0, 1), ('[', 'k'))")).toBe("d['k']");
  expect(told("(('dict', 0, 1), ('[', 3))")).toBe('d[3]');
  expect(told("(('dict', 0, 1), '[]')")).toBe('d');
  expect(told("(('list', 0, 9), '[]')")).toBeNull();
  expect(told("(('Account', 0, 2), 'balance')")).toBe('Account.balance');
  expect(told("(('map', 0, 2), '[]')")).toBeNull();
  expect(told("('cell', 'n')")).toBeNull();
  expect(told("('time', 'sleep')")).toBe('time.sleep');
});
