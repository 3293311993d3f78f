import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import type { Loader } from '../../simulator/engines/python/interpreter/pyodide.ts';
import {
  coreOf,
  fillOnRead,
  restOf,
  setCore,
  type Rest,
} from '../../simulator/engines/python/interpreter/sparse-archive.ts';
import { standardLibrary } from '../../simulator/engines/python/interpreter/stdlib.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';

const archive = new Uint8Array(readFileSync(await standardLibrary()));
const rest = restOf(archive);

/** The archive of which only the core is there. */
function sparse(core: Uint8Array, missing: Rest): Uint8Array {
  const whole = new Uint8Array(core.length + (missing.to - missing.from));
  setCore(whole, core, missing);
  return whole;
}

/** A loader whose library has some parts only once they are read. */
function loader(asked: number[], missing: readonly Rest[] = [rest]): Loader {
  const whole = nodeLoader();
  const fsInit = async (files: unknown) => {
    const { MEMFS } = (files as { filesystems: { MEMFS: { ops_table: { file: { stream: { read: Read } } } } } })
      .filesystems;
    const { stream } = MEMFS.ops_table.file;
    let emptied = false;
    fillOnRead(files, 'python314.zip', missing, (part) => {
      asked.push(missing.indexOf(part));
      return archive.subarray(part.from, part.to);
    });
    // As a page gives it: zeros where the rest is, before anything is read.
    const { read } = stream;
    stream.read = (opened, ...more) => {
      if (!emptied && opened.node.name === 'python314.zip') {
        opened.node.contents = archive.slice();
        for (const { from, to } of missing) opened.node.contents.fill(0, from, to);
        emptied = true;
      }
      return read(opened, ...more);
    };
  };
  return { sources: whole.sources, load: (options) => whole.load({ fsInit, ...options }) };
}
type Read = (stream: { node: { name: string; contents: Uint8Array } }, ...more: unknown[]) => number;

async function printed(python: Interpreter, text: string): Promise<string> {
  let output = '';
  const scheduler = schedulerOf({ policy: { kind: 'run-to-block' }, picks: [] });
  await python.run({ files: { 'p.py': text }, entry: 'p.py' }, scheduler, {}, { output: (more) => (output += more) });
  return output;
}

test('the core of the library, with our own modules, is less than 1.75 MB over the line, and the two parts are the whole', () => {
  const core = coreOf(archive, rest);
  expect(rest.to - rest.from).toBeGreaterThan(1_500_000);
  expect(gzipSync(core, { level: 9 }).length).toBeLessThan(1_750_000);
  const whole = sparse(core, rest);
  expect(whole.subarray(rest.from, rest.to).every((byte) => byte === 0)).toBe(true);
  whole.set(archive.subarray(rest.from, rest.to), rest.from);
  expect(Buffer.from(whole).equals(Buffer.from(archive))).toBe(true);
});

test('an archive without unpacked entries at its start is all core', () => {
  for (const level of [0, 9] as const) {
    const plain = zipSync({ 'a.py': new Uint8Array(2000), 'b.py': new Uint8Array(3000) }, { level });
    const { from, to } = restOf(plain);
    expect(to - from).toBe(0);
    expect(Buffer.from(sparse(coreOf(plain, { from, to }), { from, to })).equals(Buffer.from(plain))).toBe(true);
  }
});

test('Python starts, runs threads and shows their tracebacks with the core alone; the rest is asked for once, when it is read', async () => {
  const asked: number[] = [];
  const python = await Interpreter.start(loader(asked));
  const trace = await printed(
    python,
    'import threading, queue, random, asyncio, time\nfrom concurrent.futures import ThreadPoolExecutor\n' +
      'def f():\n    queue.Queue().get_nowait()\nt = threading.Thread(target=f)\nt.start()\nt.join()\n' +
      'with ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(abs, [-1])))\n',
  );
  expect(trace).toContain('[1]');
  expect(trace).toContain('self._target(*self._args, **self._kwargs)');
  expect(trace).toContain('raise Empty');
  expect(asked).toEqual([]);
  const program = 'import statistics, decimal\nprint(statistics.mean([1, 2]), decimal.Decimal("0.1"))\n';
  expect(await printed(python, program)).toBe('1.5 0.1\n');
  expect(await printed(python, program)).toBe('1.5 0.1\n');
  expect(
    await printed(
      python,
      'import json\ntry: json.loads("x")\nexcept ValueError as error:\n  import traceback; print(traceback.format_exc())\n',
    ),
  ).toContain('raise JSONDecodeError');
  expect(asked).toEqual([0]);
});

test('a start from a snapshot reads nothing of the library, and a program reads the parts that it needs', async () => {
  const snapshot = await Interpreter.snapshot(nodeLoader());
  const asked: number[] = [];
  const missing = [{ from: 0, to: rest.from }, rest, { from: rest.to, to: archive.length }];
  const python = await Interpreter.start(loader(asked, missing), snapshot);
  const program = 'import threading, queue, random, time, concurrent.futures\nprint(threading.active_count())\n';
  expect(await printed(python, program)).toBe('1\n');
  expect(asked).toEqual([]);
  expect(await printed(python, 'import statistics\nprint(statistics.mean([1, 2]))\n')).toBe('1.5\n');
  expect(asked).toEqual([1]);
  // The library's own lines are in the core.
  const failing =
    'import queue, traceback\ntry: queue.Queue().get_nowait()\nexcept queue.Empty: traceback.print_exc()\n';
  expect(await printed(python, failing)).toContain('raise Empty');
  expect(await printed(python, failing)).toContain('raise Empty');
  expect(asked).toEqual([1, 0]);
});
