import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
/** Submodules that are loaded when a program begins, and that no attribute of their package leads to. */
let hidden: string[];
beforeAll(async () => {
  interpreter = await interpreterForTests();
  hidden = (
    await printed(`import sys
for name in sorted(sys.modules):
    package, _, part = name.rpartition('.')
    if hasattr(sys.modules.get(package), '__path__') and part not in vars(sys.modules[package]): print(name)
`)
  ).split('\n');
});

async function printed(text: string): Promise<string> {
  let output = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const { outcome } = await interpreter.run(program, roundRobin(), {}, { output: (piece) => (output += piece) });
  expect(outcome, output).toBe('finished');
  return output.trimEnd();
}

/** Prints which submodules their packages have. Python itself has looked for its encodings. */
const SEEN = `import sys, types
print(*sorted(
    f'{name}.{part}' for name, module in sys.modules.items() if hasattr(module, '__path__') and name != 'encodings'
    for part, value in vars(module).items()
    if isinstance(value, types.ModuleType) and sys.modules.get(f'{name}.{part}') is value))`;

test('a package has no submodule that its own import does not import, natively either', async () => {
  // As CPython 3.13 answers to `import P` for each of these P; `pathlib._os` and `compression` are of 3.14.
  const natively: Record<string, string[]> = {
    compression: [],
    'compression._common': [],
    'compression.zstd': ['_zstdfile'],
    concurrent: [],
    'concurrent.futures': ['_base'],
    importlib: ['_bootstrap', '_bootstrap_external'],
    json: ['decoder', 'encoder', 'scanner'],
    logging: [],
    pathlib: ['_os'],
    re: ['_casefix', '_compiler', '_constants', '_parser'],
    string: [],
    sysconfig: [],
    unittest: ['case', 'loader', 'result', 'runner', 'signals', 'suite', 'util'],
    zipfile: ['_path'],
    'zipfile._path': ['glob'],
  };
  const others = ['asyncio', 'collections', 'encodings'];
  const packages = await printed(
    'import sys\nprint(*sorted(name for name, module in sys.modules.items() if hasattr(module, "__path__")))',
  );
  expect(packages.split(' ')).toEqual([...Object.keys(natively), ...others].toSorted());
  for (const [name, parts] of Object.entries(natively)) {
    const seen = await printed(`import ${name}\n${SEEN}`);
    const own = seen.split(' ').filter((full) => full.slice(0, full.lastIndexOf('.')) === name);
    expect(own, name).toEqual(parts.map((part) => `${name}.${part}`));
  }
});

test('these are hidden until they are imported', () => {
  expect(hidden).toEqual([
    'compression._common',
    'compression._common._streams',
    'compression.zstd',
    'concurrent.futures',
    'concurrent.futures.thread',
    'importlib._abc',
    'importlib.abc',
    'importlib.machinery',
    'importlib.util',
  ]);
});

test('each hidden submodule comes with every kind of import, and only then, in each run anew', async () => {
  for (const name of hidden) {
    const [package_, part] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
    for (const way of [
      `import ${name}`,
      `import ${name} as found`,
      `from ${package_} import ${part}`,
      `import importlib; importlib.import_module('${name}')`,
      `import importlib; importlib.import_module('.${part}', '${package_}')`,
      `__import__('${name}')`,
      `__import__('${package_}', fromlist=['${part}'])`,
    ]) {
      const text = `import ${package_} as package, sys
try: print(package.${part})
except AttributeError as error: print(error)
${way}
print(package.${part} is sys.modules['${name}'])`;
      const expected = `module '${package_}' has no attribute '${part}'\nTrue`;
      for (let run = 0; run < 3; run++) expect(await printed(text), way).toBe(expected);
    }
  }
});

describe('an import shows what the imported module imports', () => {
  // As CPython 3.13 answers, but for what 3.14 imports besides.
  test.each([
    ['json', ''],
    ['random', ''],
    ['socket', ''],
    ['queue', ''],
    ['threading', ''],
    ['subprocess', ''],
    ['inspect', 'importlib.machinery'],
    ['dataclasses', 'importlib.machinery'],
    ['concurrent.futures.thread', 'concurrent.futures concurrent.futures.thread importlib.machinery'],
    ['asyncio', 'concurrent.futures importlib.machinery'],
    ['pkgutil', 'importlib._abc importlib.machinery importlib.util'],
    ['importlib.abc', 'importlib._abc importlib.abc importlib.machinery'],
    ['logging.handlers', 'importlib.machinery'],
    ['multiprocessing.dummy', ''],
    ['xml.dom.minidom', ''],
  ])('%s: %s', async (name, shown) => {
    const seen = await printed(`import ${name}\n${SEEN}`);
    const of = hidden.filter((full) => !full.startsWith('compression') && seen.split(' ').includes(full));
    expect(of.join(' ')).toBe(shown);
  });
});

test('a pool that is taken from concurrent.futures brings its module', async () => {
  expect(
    await printed(`import concurrent.futures
print(hasattr(concurrent.futures, 'thread'))
concurrent.futures.ThreadPoolExecutor
print(hasattr(concurrent.futures, 'thread'))`),
  ).toBe('False\nTrue');
});

test('an import that fails has no line of ours in its traceback', async () => {
  expect(
    await printed(`import importlib, traceback
try: importlib.import_module('missing')
except ImportError: traceback.print_exc()`),
  ).not.toMatch(/lab_/);
});
