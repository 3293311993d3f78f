import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES } from '../../simulator/engines/python/interpreter/program.ts';
import { interpreterForTests } from './interpreter.ts';

/** Two threads of three rounds each, as in lost_update.py, with another body of the loop. */
const lostUpdate = readFileSync(new URL('../../lessons/listings/lost_update.py', import.meta.url), 'utf8');
const withBody = (body: string) => lostUpdate.replace('        n += 1\n', body);

/**
 * For each granularity, operation, line, bytecode, cpython: schedules with at most one preemption that lose an update, of how
 * many there are. At cpython, only what has a call between its read and its write can lose one.
 */
const TABLE = [
  ['n += 1', lostUpdate, '0/9 0/53 27/183 0/35'],
  ['a read and a write in two lines', withBody('        here = n\n        n = here + 1\n'), '0/9 9/65 45/207 0/35'],
  [
    'n += one()',
    readFileSync(new URL('../../lessons/listings/lost_update_call.py', import.meta.url), 'utf8'),
    '0/9 9/65 54/219 9/47',
  ],
  [
    'items.append(1)',
    withBody('        items.append(1)\n')
      .replace('n = 0', 'items = []')
      .replace('assert n == 6, f"n is {n}"\nprint("n is", n)', 'assert len(items) == 6'),
    '0/9 0/53 0/195 0/47',
  ],
  [
    'with lock: n += 1',
    withBody('        with lock:\n            n += 1\n').replace('n = 0', 'n = 0\nlock = threading.Lock()'),
    '0/33 0/101 0/363 0/59',
  ],
] as const;

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

describe('lesson 16: schedules with at most one preemption that lose an update', () => {
  test.each(TABLE)('%s', async (_, text, expected) => {
    const program = { files: { 'main.py': text }, entry: 'main.py' };
    const found: string[] = [];
    for (const granularity of GRANULARITIES.filter((each) => each !== 'access')) {
      const options = { strategy: 'exhaustive', preemptions: 1, schedules: 1000, count: true, granularity } as const;
      const { outcomes, explored, exhausted } = await explore(interpreter, program, options);
      expect(exhausted).toBe(true);
      const lost = outcomes.filter(({ failed }) => failed).reduce((sum, { count }) => sum + count, 0);
      found.push(`${lost}/${explored}`);
    }
    expect(found.join(' ')).toBe(expected);
  });
});

test.each(['en', 'zh-cn'])('the table of the lesson in %s has these numbers', (lang) => {
  const lesson = readFileSync(new URL(`../../lessons/${lang}/what-is-atomic.mdx`, import.meta.url), 'utf8');
  const cells = [...lesson.matchAll(/^\| .*\d+\/\d+.*$/gm)].map(([row]) => row.match(/\d+\/\d+/g)!.join(' '));
  expect(cells).toEqual(TABLE.map(([, , expected]) => expected));
});

test("n += 1 loses updates even at CPython's own places when n has an __add__ that is written in Python", async () => {
  const amount = `class Amount:
    def __init__(self, value):
        self.value = value
    def __add__(self, more):
        return Amount(self.value + more)
`;
  const text = lostUpdate
    .replace('import threading\n', `import threading\n\n${amount}`)
    .replace('\nn = 0\n', '\nn = Amount(0)\n')
    .replace(/^assert n == 6.*\nprint.*$/m, 'assert n.value == 6');
  expect(text).toContain('n = Amount(0)');
  expect(text).toContain('assert n.value == 6');
  const options = {
    strategy: 'exhaustive',
    preemptions: 1,
    schedules: 1000,
    count: true,
    granularity: 'cpython',
  } as const;
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const { outcomes, explored, exhausted } = await explore(interpreter, program, options);
  expect(exhausted).toBe(true);
  const lost = outcomes.filter(({ failed }) => failed);
  expect(lost.map(({ status, count }) => `${status} ${count}/${explored}`)).toEqual(['exception 27/71']);
});

test('three reads and writes of two threads have 924 orders, and they come to 2, 3, 4, 5 or 6', () => {
  // 12 accesses, 6 of each thread: 12! / (6! 6!) = 924 ways to choose whose turn it is.
  const sums: number[] = [];
  const go = (n: number, turns: readonly [number, number], read: readonly [number, number]): void => {
    if (turns[0] === 6 && turns[1] === 6) sums.push(n);
    for (const who of [0, 1] as const) {
      if (turns[who] === 6) continue;
      const next: [number, number] = [...turns];
      next[who]++;
      const seen: [number, number] = [...read];
      if (turns[who] % 2 === 0) seen[who] = n;
      go(turns[who] % 2 === 0 ? n : read[who] + 1, next, seen);
    }
  };
  go(0, [0, 0], [0, 0]);
  expect(sums).toHaveLength(924);
  expect([...new Set(sums)].toSorted()).toEqual([2, 3, 4, 5, 6]);
});
