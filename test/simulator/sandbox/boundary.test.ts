import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../../simulator/engines/python/interpreter/interpreter.ts';
import { schedulerOf } from '../../../simulator/schedule/policies.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from '../../python/interpreter.ts';
import { programOf, WAYS } from './ways.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function printed(text: string): Promise<string> {
  // A way that kills Python has led nowhere either; the next one has a new interpreter.
  if (interpreter.tainted) interpreter = await interpreterForTests();
  let output = '';
  const program = { files: { 'way.py': text }, entry: 'way.py' };
  await interpreter.run(program, schedulerOf(ROUND_ROBIN), {}, { output: (text) => (output += text) }).catch(() => {
    output += 'held: Python died\n';
  });
  return output;
}

describe('Python does not reach JavaScript', () => {
  test.each(Object.entries(WAYS))('by %s', async (_, way) => {
    const output = await printed(programOf(way));
    expect(output).toMatch(/^held: \w/m);
    expect(output).not.toMatch(/got|owned/);
  });
});

test('no module of Pyodide and no finder of its own is left for a program to find', async () => {
  const text = `
import sys
doors = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")
print([name for name in sys.modules if name.partition(".")[0] in doors])
print([f for f in sys.meta_path if (getattr(f, "__module__", None) or type(f).__module__).partition(".")[0] in doors])
`;
  expect(await printed(text)).toBe('[]\n[]\n');
});

test('what the host is told is numbers and texts: an object of the program is refused', async () => {
  const text = programOf('host().output([], False, 0)');
  expect(await printed(text)).toMatch(/^held: /);
});

test('the shell is not there, nor by the function of C below os.system', async () => {
  const text = programOf('import posix\ngot = posix.system("echo owned > owned.txt") == 0 or None');
  expect(await printed(text)).toMatch(/^held: /);
});

test("the terminal's input is not the program's, by its number either", async () => {
  expect(await printed('import os\nprint(os.read(0, 9), open("/dev/stdin").read())')).toBe("b'' \n");
});
