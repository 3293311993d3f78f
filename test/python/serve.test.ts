import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PythonClient } from '../../simulator/engines/python/service/client.ts';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import type { RunResult } from '../../simulator/engines/python/service/protocol.ts';
import { ROUND_ROBIN, type Schedule } from '../../simulator/schedule/scheduler.ts';
import { nodeHost, type NodeHost } from './worker-host.ts';

const program = (text: string) => ({ files: { 'main.py': text }, entry: 'main.py' });
const run = (client: PythonClient, text: string, options: RunOptions = {}, schedule: Schedule = ROUND_ROBIN) =>
  client.run(program(text), schedule, options);
const printed = ({ output }: RunResult) => output.map(({ text }) => text).join('');

/** Runs a program and stops it as soon as it has printed something. */
function stopped(client: PythonClient, text: string, options: RunOptions = {}): Promise<RunResult> {
  let asked = false;
  const onOutput = () => {
    if (!asked) client.stop();
    asked = true;
  };
  return client.run(program(text), ROUND_ROBIN, options, { onOutput });
}

const RACE = `
import threading
n = 0
def add():
    global n
    for _ in range(3):
        n += 1
threads = [threading.Thread(target=add) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print({name for name in ("one", "two", "three")}, n)
`;

let snapshot: ArrayBuffer;
const recall = () => Promise.resolve(snapshot);
beforeAll(async () => {
  snapshot = (await Interpreter.snapshot(nodeLoader())).buffer as ArrayBuffer;
});

describe('with a worker on duty', () => {
  let place: NodeHost;
  let client: PythonClient;
  beforeAll(async () => {
    client = new PythonClient((place = nodeHost({ recall })));
    await client.load();
  });
  afterAll(() => client.dispose());

  test('output comes while the program runs, and the result says how it ended', async () => {
    const heard: string[] = [];
    const result = await client.run(
      program('print("a")\nimport sys\nprint("b", file=sys.stderr)'),
      ROUND_ROBIN,
      {},
      {
        onOutput: (output) => heard.push(...output.map(({ text }) => text)),
      },
    );
    expect(heard.join('')).toBe('a\nb\n');
    expect(result).toMatchObject({ kind: 'ran', run: { outcome: 'finished' }, trace: null, mismatch: null });
    expect(result.output.find(({ text }) => text === 'b')?.stderr).toBe(true);
  });

  test('of much output nothing is lost or out of order', async () => {
    const result = await run(client, 'for i in range(20000): print(i)');
    expect(printed(result).split('\n').slice(0, -1).map(Number)).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
  });

  test('overrides from the first that does not fit on are left out, and the result says which it was', async () => {
    const result = await run(
      client,
      RACE,
      { record: true },
      {
        policy: { kind: 'random', seed: 5 },
        picks: [
          [1, 9],
          [2, 0],
        ],
      },
    );
    const without = await run(client, RACE, { record: true }, { policy: { kind: 'random', seed: 5 }, picks: [] });
    expect(result).toMatchObject({ schedule: { picks: [] }, mismatch: { step: 1, thread: 9 } });
    expect('trace' in result && result.trace).toEqual('trace' in without && without.trace);
  });

  test('problems are those that the compiler finds', async () => {
    const [problem, ...others] = await client.problems({ 'a.py': 'x = = 1', 'b.py': 'x = 1' });
    expect(problem).toMatchObject({ file: 'a.py', line: 1, message: expect.stringContaining('SyntaxError') });
    expect(others).toEqual([]);
  });

  test('exploring tells how far it is, and finds the lost update', async () => {
    const seen: number[] = [];
    const failing = `${RACE}assert n == 6\n`;
    const options = { schedules: 200, granularity: 'bytecode' as const };
    const onProgress = ({ explored }: { explored: number }) => seen.push(explored);
    const found = await client.request('explore', { program: program(failing), options }, { onProgress });
    expect(found.failure).not.toBeNull();
    expect(seen.length).toBeGreaterThan(0);
  });

  test('a program that loops over switch points is stopped with its trace, and by the same worker', async () => {
    const before = place.starts.length;
    const result = await stopped(client, 'while True: print(1)', { record: true });
    expect(result).toMatchObject({
      kind: 'ran',
      run: { outcome: 'stopped' },
      trace: { threads: [{ name: 'MainThread' }] },
    });
    expect(printed(await run(client, 'print(2)'))).toBe('2\n');
    expect(place.starts).toHaveLength(before);
  });

  test('a search is stopped with what it has found', async () => {
    const asked = client.request(
      'explore',
      { program: program(RACE), options: { schedules: 1_000_000 } },
      { onProgress: () => client.stop() },
    );
    const found = await asked;
    expect(found.stopped).toBe(true);
    expect(found.explored).toBeGreaterThan(0);
  });

  test.each(['9 ** 9 ** 9 ** 9', 'sum(iter(int, 1))'])(
    'a loop in C, %s, is stopped by a new worker; what was printed is kept',
    async (loop) => {
      const result = await stopped(client, `print("a")\n${loop}`);
      expect(result.kind).toBe('stopped');
      expect(printed(result)).toBe('a\n');
      expect(printed(await run(client, 'print(2)'))).toBe('2\n');
    },
  );

  test('a program that kills the interpreter has crashed, and the next one runs', async () => {
    const result = await run(client, 'print("a")\nimport os\nos.abort()');
    expect(result.kind).toBe('crashed');
    expect(printed(result)).toBe('a\n');
    expect(printed(await run(client, 'print(2)'))).toBe('2\n');
  });

  test('a program that wants all memory gets a MemoryError, and the next one a new interpreter', async () => {
    const before = place.starts.length;
    const result = await run(client, 'x = []\nwhile True: x.append(bytearray(10 ** 7))');
    expect(result).toMatchObject({ kind: 'ran', run: { uncaught: [{ error: 'MemoryError' }] } });
    expect(printed(await run(client, 'print(2)'))).toBe('2\n');
    expect(place.starts).toHaveLength(before + 1);
  });

  test('requests are answered in the order in which they came', async () => {
    const order: string[] = [];
    const note = (name: string) => (answer: unknown) => void (order.push(name), answer);
    await Promise.all([
      run(client, 'print(1)').then(note('first')),
      client.problems({}).then(note('second')),
      run(client, 'print(3)').then(note('third')),
    ]);
    expect(order).toEqual(['first', 'second', 'third']);
  });
});

test('without shared memory a loop is stopped too', async () => {
  const client = new PythonClient(nodeHost({ share: () => null, recall }));
  const result = await stopped(client, 'while True: print(1)');
  expect(result.kind).toBe('stopped');
  expect(printed(await run(client, 'print(2)'))).toBe('2\n');
  client.dispose();
});

test('from a snapshot everything is as from a cold start', async () => {
  const { promise: made, resolve } = Promise.withResolvers<ArrayBuffer | null>();
  const place = nodeHost({ snapshotAfter: 0, keep: (snapshot) => Promise.resolve(resolve(snapshot)) });
  const client = new PythonClient(place);
  const programs = [
    RACE,
    'import threading\nthreading.Lock().release()',
    'import os, random\nprint(random.random(), os.listdir("/"))',
  ];
  const schedule: Schedule = { policy: { kind: 'random', seed: 7 }, picks: [] };
  const all = async () => {
    const results: RunResult[] = [];
    for (const text of programs)
      results.push(
        await run(client, text, { record: true, capture: true, granularity: 'bytecode', seed: 1 }, schedule),
      );
    return results;
  };
  const cold = await all();
  await made;
  await stopped(client, 'print("a")\nsum(iter(int, 1))');
  const warm = await all();
  // The worker that made it has run a program on it; all workers read the same memory.
  expect(place.starts.map(({ snapshot, tried }) => [snapshot instanceof SharedArrayBuffer, tried])).toEqual([
    [false, false],
    [true, true],
  ]);
  expect(warm).toEqual(cold);
  expect(cold.every(({ kind }) => kind === 'ran')).toBe(true);
  client.dispose();
});

test('a snapshot that does not work is forgotten, and Python starts without it', async () => {
  const place = nodeHost({ recall: () => Promise.resolve(new ArrayBuffer(31_457_280)) });
  const client = new PythonClient(place);
  expect(printed(await run(client, 'print(1)'))).toBe('1\n');
  expect(place.starts.map(({ snapshot, tried }) => [snapshot !== null, tried])).toEqual([
    [true, false],
    [false, false],
  ]);
  expect(place.kept).toEqual([null]);
  client.dispose();
});

test('a closed worker has no way out, and no way to make code of a text', async () => {
  const worker = new Worker(new URL('./workers/closing.ts', import.meta.url));
  const said = await new Promise((resolve) => worker.once('message', resolve));
  expect(said).toEqual({
    before: ['function', 'function', 'function', 'function'],
    after: ['undefined', 'undefined', 'undefined', 'undefined'],
    outcomes: ['Function throws', 'a constructor throws', 'an async constructor throws', 'putting fetch back throws'],
    agent: '',
  });
  await worker.terminate();
});
