import { readFileSync } from 'node:fs';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { PythonRun } from '../../simulator/engines/python/interpreter/python-run.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { LISTINGS } from './python.ts';

const read = (file: string) => readFileSync(LISTINGS + file, 'utf8');

/** Runs a listing on the Python engine, the threads taking turns, and keeps its trace. `beside`: modules that it imports. */
export async function onEngine(
  interpreter: Interpreter,
  file: string,
  beside: readonly string[] = [],
): Promise<{ run: PythonRun; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const files = Object.fromEntries([file, ...beside].map((name) => [name, read(name)]));
  const run = await interpreter.run(
    { files, entry: file },
    roundRobin(),
    { record: true },
    { output: (text, stderr) => (said[stderr ? 'stderr' : 'stdout'] += text) },
  );
  return { run, ...said };
}
