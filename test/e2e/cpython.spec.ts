import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { installation, testFiles } from '../python/installation.ts';
import { expect, test } from './fixtures.ts';
import { LONG, playground } from './workbench.ts';

test.setTimeout(LONG);

/** Some of the modules of `test/python/cpython.test.ts`: how many tests are run, and those that are not, for its reasons. */
const MODULES = [
  { name: 'test_queue', out: 'all_methods_in_many_threads|^C', run: 74 },
  { name: 'test_thread', out: '^$', run: 35 },
  { name: 'test_threading_local', out: '^$', run: 20 },
  { name: 'test_concurrent_futures.test_thread_pool', out: 'test_idle_thread_reuse', run: 14 },
  { name: 'test_concurrent_futures.test_wait', out: '^Process', run: 9 },
] as const;

const standIn = (name: string) => readFileSync(new URL(`../python/stand-ins/${name}`, import.meta.url), 'utf8');

/** A program that puts the `test` package beside itself, and runs one of its modules. */
function programOf(files: Readonly<Record<string, string>>, name: string, out: string): string {
  const packed = deflateSync(JSON.stringify(files)).toString('base64');
  return `import base64, json, pathlib, sys, tempfile, zlib

folder = pathlib.Path(tempfile.mkdtemp())
for name, text in json.loads(zlib.decompress(base64.b64decode("${packed}"))).items():
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
sys.path.insert(0, str(folder))
sys.argv = ["run_module.py", "test.${name}", "", "${out}"]
exec(compile((folder / "run_module.py").read_text(encoding="utf-8"), "run_module.py", "exec"))
`;
}

const found = installation();
if (found === null) test('no Python 3.13 with its `test` package is on this machine', () => {});
else
  test(`tests of CPython ${found.version} pass in this browser`, async ({ page }) => {
    const files = {
      ...testFiles(found),
      'run_module.py': standIn('run_module.py'),
      // The queue in C knows nothing of our threads; of processes there are none.
      '_queue.py': 'raise ImportError("no queue in C")\n',
      '_multiprocessing.py': '',
    };
    const bench = await playground(page);
    for (const { name, out, run } of MODULES) {
      await bench.run(programOf(files, name, out));
      const said = JSON.parse((await bench.printed()).split('\n').at(-1)!) as { run: number; failed: object };
      expect({ name, run: said.run, failed: said.failed }).toEqual({ name, run, failed: {} });
    }
  });
