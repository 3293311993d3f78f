import { expect, test } from 'vitest';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import { makeFolders, setUpPyodide } from '../../simulator/engines/python/interpreter/pyodide.ts';
import { runtimeFiles } from '../../simulator/engines/python/interpreter/runtime-files.ts';
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

const COMPARED = `
import marshal, sys, types
codes, results = marshal.loads(sys.path_importer_cache["/lib/python314.zip"].get_data("lab_runtime.bin"))

def same(ours, source):
    assert ours.co_code == source.co_code and list(ours.co_lines()) == list(source.co_lines()), source
    pairs = [pair for pair in zip(ours.co_consts, source.co_consts, strict=True) if type(pair[1]) is types.CodeType]
    return 1 + sum(same(*pair) for pair in pairs)

def compared(name, text):
    return same(codes.pop(name), compile(text, f"/lab_runtime/{name}.py", "exec", dont_inherit=True))
`;

test('the bytecode of our own modules is that of their sources, line for line, and a start compiles none of them', async () => {
  const loader = nodeLoader();
  expect(await loader.sources()).toBe(null);
  const py = await loader.load({});
  py.runPython(COMPARED);
  const compared = py.pyimport('__main__')['compared']!;
  let codes = 0;
  for (const [file, text] of Object.entries(runtimeFiles())) codes += compared(file.replace('.py', ''), text) as number;
  expect(codes).toBeGreaterThan(1000);
  expect(py.runPython('len(codes)')).toBe(0);
});

test('what our modules work out at each start is there with their bytecode: a start works out nothing anew', async () => {
  const loader = nodeLoader();
  const py = await loader.load({ env: { PYTHONHASHSEED: '0', HOME: '/home/pyodide' } });
  py.runPython(COMPARED);
  makeFolders(py);
  setUpPyodide(py, null);
  expect(py.runPython('len(results)')).toBe(5);
  expect(py.runPython('sys.modules["lab_bytecode"].results == results')).toBe(true);
});
