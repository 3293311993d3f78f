import { expect, test } from 'vitest';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';

const FILE = 'library.py';
async function printed(text: string): Promise<string> {
  const python = await Interpreter.start(nodeLoader());
  let output = '';
  const scheduler = schedulerOf({ policy: { kind: 'run-to-block' }, picks: [] });
  await python.run({ files: { [FILE]: text }, entry: FILE }, scheduler, {}, { output: (more) => (output += more) });
  return output;
}

test('what a start imports is loaded from bytecode, and its sources are there for tracebacks and for stepping', async () => {
  const program = `
import inspect, queue, sys, threading, traceback, typing
for module in (queue, threading, typing):
    print(module.__file__)
print(threading.Thread.start.__code__.co_filename)
print(inspect.getsource(queue.Queue.task_done).splitlines()[0].strip())
try:
    queue.Queue().get(False)
except queue.Empty as error:
    print(traceback.format_exc().splitlines()[-2].strip())
compiled = [m for m in sys.modules.values() if (getattr(m, "__file__", None) or "").endswith(".pyc")]
print(len(compiled) > 100)
`;
  expect((await printed(program)).split('\n')).toEqual([
    '/lib/python314.zip/queue.pyc',
    '/lib/python314.zip/threading.pyc',
    '/lib/python314.zip/typing.pyc',
    '/lib/python314.zip/threading.py',
    'def task_done(self):',
    'raise Empty',
    'True',
    '',
  ]);
});
