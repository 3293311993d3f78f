import { beforeAll, describe, expect, test } from 'vitest';
import {
  explore,
  type Exploration,
  type ExploreOptions,
  type ExploreProgress,
} from '../../simulator/engines/python/analysis/explore.ts';
import type { Made } from '../../simulator/engines/python/analysis/attempt.ts';
import { helpSearch, type FromHelper, type ToHelper } from '../../simulator/engines/python/analysis/help-search.ts';
import { Helpers } from '../../simulator/engines/python/analysis/helpers.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import { outcomeOf } from '../../simulator/engines/python/interpreter/outcome.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Program } from '../../simulator/engines/python/interpreter/program.ts';
import { Standby } from '../../simulator/cli/standby.ts';
import { snapshot } from '../../simulator/cli/start.ts';
import { PythonClient } from '../../simulator/engines/python/service/client.ts';
import { channelEnd } from '../../simulator/port/channel.ts';
import type { Port } from '../../simulator/port/port.ts';
import { interpreterForTests } from './interpreter.ts';
import { programOf } from './museum.ts';
import { nodeHost } from './worker-host.ts';

let searching: Interpreter;
let helping: Interpreter;
beforeAll(async () => {
  searching = await interpreterForTests();
  helping = await interpreterForTests();
});

/** A helper in this thread. `of`: the runs it makes before it is lost. */
function withHelper(program: Program, of = Infinity) {
  const { port1, port2 } = new MessageChannel();
  let runs = 0;
  const theirs = channelEnd<ToHelper, FromHelper>(port1);
  const helpers = new Helpers();
  const counting: Port<ToHelper, FromHelper> = {
    listen: (onMessage) => theirs.listen(onMessage),
    post(message, transfer) {
      if (++runs > of) lost();
      else theirs.post(message, transfer);
    },
  };
  helpSearch(helping, program, counting);
  const lost = helpers.add(channelEnd(port2));
  const close = () => [port1, port2].forEach((port) => port.close());
  return { helpers, close, runs: () => runs };
}

const told = ({ seconds: _seconds, ...rest }: Exploration) => rest;
const search = async (program: Program, options: ExploreOptions, helpers = new Helpers()) =>
  told(
    await explore(
      searching,
      program,
      options,
      () => {},
      () => false,
      outcomeOf,
      helpers,
    ),
  );

const counter = (write: string): Program => ({
  entry: 'main.py',
  files: {
    'main.py': [
      'import threading',
      'n = 0',
      'guard = threading.Lock()',
      'def work():',
      '    global n',
      `    ${write}`,
      'ts = [threading.Thread(target=work) for _ in range(2)]',
      'for t in ts: t.start()',
      'for t in ts: t.join()',
      'assert n == 2, n',
      '',
    ].join('\n'),
  },
});
const BROKEN = counter('n += 1');
const RIGHT = counter('with guard: n += 1');

describe('a search with helpers finds what it finds without', () => {
  const all = levelsFrom('operation');
  const whole = { schedules: 50, granularities: all, count: true };
  test.each<[what: string, program: Program, options: ExploreOptions]>([
    ['of a lost increment, to the end', BROKEN, { ...whole, schedules: 100 }],
    ['of a right program', RIGHT, whole],
    ['of a queue’s threads', programOf('cleared-too-late', 'broken'), { schedules: 30, granularities: all }],
    ['by one strategy with a profile', BROKEN, { ...whole, strategy: 'surw', granularities: ['access'] }],
    ['by walks from another seed', BROKEN, { ...whole, strategy: 'urw', from: 40, granularities: ['access'] }],
    ['by PCT', BROKEN, { ...whole, strategy: 'pct', granularities: ['bytecode'] }],
    ['by chance', RIGHT, { ...whole, strategy: 'random', granularities: ['line'] }],
  ])('%s', async (_, program, options) => {
    const alone = await search(program, options);
    const { helpers, close, runs } = withHelper(program);
    expect(await search(program, options, helpers)).toEqual(alone);
    close();
    expect(runs()).toBeGreaterThan(0);
  });
});

test('a helper that is lost on the way changes nothing', async () => {
  const options: ExploreOptions = { schedules: 80, strategy: 'surw', granularity: 'access', count: true };
  const alone = await search(BROKEN, options);
  const { helpers, close, runs } = withHelper(BROKEN, 12);
  expect(await search(BROKEN, options, helpers)).toEqual(alone);
  close();
  expect([runs() > 12, helpers.size]).toEqual([true, 0]);
});

test('a helper that never answers is not waited for once the search is stopped', async () => {
  const helpers = new Helpers();
  const asked: ToHelper[] = [];
  helpers.add({ post: (message) => void asked.push(message), listen() {} });
  let tried = 0;
  let stopped = false;
  const found = explore(
    searching,
    RIGHT,
    { schedules: 1000, strategy: 'random' },
    ({ explored }) => void (tried = explored),
    () => stopped,
    outcomeOf,
    helpers,
  );
  const waits = async () => {
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await waits();
  stopped = true;
  const { explored, stopped: told } = await found;
  expect([explored, told]).toEqual([tried, true]);
});

test('threads share a search, and go on without one that dies', async () => {
  const options: ExploreOptions = { schedules: 60, strategy: 'surw', granularity: 'access', count: true };
  const alone = await search(BROKEN, options);
  let [spawned, ended] = [0, 0];
  const host = nodeHost({ recall: async () => new Uint8Array(await snapshot()).buffer });
  const client = new PythonClient({
    ...host,
    spawn() {
      const worker = host.spawn();
      const dies = ++spawned === 3;
      let fail = (_message: string) => {};
      return {
        listen(onMessage, onError) {
          fail = onError;
          worker.listen(onMessage, onError);
        },
        post(message, transfer) {
          worker.post(message, transfer);
          if (!dies || message.type !== 'request') return;
          worker.terminate();
          fail('gone');
        },
        terminate() {
          ended++;
          worker.terminate();
        },
      };
    },
  });
  const found = await client.explore(BROKEN, options, { workers: 3, helpAfter: 0 });
  expect([told(found), spawned, ended]).toEqual([alone, 3, 2]);
  client.dispose();
});

test('closed threads of a command help, from a snapshot that was read out of its file', async () => {
  await snapshot();
  const standby = new Standby(1, BROKEN);
  standby.snapshot = await snapshot();
  while (standby.helpers.size === 0) {
    await standby.follow({ phase: 'searching' } as ExploreProgress);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const made = await new Promise<Made>((resolve, reject) => {
    const lost = () => reject(new Error('the helper is lost'));
    standby.helpers.search = { locations: searching.locations, made: (_, run) => resolve(run), lost, free() {} };
    standby.helpers.ask({ kind: 'random', seed: 1 }, {});
  });
  expect(made.choices.length).toBeGreaterThan(0);
  standby.dispose();
});
