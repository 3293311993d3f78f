import { afterEach, describe, expect, test, vi } from 'vitest';
import { isNotFetched, whyNotFetched } from '../../simulator/engines/python/service/fetched.ts';
import { PythonClient } from '../../simulator/engines/python/service/client.ts';
import type { Status } from '../../simulator/engines/python/service/request-queue.ts';
import type { WorkerHost, PythonWorker } from '../../simulator/engines/python/service/worker-host.ts';
import {
  PythonFailure,
  type FailureKind,
  type FromWorker,
  type LoadProgress,
  type ToWorker,
} from '../../simulator/engines/python/service/protocol.ts';

/** A worker that is ready at once, and then says what the test has it say. */
class FakeWorker implements PythonWorker {
  readonly asked: number[] = [];
  ended = false;
  say: (message: FromWorker) => void = () => {};
  break: (message: string, kind?: FailureKind) => void = () => {};
  post(message: ToWorker): void {
    if (message.type === 'start') queueMicrotask(() => this.say({ type: 'ready' }));
    if (message.type === 'request') this.asked.push(message.id);
  }
  listen(onMessage: (message: FromWorker) => void, onError: (message: string, kind?: FailureKind) => void): void {
    this.say = onMessage;
    this.break = onError;
  }
  terminate(): void {
    this.ended = true;
  }
  answer(answer: unknown): void {
    this.say({ type: 'answer', id: this.asked.at(-1)!, answer, tainted: false });
  }
}

function fake(over: Partial<WorkerHost> = {}) {
  const workers: FakeWorker[] = [];
  const client = new PythonClient({
    check() {},
    spawn: () => (workers.push(new FakeWorker()), workers.at(-1)!),
    download: () => Promise.resolve({}),
    share: () => null,
    recall: () => Promise.resolve(null),
    keep: () => Promise.resolve(),
    snapshotAfter: Infinity,
    ...over,
  });
  return { client, workers };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('nothing is fetched or started before it is asked for', () => {
  const { client, workers } = fake();
  expect(client.status).toBe('new');
  expect(workers).toEqual([]);
});

test('everybody who waits for the load is told of its progress, and it is one load', async () => {
  const steps: LoadProgress[] = [{ phase: 'download', loaded: 5, total: 10 }];
  const { client, workers } = fake({
    download: async (onProgress) => {
      await settled();
      for (const step of steps) onProgress(step);
      return {};
    },
  });
  const heard: LoadProgress[][] = [[], []];
  await Promise.all(heard.map((list) => client.load((progress) => list.push(progress))));
  for (const list of heard) expect(list).toEqual([...steps, { phase: 'start' }]);
  expect(workers).toHaveLength(1);
});

test('a load that failed says why, and can be tried again', async () => {
  let online = false;
  const { client } = fake({
    download: () => (online ? Promise.resolve({}) : Promise.reject(new PythonFailure('offline'))),
  });
  await expect(client.load()).rejects.toMatchObject({ kind: 'offline' });
  await expect(client.problems({})).rejects.toMatchObject({ kind: 'offline' });
  expect(client.status).toBe('failed');
  online = true;
  await client.load();
  expect(client.status).toBe('ready');
});

test('a device with too little memory to share a snapshot starts from it all the same', async () => {
  const starts: (ToWorker & { type: 'start' })[] = [];
  const { client } = fake({
    recall: () => Promise.resolve(new ArrayBuffer(1000)),
    share: (bytes) => {
      if (bytes === 1000) throw new PythonFailure('memory');
      return null;
    },
    spawn: () => {
      const worker = new FakeWorker();
      const post = worker.post.bind(worker);
      return Object.assign(worker, {
        post: (message: ToWorker) => {
          if (message.type === 'start') starts.push(message);
          post(message);
        },
      });
    },
  });
  await client.load();
  expect(starts.map(({ snapshot }) => snapshot?.byteLength)).toEqual([1000]);
});

test('a browser that lacks something is told so without a download', async () => {
  let downloads = 0;
  const { client } = fake({
    check: () => {
      throw new PythonFailure('no-jspi');
    },
    download: () => Promise.resolve(++downloads),
  });
  await expect(client.load()).rejects.toMatchObject({ kind: 'no-jspi' });
  expect(downloads).toBe(0);
});

test('the status goes through every state of a run', async () => {
  const { client, workers } = fake();
  const seen: Status[] = [];
  const end = client.subscribe((status) => seen.push(status));
  const asked = client.problems({});
  await settled();
  workers[0]!.answer([]);
  await asked;
  end();
  client.dispose();
  expect(seen).toEqual(['loading', 'ready', 'busy', 'ready']);
});

test('a worker that breaks under a request is replaced, and the next request goes to the new one', async () => {
  const { client, workers } = fake();
  const first = client.problems({});
  const second = client.problems({});
  await settled();
  workers[0]!.break('out of memory');
  await expect(first).rejects.toMatchObject({ kind: 'crashed', message: 'out of memory' });
  await settled();
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  workers[1]!.answer(['a problem']);
  expect(await second).toEqual(['a problem']);
});

test('a worker that breaks while nobody asks is replaced at the next request', async () => {
  const { client, workers } = fake();
  await client.load();
  workers[0]!.break('killed');
  const asked = client.problems({});
  await settled();
  workers[1]!.answer([]);
  expect(await asked).toEqual([]);
});

test('a signal ends its own request only, before it began as well as under way', async () => {
  const { client, workers } = fake();
  const [one, two] = [new AbortController(), new AbortController()];
  const running = client.problems({}, { signal: one.signal });
  const waiting = client.problems({}, { signal: two.signal });
  const last = client.problems({});
  await settled();
  two.abort();
  await expect(waiting).rejects.toMatchObject({ kind: 'stopped' });
  one.abort();
  await expect(running).rejects.toMatchObject({ kind: 'stopped' });
  await settled();
  workers.at(-1)!.answer([]);
  expect(await last).toEqual([]);
});

test('stop leaves the problems of an editor alone, running or waiting', async () => {
  const { client, workers } = fake();
  const both = [client.problems({}), client.problems({})];
  await settled();
  client.stop();
  workers[0]!.answer(['one']);
  await settled();
  workers[0]!.answer(['two']);
  expect(await Promise.all(both)).toEqual([['one'], ['two']]);
});

test('after dispose nothing runs any more and everything says so', async () => {
  const { client, workers } = fake();
  const asked = client.problems({});
  await settled();
  client.dispose();
  await expect(asked).rejects.toMatchObject({ kind: 'disposed' });
  await expect(client.load()).rejects.toMatchObject({ kind: 'disposed' });
  await expect(client.problems({})).rejects.toMatchObject({ kind: 'disposed' });
  expect(workers[0]!.ended).toBe(true);
});

test('a network that is lost while Python loads is said to be lost, and the snapshot is kept', async () => {
  const kept: unknown[] = [];
  class Lost extends FakeWorker {
    override post(message: ToWorker): void {
      if (message.type === 'start') queueMicrotask(() => this.break('the script did not come', 'offline'));
    }
  }
  let online = false;
  const { client } = fake({
    spawn: () => (online ? new FakeWorker() : new Lost()),
    recall: () => Promise.resolve(new ArrayBuffer(1)),
    keep: (snapshot) => (kept.push(snapshot), Promise.resolve()),
  });
  await expect(client.load()).rejects.toMatchObject({ kind: 'offline' });
  await expect(client.problems({})).rejects.toMatchObject({ kind: 'offline' });
  online = true;
  await client.load();
  expect([client.status, kept]).toEqual(['ready', []]);
});

describe('why a file did not come', () => {
  const online = (onLine: boolean) => vi.stubGlobal('navigator', { onLine });
  afterEach(() => vi.unstubAllGlobals());
  const answer = (status: number) => () => Promise.resolve(new Response(null, { status }));

  test.each([
    ['the browser knows of no network', false, answer(404), 'offline'],
    ['nobody answers', true, () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
    ['it is there after all', true, answer(200), 'offline'],
    ['the server does not have it', true, answer(404), 'not-found'],
  ] as const)('%s', async (_, onLine, ask, why) => {
    online(onLine);
    expect(await whyNotFetched('https://a.example/b.mjs', ask)).toBe(why);
  });

  test.each([
    ['Failed to fetch dynamically imported module: https://a.example/_astro/x.js', true],
    ['error loading dynamically imported module: https://a.example/_astro/x.js', true],
    ['Importing a module script failed.', true],
    ['x is not a function', false],
    ["Cannot read properties of undefined (reading 'load')", false],
  ])('“%s” says that a script did not come: %s', (message, is) => {
    expect(isNotFetched(new TypeError(message))).toBe(is);
    expect(isNotFetched(new Error(message))).toBe(false);
  });
});
