import { describe, expect, test } from 'vitest';
import { fill } from '../../../simulator/trace/fill.ts';
import { wordsFor } from '../../../simulator/exercise/message.ts';
import { decodeProgram } from '../../../simulator/engines/python/service/link.ts';
import { encodeFragment } from '../../../simulator/link/permalink.ts';
import { canEnd, metaOf, statesOf } from '../../../simulator/machines/machines.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { exportExecution, importExecution } from '../../../simulator/session/file.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import type { WorkersExecution } from '../../../simulator/engines/workers/execution.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { toBytes as packError, fromBytes as unpackError } from '../../../simulator/threads/payload.ts';
import { importTrace } from '../../../simulator/trace/json.ts';
import { own } from '../../../simulator/trace/own.ts';

/** Names that every object inherits. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];

describe.each(INHERITED)('a key called %s', (name) => {
  test('is in no table that does not have it', () => {
    expect(own({ a: 1 }, name)).toBeUndefined();
    expect(own(JSON.parse(`{"${name}": 1}`) as Record<string, number>, name)).toBe(1);
  });

  test('is no machine and no state', () => {
    expect(statesOf(name)).toEqual([]);
    expect([metaOf(name, 'idle'), metaOf('Caller', name)]).toEqual([undefined, undefined]);
    expect(canEnd(name, 'not_empty', 0)).toBe(false);
  });

  test('is no word of a message, and no message', () => {
    expect(fill(`{${name}}`, {})).toBe(`{${name}}`);
    expect(wordsFor('s', { key: name, values: {}, status: 'finished' }, {})).toBe(name);
  });

  test('is not the file that a program begins in', () => {
    const link = encodeFragment({ f: { 'a.py': '' }, e: name, g: 'line', p: { kind: 'round-robin' }, k: [], n: -1 });
    expect(() => decodeProgram(link)).toThrow(expect.objectContaining({ reason: 'corrupt' }));
  });

  test('is the name of an error like any other', () => {
    const error = unpackError(packError(Object.assign(new Error('why'), { name })) as Uint8Array<ArrayBuffer>) as Error;
    expect([error instanceof Error, error.name, error.message]).toEqual([true, name, 'why']);
  });

  test('as the machine of a thread in a file is refused or shown, and never thrown by', () => {
    const made = runScenario(GALLERY['failing-job'], ROUND_ROBIN);
    const free: WorkersExecution = { ...made, real: 'uncontrolled', missing: 0 };
    const text = exportExecution(free).replaceAll('"machine":"WorkerThread"', `"machine":"${name}"`);
    expect(importTrace(text).trace.threads.some(({ machine }) => machine === name)).toBe(true);
    expect(() => importExecution(text)).toThrow(expect.objectContaining({ reason: 'not-a-trace', where: 'threads' }));
  });
});

test.each(['length', 'push', 'constructor', 0.5, -1, '0', null, [0]])('%j is no number of a thread', (thread) => {
  const file = {
    format: 'thread-pool-lab/trace',
    version: 1,
    threads: [{ name: 'main', machine: '' }],
    queues: [],
    events: [{ kind: 'exit', time: 0, thread }],
  };
  expect(() => importTrace(JSON.stringify(file))).toThrow(expect.objectContaining({ reason: 'bad-event' }));
});
