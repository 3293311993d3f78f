import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CACHE } from './interpreter.ts';

const CLI = fileURLToPath(new URL('../../simulator/cli/cli.ts', import.meta.url));
/** Has Python compiled once, see there. */
const BASELINE = new URL('./baseline.mjs', import.meta.url).href;
/** Small programs for the tests of the command line. */
const PROGRAMS = fileURLToPath(new URL('./programs/', import.meta.url));

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The JSON of `lab run`. */
export interface RunReport {
  status: string;
  stdout: string;
  stderr: string;
  clock: number;
  steps: number;
  schedule: string;
  blocked: { thread: string; on: string; holder: string | null }[];
  error: string | null;
  exitCode: number;
}

/** The JSON of `lab explore`. */
export interface ExploreReport {
  explored: number;
  outcomes: Record<string, number>;
  endings: { status: string; count: number; replay: string }[];
  failure: {
    status: string;
    granularity: string;
    schedule: string;
    preemptions: number;
    explanation: string;
  } | null;
  levels: { granularity: string; explored: number; claim: { kind: string } | null }[];
  exhausted: boolean;
  schedulesPerSecond: number;
}

/** Runs the command itself, in a process of its own, as a user in the folder of the programs would. */
export function lab(...args: string[]): Promise<Ended> {
  // It keeps what it has compiled itself, beside its snapshot.
  const { npm_lifecycle_event: _, NODE_COMPILE_CACHE: __, ...rest } = process.env;
  const child = spawn(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--import', BASELINE, CLI, ...args],
    {
      cwd: PROGRAMS,
      env: { ...rest, XDG_CACHE_HOME: CACHE },
    },
  );
  const ended: Ended = { code: -1, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code: code ?? -1 }));
  });
}

/** The JSON object that a command prints. */
export async function labJson<Report>(...args: string[]): Promise<{ code: number; report: Report }> {
  const { code, stdout, stderr } = await lab(...args, '--json');
  if (stdout === '') throw new Error(stderr);
  return { code, report: JSON.parse(stdout) as Report };
}
