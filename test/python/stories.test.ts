import { beforeAll, describe, expect, test } from 'vitest';
import { describeFailure, describePreemptions } from '../../simulator/cli/describe.ts';
import { executionOf, recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { explain, turnsOf } from '../../simulator/engines/python/analysis/explain.ts';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Granularity, Program } from '../../simulator/engines/python/interpreter/program.ts';
import { lenient, random } from '../../simulator/schedule/policies.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const program = (before: string, one: string, other: string, after: string): Program => ({
  files: {
    'main.py': [
      'import threading',
      before,
      `def one():\n    ${one.replaceAll('\n', '\n    ')}`,
      `def other():\n    ${other.replaceAll('\n', '\n    ')}`,
      'ts = [threading.Thread(target=one, name="A"), threading.Thread(target=other, name="B")]',
      'for t in ts: t.start()',
      'for t in ts: t.join()',
      `${after}\n`,
    ].join('\n'),
  },
  entry: 'main.py',
});

/** The story of the first failing schedule in which A is paused once and B goes on. */
async function story(what: Program, granularity: Granularity): Promise<string> {
  for (let step = 2; step < 90; step++) {
    const schedule: Schedule = { policy: { kind: 'run-to-block' }, picks: [[step, 2]] };
    const { scheduler, mismatch } = lenient(schedule);
    const { uncaught } = await interpreter.run(what, scheduler, { granularity });
    if (mismatch() || uncaught.length === 0) continue;
    const options = { granularity, capture: false, uses: true };
    const execution = executionOf(await recordExecution(interpreter, what, schedule, options));
    return describePreemptions(explain(execution), execution.run.names);
  }
  throw new Error('no such schedule fails');
}

const ADD = 'v = PLACE\nv += 1\nPLACE = v';
/** The same lost update of a variable of every kind. */
const KINDS: readonly [name: string, place: string, before: string, declared: string][] = [
  ['a global', 'n', 'n = 0', 'global n\n'],
  ['an attribute', 'account.balance', 'class Account: pass\naccount = Account()\naccount.balance = 0', ''],
  ['a slot', 'o.n', 'class O: __slots__ = ("n",)\no = O()\no.n = 0', ''],
  ['an attribute of a class', 'C.n', 'class C: n = 0', ''],
  ['an item of a dictionary', "d['k']", "d = {'k': 0}", ''],
  ['an item of a list', 'xs[0]', 'xs = [0]', ''],
];

describe('a lost update is told by the name of the variable, and not by instructions', () => {
  test.each(KINDS)('%s', async (_, place, before, declared) => {
    const work = declared + ADD.replaceAll('PLACE', place);
    const what = program(before, work, work, `assert ${place} == 2`);
    for (const granularity of place === 'n' ? (['line', 'access', 'bytecode'] as const) : (['bytecode'] as const)) {
      const told = await story(what, granularity);
      expect(told).toContain(`had read ${place} = 0; `);
      expect(told).toMatch(/A had read .* = 0; B wrote .* = 1; then A wrote .* = 1: what B had written is lost\./);
      expect(told).not.toMatch(/[A-Z]+_[A-Z]+/);
    }
  });

  test('a variable of the function around', async () => {
    const text = [
      'import threading',
      'def main():',
      '    n = 0',
      '    def work():',
      '        nonlocal n',
      '        n += 1',
      '    ts = [threading.Thread(target=work, name=name) for name in "AB"]',
      '    for t in ts: t.start()',
      '    for t in ts: t.join()',
      '    assert n == 2',
      'main()\n',
    ];
    const told = await story({ files: { 'main.py': text.join('\n') }, entry: 'main.py' }, 'bytecode');
    expect(told).toMatch(/A had read n = 0; B wrote n = 1; then A wrote n = 1: what B had written is lost\./);
  });
});

test('a thread that goes on with what it had read is told so, with what it is by now', async () => {
  const what = program(
    'closed = False\nuses = []',
    'if not closed:\n    uses.append("use")',
    'global closed\nclosed = True\nuses.append("close")',
    'assert uses != ["close", "use"]',
  );
  expect(await story(what, 'line')).toContain(
    'A had read closed = False; B wrote closed = True; A went on with what it had read.',
  );
});

test('a thread that reads what another is still to write is told so', async () => {
  const what = program(
    'a = b = 0\nseen = []',
    'global a, b\na = 1\nb = 1',
    'seen.append((a, b))',
    'assert seen != [(1, 0)]',
  );
  expect(await story(what, 'line')).toContain('B read b = 0 before A had written b = 1.');
});

test('what is removed, and what is not there, are told without a value', async () => {
  const what = program(
    'd = {"k": 1}\nfailed = []\nthreading.excepthook = lambda a: failed.append(a.exc_type)',
    'if "k" in d:\n    del d["k"]',
    'if "k" in d:\n    del d["k"]',
    'assert not failed',
  );
  expect(await story(what, 'line')).toMatch(/A had asked 'k' in d: yes; B removed d\['k'\]/);
});

/** Programs of two threads, one of which is paused; the sentence that tells why it failed. */
const CALLS: readonly [name: string, before: string, one: string, other: string, after: string, told: RegExp][] = [
  [
    'a question whether a key is there, and then a put',
    'cache = {}\nmade = []',
    'if "a" not in cache:\n    made.append(1)\n    cache["a"] = 1',
    'if "a" not in cache:\n    made.append(1)\n    cache["a"] = 2',
    'assert len(made) == 1',
    /A had asked 'a' in cache: no; B wrote cache\['a'\] = 2; then A wrote cache\['a'\] = 1: what B had written is lost\./,
  ],
  [
    'a get, and then a put',
    'd = {"n": 0}',
    'v = d.get("n")\nv += 1\nd["n"] = v',
    'v = d.get("n")\nv += 1\nd["n"] = v',
    'assert d["n"] == 2',
    /A had asked d\.get\('n'\): 0; B wrote d\['n'\] = 1; then A wrote d\['n'\] = 1: what B had written is lost\./,
  ],
  [
    'a length, and then a pop of what another has popped',
    'xs = [1]\nfailed = []\nthreading.excepthook = lambda a: failed.append(a.exc_type)',
    'if len(xs) > 0:\n    xs.pop()',
    'if len(xs) > 0:\n    xs.pop()',
    'assert not failed',
    /A had asked len\(xs\): 1; B called xs\.pop\(\); A went on with what it had read\./,
  ],
  [
    'the truth of a list, and then a pop',
    'import collections\nxs = collections.deque([1])\nfailed = []\nthreading.excepthook = lambda a: failed.append(a.exc_type)',
    'if xs:\n    xs.popleft()',
    'if xs:\n    xs.popleft()',
    'assert not failed',
    /A had read len\(xs\) = 1; B called xs\.popleft\(\); A went on with what it had read\./,
  ],
  [
    'a question to a set',
    'seen = set()\ntwice = []',
    'if 1 not in seen:\n    seen.add(1)\n    twice.append("A")',
    'if 1 not in seen:\n    seen.add(1)\n    twice.append("B")',
    'assert len(twice) == 1',
    /A had asked 1 in seen: no; B called seen\.add\(1\); A went on with what it had read\./,
  ],
  [
    'a setdefault, and then a pop',
    'd = {}\nfailed = []\nthreading.excepthook = lambda a: failed.append(a.exc_type)',
    'd.setdefault("k", 1)\nd["k"]',
    'd.pop("k", None)',
    'assert not failed',
    /A was paused after .*d\.setdefault\('k', 1\).* B called d\.pop\('k', None\)/,
  ],
  [
    'what is looked at before another appends',
    'begun, xs, seen = [], [], []',
    'begun.append(1)\nxs.append(1)',
    'seen.append((len(begun), len(xs)))',
    'assert seen != [(1, 0)]',
    /B asked len\(xs\): 0 before A had called xs\.append\(1\)\./,
  ],
];

/** Programs that fail in some schedule, and what is told of the one that the search finds. */
const TOLD: readonly [name: string, text: string, told: RegExp][] = [
  [
    'locks, uses and operations by the names that the program has',
    `cond = threading.Condition()
ready = False
def tell():
    global ready
    ready = True
    with cond: cond.notify()
def wait():
    if not ready:
        with cond: cond.wait()
run(wait, tell)`,
    /A was paused after its read of ready and before cond lock\.acquire .*; meanwhile B wrote ready = True, called cond lock\.acquire, cond\.notify and cond lock\.release/,
  ],
  [
    'turns of threads, where none was paused',
    `answers = {}
def ask():
    answers["q"] = f = Future()
    f.result()
def answer():
    f = answers.get("q")
    if f: f.set_result(1)
run(answer, ask)`,
    /No thread was paused\. MainThread called Thread\.start and Thread\.join .*; then A asked answers\.get\('q'\): nothing \(line 12\); then B wrote answers\['q'\] = <Future PENDING> and called f\.result \(lines 9 to 10\)\. Each went on until it had to wait or had ended\./,
  ],
  [
    'an event of no loop and no library, but of the program',
    `def outer(): return pool.submit(pow, 2, 2).result()
pool = ThreadPoolExecutor(1)
pool.submit(outer).result()`,
    /MainThread called pool\.submit .*; then ThreadPoolExecutor-0_0 called pool\.submit and Future\.result \(line/,
  ],
  [
    'a generator that two threads use',
    `def numbers():
    n = 0
    while True:
        n += 1
        yield n
g = numbers()
def take(): next(g)
run(take, take)`,
    /A was paused after calling next\(g\) .*; meanwhile B called next\(g\) \(line/,
  ],
  [
    'what is removed from what another goes through',
    `d = {"a": 1, "b": 2}
def go():
    for name in d:
        d[name]
def remove(): del d["a"]
run(go, remove)`,
    /A was paused .*; meanwhile B removed d\['a'\] \(line \d+\); .*dictionary changed size/,
  ],
  [
    'a call with arguments by name',
    `cache = collections.OrderedDict(a=1)
def get():
    if "a" in cache:
        assert cache["a"]
def evict(): cache.popitem(last=False)
run(get, evict)`,
    /meanwhile B called cache\.popitem\(last=False\) \(line/,
  ],
  [
    'a second read that finds something else',
    `sock = object()
def send():
    if sock is not None:
        assert sock is not None
def close():
    global sock
    sock = None
run(send, close)`,
    /A had read sock = <object>; B wrote sock = None; then A read sock = None\./,
  ],
  [
    'what was written, and is another by the next read',
    `class Ids:
    last = 0
    def next(self, by):
        self.last = by
        assert self.last == by
ids = Ids()
run(lambda: ids.next(1), lambda: ids.next(2))`,
    /(\w) had written ids\.last = (\d); (\w) wrote ids\.last = (\d); then \1 read ids\.last = \4\./,
  ],
  [
    'a write over what another has written from what it knew later',
    `items, total = {}, 0
def add(name, price):
    global total
    items[name] = price
    total = sum(items.values())
run(lambda: add("tea", 2), lambda: add("milk", 1))
assert total == 3`,
    /(\w) wrote total = 3; then (\w) wrote total = \d: what \1 had written is lost\./,
  ],
];

const FOUND = `import collections, threading
from concurrent.futures import Future, ThreadPoolExecutor
def run(*works):
    ts = [threading.Thread(target=work, name=name) for work, name in zip(works, "AB")]
    for t in ts: t.start()
    for t in ts: t.join()
`;

test.each(TOLD)('the story of a failure tells %s', async (_, text, told) => {
  const what = { files: { 'main.py': `${FOUND}${text}\n` }, entry: 'main.py' };
  const { failure } = await explore(interpreter, what, { schedules: 500, granularities: levelsFrom('operation') });
  const { schedule, granularity } = failure!;
  const options = { granularity, capture: false, uses: true };
  const execution = executionOf(await recordExecution(interpreter, what, schedule, options));
  const story = describeFailure(explain(execution), turnsOf(execution), execution.run);
  expect(story).toMatch(told);
  // No part of the library, no builtin, no variable that nobody changes, no instruction.
  expect(story).not.toMatch(/event loop|SimpleQueue|(read|write) of (print|next|pool|cond|threading)\b|[A-Z]+_[A-Z]+/);
});

describe('methods of containers are told as calls, and questions with their answers', () => {
  test.each(CALLS)('%s', async (_, before, one, other, after, told) => {
    expect(await story(program(before, one, other, after), 'line')).toMatch(told);
  });
});

test('to tell of uses changes no run', async () => {
  const what = program('n = 0\nd = {}', 'global n\nn += 1\nd["k"] = n', 'global n\nn += 1\nd["k"] = n', 'print(n, d)');
  for (const granularity of ['operation', 'line', 'access', 'bytecode'] as const) {
    const runs = [];
    for (const uses of [false, true, false]) {
      let output = '';
      const options = { granularity, record: true, uses };
      const { choices, trace } = await interpreter.run(what, random(3), options, {
        output: (text) => (output += text),
      });
      runs.push(JSON.stringify([output, choices, trace!.length]));
    }
    expect(new Set(runs).size).toBe(1);
  }
});

test('to keep values as texts runs no code of the program, whatever holds them', async () => {
  const text = `import collections, functools, threading, types
class Loud:
    asked = 0
    def __repr__(self):
        Loud.asked += 1
        return "loud"
    def __getattr__(self, name):
        Loud.asked += 1
        raise AttributeError(name)
    @property
    def __class__(self):
        Loud.asked += 1
        return int
    def __eq__(self, other):
        Loud.asked += 1
        return False
class Own(list):
    def __contains__(self, key):
        Loud.asked += 1
        return False
def work():
    loud = Loud()
    ordered = collections.OrderedDict(a=loud)
    default = collections.defaultdict(list, a=loud)
    space, part = types.SimpleNamespace(a=loud), functools.partial(print, loud)
    proxy, keys = types.MappingProxyType({"a": loud}), {"a": loud}.items()
    error, cut, method = ValueError(loud), slice(loud), loud.__repr__
    found = 1 in [loud] or 1 in Own()
    Loud.asked -= 2
    last = None
t = threading.Thread(target=work)
t.start()
t.join()
print(Loud.asked)
`;
  for (const options of [{}, { record: true, capture: true, uses: true }]) {
    let output = '';
    await interpreter.run(
      { files: { 'main.py': text }, entry: 'main.py' },
      random(1),
      { granularity: 'line', ...options },
      { output: (more) => (output += more) },
    );
    expect(output).toBe('0\n');
  }
});

test('values that hold nothing of the program are kept as Python writes them', async () => {
  const text = `import collections, datetime, re, types
ordered = collections.OrderedDict(a=1)
space = types.SimpleNamespace(a=[1])
error = KeyError("k")
day = datetime.date(2026, 1, 2)
pattern = re.compile("a+")
last = None
`;
  const { stacks } = await interpreter.run({ files: { 'main.py': text }, entry: 'main.py' }, random(1), {
    granularity: 'line',
    record: true,
    capture: true,
  });
  expect(stacks.at(-1)!.globals.map(([name, value]) => `${name} = ${value}`)).toEqual([
    "ordered = OrderedDict({'a': 1})",
    'space = namespace(a=[1])',
    "error = KeyError('k')",
    'day = datetime.date(2026, 1, 2)',
    "pattern = re.compile('a+')",
  ]);
});
