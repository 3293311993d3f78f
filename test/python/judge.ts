import { readFileSync } from 'node:fs';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Program, RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

/** The schedules that every test is run under, by name. */
export const SCHEDULES = {
  'round-robin': { kind: 'round-robin' },
  'run-to-block': { kind: 'run-to-block' },
  'random 1': { kind: 'random', seed: 1 },
  'random 2': { kind: 'random', seed: 2 },
  'random 3': { kind: 'random', seed: 3 },
  // With switch points inside threading, queue and concurrent.futures too.
  'random 4, into the library': { kind: 'random', seed: 4 },
} as const satisfies Record<string, Policy>;
export type ScheduleName = keyof typeof SCHEDULES;

const ENTRY = 'run_one.py';
/** The longest module takes 12,000, and a test alone that takes 20,000 has no end. */
const MAX_STEPS = { together: 100_000, alone: 20_000 };

const STAND_INS = {
  // The tests import it afresh, and the queue in C would then wait for ever: it knows nothing of our threads.
  '_queue.py': 'raise ImportError("no queue in C")\n',
  // Pyodide has none; an empty one says that there are no processes, where none would say nothing.
  '_multiprocessing.py': '',
};

/** Runs CPython's tests, each as a program of its own. */
export class Judge {
  private interpreter: Interpreter | null = null;
  private readonly program: Program;
  private readonly groups = new Map<string, Promise<ReadonlySet<string> | null>>();

  /** @param files The `test` package, as a program's files. */
  constructor(files: Readonly<Record<string, string>>) {
    const runner = readFileSync(new URL(`stand-ins/${ENTRY}`, import.meta.url), 'utf8');
    this.program = { files: { ...files, [ENTRY]: runner, ...STAND_INS }, entry: ENTRY };
  }

  /** The names of the tests in each module; a text: why the module has none here. */
  async list(modules: readonly string[]): Promise<Record<string, string[] | string>> {
    const { output, run } = await this.run(['list', ...modules], 'round-robin');
    if (run.outcome !== 'finished') throw new Error(`the tests cannot be listed: ${run.outcome}\n${output}`);
    return JSON.parse(lastLine(output)) as Record<string, string[] | string>;
  }

  /**
   * Null: the test has passed; otherwise what it said, or how the run ended.
   *
   * @param group Tests of its module that are expected to pass: they are run together, one after the other in one process
   *   as CPython's own runner does, and what has not passed so is run alone.
   */
  async complaint(
    module: string,
    test: string,
    schedule: ScheduleName,
    group: readonly string[],
  ): Promise<string | null> {
    return (await this.passed(module, group, schedule))?.has(test) ? null : this.alone(module, test, schedule);
  }

  /**
   * True: the test has passed.
   *
   * @param group Tests of its module that are expected to fail: they are run together if that comes to its end.
   */
  async passes(module: string, test: string, schedule: ScheduleName, group: readonly string[]): Promise<boolean> {
    const passed = await this.passed(module, group, schedule);
    return passed ? passed.has(test) : (await this.alone(module, test, schedule)) === null;
  }

  /** The tests of a group that have passed; null: it has no end. */
  private passed(
    module: string,
    group: readonly string[],
    schedule: ScheduleName,
  ): Promise<ReadonlySet<string> | null> {
    const key = [module, schedule, ...group].join(' ');
    const known = this.groups.get(key) ?? this.together(module, group, schedule);
    this.groups.set(key, known);
    return known;
  }

  private async together(
    module: string,
    group: readonly string[],
    schedule: ScheduleName,
  ): Promise<ReadonlySet<string> | null> {
    if (group.length < 2) return null;
    const { output, run } = await this.run(['run', module, ...group], schedule);
    const passed = run.outcome === 'finished' ? reported(output)?.passed : undefined;
    return passed ? new Set(passed) : null;
  }

  private async alone(module: string, test: string, schedule: ScheduleName): Promise<string | null> {
    const { output, run } = await this.run(['run', module, test], schedule, MAX_STEPS.alone);
    if (run.outcome !== 'finished') return `${run.outcome}: ${JSON.stringify(run.blocked)}\n${output}`;
    const said = reported(output);
    if (said === null) return `no report, exit code ${run.exitCode}\n${output}`;
    return said.passed?.includes(test) ? null : (said.failed ?? `skipped: ${said.skipped}`);
  }

  private async run(args: readonly string[], schedule: ScheduleName, maxSteps = MAX_STEPS.together) {
    this.interpreter ??= await interpreterForTests();
    const options: RunOptions = { args, maxSteps, into: schedule.endsWith('into the library') };
    let output = '';
    try {
      const scheduler = schedulerOf({ policy: SCHEDULES[schedule], picks: [] });
      const run = await this.interpreter.run(this.program, scheduler, options, { output: (text) => (output += text) });
      if (this.interpreter.tainted) this.interpreter = null;
      return { output, run };
    } catch (error) {
      this.interpreter = null;
      throw error;
    }
  }
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

function reported(output: string): { passed?: string[]; failed?: string; skipped?: string } | null {
  try {
    return JSON.parse(lastLine(output)) as ReturnType<typeof reported>;
  } catch {
    return null;
  }
}
