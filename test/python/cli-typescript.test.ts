import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { handInFile } from '../../simulator/class/hand-in.ts';
import type { Row } from '../../simulator/class/row.ts';
import { lab, labJson } from './lab.ts';

interface Report {
  passed: boolean;
  problems: string[];
  scenarios: { id: string; runs: number; failure: { key: string; message: string; schedule: null } | null }[];
}

const RIGHT = 'export const addOne = (words: Int32Array) => void Atomics.add(words, 0, 1);';
const LOSES = 'export const addOne = (words: Int32Array) => void words[0]++;';

/** Grades code as counter.ts of an exercise, with other files beside it. */
async function check(code: string, others: Record<string, string> = {}) {
  const folder = folderOf({ 'counter.ts': code, ...others });
  const { code: exit, report } = await labJson<Report>('check', 'count-with-atomics', join(folder, 'counter.ts'));
  return { ...report, exit, messages: report.scenarios.map(({ failure }) => failure?.message) };
}

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'typescript-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('lab check of an exercise in TypeScript', () => {
  test('says what was lost, also in a file that the solution imports, with exit code 1', async () => {
    const others = { 'one.ts': "export * from './two';", 'two.ts': LOSES, 'other.ts': 'not a program' };
    const { exit, passed, messages } = await check("export * from './one';", others);
    expect([exit, passed, messages[0]]).toEqual([1, false, undefined]);
    expect(messages[1]).toMatch(/^Two threads called addOne three times each\. The sum should be 6, and it is \d\./);
  });

  test('says where a file cannot be read', async () => {
    const { exit, problems, scenarios } = await check('export const addOne = (\n;');
    expect([exit, scenarios]).toEqual([1, []]);
    expect(problems[0]).toMatch(/^TypeScript cannot read counter\.ts, line 2: /);
  });

  test('gives a hostile file no process, no disk, no network, no code from text, and no way to the check', async () => {
    const { exit, messages } = await check(`
      const found: string[] = [];
      const attempt = (name: string, does: () => unknown) => {
        try {
          if (does() !== undefined) found.push(name);
        } catch {}
      };
      const all = globalThis as any;
      for (const name of ['process', 'fetch', 'WebSocket', 'Worker', 'eval', 'Buffer', 'setImmediate', 'WebAssembly', 'postMessage'])
        attempt(name, () => all[name]);
      for (const name of ['node:fs', 'fs', 'node:worker_threads', './check', 'data:text/javascript,export default 1'])
        attempt(name, () => (require as any)(name));
      attempt('Function', () => new (Object.getPrototypeOf(async () => {}).constructor)('return 1'));
      attempt('Atomics', () => ((Atomics as any).load = () => 6));
      attempt('prototype', () => ((Array.prototype as any).map = () => []));
      attempt('frames', () => ((Error as any).prepareStackTrace = () => 1));
      export function addOne() {
        throw new Error('found: ' + found.join());
      }
      declare const require: unknown;`);
    expect([exit, messages[0]]).toEqual([1, expect.stringContaining('not caught: Error: found:  (line ')]);
  });

  test.each([
    ['arrays', 'Array(2 ** 17).fill(n)'],
    ['shared memory', 'new Uint8Array(new SharedArrayBuffer(2 ** 20)).fill(1)'],
  ])('ends a program that fills the memory with %s, says so, and exits in order', async (_, piece) => {
    // Two GiB: a bound that fails must not take the machine with it.
    const { exit, messages } = await check(`
      const all: unknown[] = [];
      export function addOne() {
        for (let n = 0; n < 2048; n++) all.push(${piece});
      }`);
    expect(exit).toBe(1);
    expect(messages[0]).toBe(
      'The program has taken too much memory: its threads were ended before the check was over.',
    );
  });

  test('takes exit and output of the program for nothing', async () => {
    const folder = folderOf({
      'counter.ts': `console.log('{"passed":true}'); ${LOSES}\nexport const failed = Promise.reject(new Error('late'));`,
    });
    const { code, stdout, stderr } = await lab('check', 'count-with-atomics', join(folder, 'counter.ts'));
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/Not yet\.\n$/);
    expect(stdout).not.toContain('"passed"');
  });
});

test('lab check --hand-ins grades code in TypeScript, too, whatever it says of itself', async () => {
  const handIn = (name: string, text: string) =>
    handInFile({
      name,
      made: '2026-11-23T10:00:00.000Z',
      class: { title: 'T', lessons: [], exercises: ['count-with-atomics'], policy: null, granularity: null },
      entries: {
        'draft:v1:try-count-with-atomics': JSON.stringify({
          revision: '1',
          after: '',
          files: { 'counter.ts': { text, from: 'x' } },
        }),
        'passed:count-with-atomics': '{}',
      },
    });
  const folder = folderOf({ 'a.json': handIn('Ada', RIGHT), 'b.json': handIn('Bob', LOSES) });
  const { report } = await labJson<{ handIns: Row[] }>('check', '--hand-ins', folder);
  expect(report.handIns.map(({ exercises }) => exercises['count-with-atomics'])).toEqual([
    { claimed: true, verdict: 'passed' },
    { claimed: true, verdict: 'failed' },
  ]);
});
