import { beforeAll, expect, test } from 'vitest';
import { explore, type ExploreOptions, type Exploration } from '../../simulator/engines/python/analysis/explore.ts';
import type { NamedDeed, NamedPair, TreeBranch } from '../../simulator/engines/python/analysis/search-tree.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const program = (...lines: string[]) => ({ files: { 'main.py': `${lines.join('\n')}\n` }, entry: 'main.py' });
const threads = (before: string, ...works: string[]) =>
  program(
    'import queue, threading',
    before,
    ...works.map((work, n) => `def work${n}():\n    ${work.replaceAll('\n', '\n    ')}`),
    `ts = [${works.map((_, n) => `threading.Thread(target=work${n}, name="${'AB'[n]}")`).join(', ')}]`,
    'for t in ts: t.start()',
    'for t in ts: t.join()',
  );

const OPTIONS: ExploreOptions = {
  strategy: 'dpor',
  granularities: ['access'],
  schedules: 500,
  count: true,
  tree: true,
};
const searched = (what: ReturnType<typeof program>, more: Partial<ExploreOptions> = {}): Promise<Exploration> =>
  explore(interpreter, what, { ...OPTIONS, ...more });

const deed = ({ thread, did, name }: NamedDeed) => `${thread} ${did} ${name}`;
const pair = ({ first, second }: NamedPair) => `${deed(first)} < ${second ? deed(second) : 'never'}`;
const branches = (branch: TreeBranch): TreeBranch[] => [branch, ...branch.next.flatMap(branches)];
const endsOf = (root: TreeBranch) => branches(root).flatMap(({ end }) => end ?? []);
const reasons = (root: TreeBranch) => branches(root).flatMap(({ because }) => because.map(pair));

test('the orders of n += 1 part by who reads and writes n first, and to swap the reads brings nothing new', async () => {
  const { tree, levels } = await searched(threads('n = 0', 'global n\nn += 1', 'global n\nn += 1'));
  const { root, drawn } = tree!;
  expect(drawn).toBe(levels[0]!.orders);
  expect(endsOf(root)).toHaveLength(drawn);
  expect(reasons(root)).toEqual(
    expect.arrayContaining([
      'A write n < B read n',
      'B read n < A write n',
      'A write n < B write n',
      'B write n < A write n',
      'B write n < A read n',
    ]),
  );
  expect(branches(root).flatMap(({ left }) => left.map(pair))).toEqual(['B read n < A read n']);
});

test('each order of the tree is a schedule that ends as it says', async () => {
  const what = threads('n = 0', 'global n\nn += 1', 'global n\nn += 1');
  what.files['main.py'] += 'print(n)\n';
  const { tree } = await searched(what);
  const ends = endsOf(tree!.root);
  expect(new Set(ends.map(({ last }) => last))).toEqual(new Set(['1', '2']));
  for (const { schedule, last } of ends) {
    let output = '';
    const listeners = { output: (text: string) => void (output += text) };
    await interpreter.run(what, schedulerOf(schedule!), { granularity: 'access' }, listeners);
    expect(output.trim()).toBe(last);
  }
});

test('locks, what has a lock inside, and memory of every kind are told by name', async () => {
  const before = [
    'class Account:',
    '    def __init__(self): self.lock = threading.Lock(); self.balance = 0',
    'account, one, seen, d, xs, q = Account(), threading.Lock(), False, {"k": 0}, [], queue.Queue()',
    'again, ready = threading.RLock(), threading.Condition()',
  ];
  const reasonsOf = async (work: string) => {
    const { tree } = await searched(threads(before.join('\n'), work, work), { schedules: 60 });
    return reasons(tree!.root);
  };
  expect(await reasonsOf('with one: pass')).toContain('B take one < A take one');
  expect(await reasonsOf('with account.lock: pass')).toContain('B take account.lock < A take account.lock');
  expect(await reasonsOf('with again: pass')).toContain('B take again < A take again');
  expect(await reasonsOf('with ready: pass')).toContain('B take ready < A take ready');
  expect(await reasonsOf('q.put(1)')).toContain('B use q < A use q');
  expect(await reasonsOf('account.balance += 1')).toContain('A write account.balance < B read account.balance');
  expect(await reasonsOf('d["k"] = 1')).toContain("B write d['k'] < A write d['k']");
  expect(await reasonsOf('xs.append(1)')).toContain('B write xs < A write xs');
});

test('a deadlock is an order in which a lock was taken first by the other', async () => {
  const ab = 'with one:\n    with two: pass';
  const { tree, failure } = await searched(
    threads(
      'one, two = threading.Lock(), threading.Lock()',
      ab,
      ab.replace('one', 'x').replace('two', 'one').replace('x', 'two'),
    ),
  );
  expect(failure?.outcome.status).toBe('deadlock');
  const dead = branches(tree!.root).find(({ end }) => end?.failed);
  expect(dead!.because.map(pair)).toEqual(['B take two < never']);
});

test('a search that is not asked for a tree, or does not see what steps touch, has none', async () => {
  const what = threads('n = 0', 'global n\nn += 1', 'global n\nn += 1');
  expect((await searched(what, { tree: false })).tree).toBeNull();
  expect((await searched(what, { strategy: 'auto', granularities: ['operation'], schedules: 9 })).tree).toBeNull();
});

test('a tree has a hundred orders at most, and the first that fails; schedules of one order are counted', async () => {
  const many = 'global n\nfor _ in range(4): n += 1';
  const { tree, levels } = await searched(threads('n = 0', many, many), { schedules: 130 });
  expect([levels[0]!.orders, tree!.drawn]).toEqual([130, 100]);
  const few = await searched(threads('n = 0', 'global n\nn += 1', 'print(n)'), { strategy: 'pos', schedules: 50 });
  expect(endsOf(few.tree!.root).reduce((sum, { runs }) => sum + runs, 0)).toBe(50);
});

test('while it grows, the tree is told now and then, each time a larger one and without schedules', async () => {
  const what = threads('n = 0', 'global n\nn += 1', 'global n\nn += 1');
  const sizes: number[] = [];
  await explore(interpreter, what, OPTIONS, ({ tree }) => {
    if (!tree) return;
    sizes.push(tree.drawn);
    for (const { schedule } of endsOf(tree.root)) expect(schedule).toBeNull();
  });
  expect(sizes[0]).toBe(1);
  expect(sizes).toEqual([...new Set(sizes)].toSorted((a, b) => a - b));
});
