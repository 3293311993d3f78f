import { beforeAll, expect, test } from 'vitest';
import general from '../../lessons/exercises/messages.json';
import { taskOf, textsOf, type OwnTask } from '../../simulator/class/own-task.ts';
import { grade } from '../../simulator/engines/python/analysis/grade.ts';
import { wordsFor } from '../../simulator/exercise/message.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const STARTER = `import threading

count = 0

def add():
    global count
    count += 1

def run():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
`;
const SOLUTION = STARTER.replace('count = 0\n', 'count = 0\nlock = threading.Lock()\n').replace(
  '    count += 1',
  '    with lock:\n        count += 1',
);
const own: OwnTask = {
  id: 'own-a1b2c',
  title: 'Count',
  text: '',
  files: { 'counting.py': STARTER },
  granularity: 'bytecode',
  check: `def counts_2(lab):
    "Two threads count to two."
    import counting
    counting.run()
    lab.expect(counting.count == 2, "Two threads have added one each, and the count is {count}.", count=counting.count)
`,
};
const graded = (task: OwnTask, text: string) => grade(interpreter, taskOf(task), { 'counting.py': text });

test('a check of one’s own finds what fails under some schedules only, and says its sentence with its numbers', async () => {
  expect((await graded(own, SOLUTION)).passed).toBe(true);
  const { passed, scenarios } = await graded(own, STARTER);
  const { id, failure } = scenarios[0]!;
  expect([passed, id, textsOf(own, general.en).scenarios[id]]).toEqual([false, 'counts_2', 'Two threads count to two']);
  expect(wordsFor(id, failure!.message, textsOf(own, general.en).messages)).toBe(
    'Two threads have added one each, and the count is 1.',
  );
  expect(failure!.preemptions).toHaveLength(1);
});

test('a check that Python cannot read is named with its line, and nothing is run', async () => {
  const { passed, problems, scenarios } = await graded({ ...own, check: 'def f(lab)\n    pass\n' }, SOLUTION);
  expect([passed, scenarios]).toEqual([false, []]);
  expect(problems).toMatchObject([{ file: 'check.py', line: 1 }]);
});

test('a program that looks at a check of one’s own is flagged', async () => {
  const { passed, reaches } = await graded(own, 'import sys\nsys._getframe(1)\n');
  expect([passed, reaches]).toMatchObject([false, { file: 'counting.py', line: 2 }]);
});

test('a check of one’s own about a program without threads passes', async () => {
  const plain = { ...own, check: 'def f(lab):\n    import counting\n    lab.expect(counting.add() is None, "x")\n' };
  expect((await graded(plain, STARTER)).passed).toBe(true);
});
