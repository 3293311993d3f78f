import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { MemoryImage } from '../../simulator/engines/python/interpreter/memory-image.ts';
import type { Program, RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { random } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';
import { TOUCHERS } from './touchers/index.ts';
import { STATE } from './touchers/state.ts';

const LISTINGS = new URL('../../lessons/listings/', import.meta.url);
const listings = readdirSync(LISTINGS)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(new URL(name, LISTINGS), 'utf8'));

let used: Interpreter;
/** Runs each program once, always from the memory of a start: what a program leaves behind, its own first run does not see. */
let reference: Interpreter;
beforeAll(async () => {
  [used, reference] = await Promise.all([interpreterForTests(), interpreterForTests()]);
});

/** Everything that a run tells, as one text. */
async function told(interpreter: Interpreter, program: Program, options: RunOptions = {}): Promise<string> {
  let output = '';
  const { trace, ...run } = await interpreter.run(
    program,
    random(7),
    { maxSteps: 5000, ...options },
    {
      output: (text) => (output += text),
    },
  );
  return JSON.stringify({ ...run, events: trace?.length ?? 0, output }, null, 1);
}

/** The output of each program in its first run. A new interpreter for each would take half a minute: the property has them. */
const first = new Map<string, Promise<string>>();
const toldFirst = (text: string) => {
  if (!first.has(text)) first.set(text, toldFresh(text));
  return first.get(text)!;
};
async function toldFresh(text: string): Promise<string> {
  if (reference.tainted) reference = await interpreterForTests();
  return told(reference, one(text), { fresh: true });
}
const one = (text: string): Program => ({ files: { 'main.py': text }, entry: 'main.py' });

test.each(Object.entries(TOUCHERS))('the next program does not see: %s', async (_, text) => {
  const expected = await toldFirst(text);
  expect(await told(used, one(text))).toBe(expected);
  expect(await told(used, one(text))).toBe(expected);
});

test.each(Object.entries(TOUCHERS))('the same program run again does not see: %s', async (_, text) => {
  const expected = await toldFirst(text);
  const program = one(text);
  for (let n = 0; n < 4; n++) expect(await told(used, program)).toBe(expected);
});

test.each(Object.entries(STATE))('the same program run again does not see state of modules: %s', async (_, text) => {
  if (used.tainted) used = await interpreterForTests();
  const program = one(text);
  const expected = await told(used, program, { fresh: true });
  for (let n = 0; n < 3; n++) expect(await told(used, program)).toBe(expected);
});

test('after any program, the next runs as in a new interpreter, byte for byte', async () => {
  const any = fc.constantFrom(...Object.values(TOUCHERS), ...Object.values(STATE), ...listings);
  await fc.assert(
    fc.asyncProperty(any, any, async (before, text) => {
      await told(used, one(before));
      const expected = await told(await interpreterForTests(), one(text));
      expect(await told(used, one(text))).toBe(expected);
      expect(await toldFirst(text)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

// To begin in a fresh interpreter costs a program that imports much a tenth of a second in each run.
test.each([
  ['imports what wraps functions', 'from urllib.parse import urljoin\nprint(urljoin("http://a/b", "c"))'],
  ['reads the names of a function', 'import json\nprint(vars(json.dumps), json.dumps.__dict__)'],
  ['wraps a function of the library', 'import functools, json\nprint(functools.wraps(json.dumps)(lambda: 1).__name__)'],
])('a program that changes nothing of the library is not begun anew: it %s', async (_, text) => {
  const program = one(text);
  const expected = await told(used, program);
  const restore = vi.spyOn(MemoryImage.prototype, 'restore');
  try {
    for (let n = 0; n < 3; n++) expect(await told(used, program)).toBe(expected);
    expect(restore).not.toHaveBeenCalled();
  } finally {
    restore.mockRestore();
  }
});
