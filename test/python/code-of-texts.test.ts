import { beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { random } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function run(text: string, seed: number, stopped = () => false) {
  let printed = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const output = (piece: string) => (printed += piece);
  const options = { granularity: 'line', maxSteps: 5000 } as const;
  const { outcome } = await interpreter.run(program, random(seed), options, { output, stopped });
  return { printed, outcome };
}

const LOSES = `def work():
    global n
    for _ in range(3):
        seen = n
        n = seen + 1
`;
const MAIN = `import threading
n = 0
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(n)
`;

test.each([
  ['exec of a text', `exec(${JSON.stringify(LOSES)})\n${MAIN}`],
  ['exec of compiled code', `exec(compile(${JSON.stringify(LOSES)}, "made", "exec"))\n${MAIN}`],
  [
    'eval of a text',
    `work = eval("lambda: [globals().update(n=seen + 1)\\\\\\n for _ in range(3)\\\\\\n for seen in [n]]")\n${MAIN}`,
  ],
])('threads are switched between the lines of what a program makes by %s', async (_, text) => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) seen.add((await run(text, seed)).printed);
  expect([...seen]).toContain('6\n');
  expect(seen.size).toBeGreaterThan(1);
});

test('an endless loop in code of a text can be stopped', async () => {
  let asked = 0;
  expect((await run('exec("while True: pass")', 1, () => ++asked > 50)).outcome).toBe('stopped');
});

test.each([
  'from concurrent.futures import InterpreterPoolExecutor',
  'import concurrent.futures; concurrent.futures.InterpreterPoolExecutor(1)',
  'import concurrent.futures; getattr(concurrent.futures, "InterpreterPoolExecutor")',
  'from concurrent import interpreters',
  'import concurrent.interpreters',
])('says in a sentence that there is one interpreter: %s', async (text) => {
  const caught = `try:\n    ${text}\nexcept (AttributeError, ImportError) as error: print(error)`;
  const sentence = 'a program here has one interpreter: use threads (concurrent.futures.ThreadPoolExecutor)\n';
  expect(await run(caught, 1)).toEqual({ printed: sentence, outcome: 'finished' });
});

test('a module of the library has no switch points inside, a copy of it in the program has', async () => {
  const wrap = 'def wrap(text):\n    found = []\n    for word in text:\n        found.append(word)\n    return found\n';
  const steps = async (files: Record<string, string>, line: string) => {
    const program = { files: { ...files, 'main.py': line }, entry: 'main.py' };
    return (await interpreter.run(program, random(1), { granularity: 'line' })).steps;
  };
  // Main begins, and comes to its only line.
  expect(await steps({}, 'import textwrap; textwrap.wrap("a b c d e f" * 100)')).toBeLessThan(4);
  expect(await steps({ 'mine.py': wrap }, 'import mine; mine.wrap("a b c d e f" * 100)')).toBeGreaterThan(1000);
});
