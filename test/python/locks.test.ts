import { expect, test } from 'vitest';
import { interpreterForTests } from './interpreter.ts';

const PROGRAM = `
import copy, pickle, threading
for thing in (threading.Lock(), threading.RLock(), threading.Condition()):
    for send in (pickle.dumps, copy.deepcopy):
        try:
            send(thing)
            print("sent")
        except TypeError:
            print("TypeError")
`;

test('a lock cannot be pickled or copied, nor can what holds one, as in CPython', async () => {
  const interpreter = await interpreterForTests();
  let output = '';
  const first = { next: (runnable: { nth(n: number): number }) => runnable.nth(0) };
  const program = { files: { 'main.py': PROGRAM }, entry: 'main.py' };
  await interpreter.run(program, first, {}, { output: (piece) => (output += piece) });
  expect(output).toBe('TypeError\n'.repeat(6));
});
