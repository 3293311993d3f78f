import { readFileSync } from 'node:fs';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import type { Granularity, Program, RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { random, roundRobin } from '../../simulator/schedule/policies.ts';
import { milliseconds, rates, round2, type Row } from './measure.ts';
import { COUNTER, LOCKS, POOL, RACE } from './programs.ts';

const listing = (name: string) => readFileSync(new URL(`../../lessons/listings/${name}.py`, import.meta.url), 'utf8');
const one = (text: string): Program => ({ files: { 'main.py': text }, entry: 'main.py' });

/** Python in Node: schedules, switches and steps a second, starts, memory. */
export async function pythonRows(most: number): Promise<Row[]> {
  const ours = await Interpreter.start(nodeLoader());
  const snapshot = await Interpreter.snapshot(nodeLoader());
  const contenders = (run: (interpreter: Interpreter) => Promise<number>) => [{ id: 'ours', run: () => run(ours) }];
  const rows: Row[] = [];
  for (const [what, program, granularity] of [
    ['pool of 3 workers and 6 jobs', one(POOL), 'operation'],
    ['two locks', one(LOCKS), 'operation'],
    ['n += 1 three times in two threads', one(RACE), 'bytecode'],
  ] as const)
    rows.push(
      await rates(
        `schedules, ${what}, ${granularity}`,
        'schedules/s',
        contenders((interpreter) => schedules(interpreter, program, granularity, 60)),
        Math.min(9, most),
      ),
    );
  rows.push(
    await rates(
      'switches between threads at bytecode granularity',
      'switches/s',
      contenders((interpreter) => switches(interpreter, one(COUNTER))),
      Math.min(5, most),
    ),
    await rates(
      'steps at line granularity, stacks and variables kept',
      'steps/s',
      [
        { id: 'kept', run: () => steps(ours, one(POOL), { record: true, capture: true }) },
        { id: 'events only', run: () => steps(ours, one(POOL), { record: true }) },
        { id: 'nothing kept', run: () => steps(ours, one(POOL), {}) },
      ],
      Math.min(9, most),
    ),
    await milliseconds(
      'WorkManager(999, 99) on CPython threads, virtual clock',
      () => ours.run(one(listing('work_manager')), roundRobin(), {}),
      Math.min(9, most),
      500,
    ),
    await milliseconds('first output, Node', () => firstOutput(null), Math.min(5, most), undefined, 1),
    await milliseconds('first output from a snapshot, Node', () => firstOutput(snapshot), Math.min(5, most), 500, 1),
    await memory(),
  );
  return rows;
}

async function schedules(interpreter: Interpreter, program: Program, granularity: Granularity, count: number) {
  for (let seed = 1; seed <= count; seed++) await interpreter.run(program, random(seed), { granularity });
  return count;
}

async function switches(interpreter: Interpreter, program: Program) {
  const { choices } = await interpreter.run(program, random(1), { granularity: 'bytecode' });
  return choices.filter((thread, i) => i > 0 && thread !== choices[i - 1]).length;
}

async function steps(interpreter: Interpreter, program: Program, options: RunOptions) {
  let sum = 0;
  for (let seed = 1; seed <= 10; seed++)
    sum += (await interpreter.run(program, random(seed), { ...options, granularity: 'line' })).steps;
  return sum;
}

/** From nothing to the first line that a program prints. */
async function firstOutput(snapshot: Uint8Array | null) {
  const interpreter = await Interpreter.start(nodeLoader(), snapshot);
  await interpreter.run(one('print("hello")'), roundRobin());
}

/** Measures Python's memory after many programs; it never shrinks. */
async function memory(): Promise<Row> {
  const interpreter = await Interpreter.start(nodeLoader());
  await schedules(interpreter, one(POOL), 'operation', 100);
  const before = interpreter.memory / 2 ** 20;
  await schedules(interpreter, one(POOL), 'operation', 9900);
  const after = interpreter.memory / 2 ** 20;
  return {
    id: "Python's memory after 10,000 programs",
    value: round2(after),
    unit: 'MiB',
    better: 'lower',
    spread: [round2(before), round2(after)],
    against: [{ id: 'after 100 programs', value: round2(before), ratio: round2(after / before) }],
  };
}
