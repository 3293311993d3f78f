import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { archiveFolder, pyodideFolder } from '../engines/python/interpreter/folders.ts';
import { environmentOf, nodeOptions, type Permissions } from '../sandbox/permissions.ts';
import { base } from './base.ts';
import { snapshotFolder } from './cache.ts';
import { checkNode } from './node-version.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Carries out a command in a process that is held to its permissions: where Node can, it takes the place of this one.
 * So a signal reaches it, and nothing is left behind.
 * @throws UsageError if this Node is too old.
 */
export async function confined(script: string, args: readonly string[]): Promise<number> {
  checkNode();
  const options = [...nodeOptions(permissionsFor(args)), script, ...args];
  const env = environmentOf(process.env);
  if (process.execve && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...options], env);
  const child = spawn(process.execPath, options, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done(code ?? 1));
  });
}

/** Lists the permissions of a command line: its file's folder, or the folder of hand-ins. */
function permissionsFor([name, ...args]: readonly string[]): Permissions {
  const { files, folder, trace } = named(name === 'check' ? 1 : 0, args);
  const cache = [snapshotFolder(), archiveFolder].filter(made);
  const read = [PROJECT, pyodideFolder, ...files.map((file) => dirname(file)), ...folder, ...cache];
  return {
    read: unique(read.flatMap((path) => [path, real(path)])),
    write: unique([...cache, ...trace].flatMap((path) => [path, real(path)])),
    // A search may have helpers. It gives this up once they are made.
    threads: folder.length > 0 || name === 'explore',
  };
}

/** The paths on a command line; the file is the positional argument of this number. */
function named(at: number, args: readonly string[]): Record<'files' | 'folder' | 'trace', string[]> {
  const found = { files: [] as string[], folder: [] as string[], trace: [] as string[] };
  const positionals: string[] = [];
  const takesValue =
    /^--(?:schedule|seed|granularity|max-steps|trace|schedules|time|strategy|depth|preemptions|workers|junit|sarif|hand-ins)$/;
  const keep = (option: string, value: string) => {
    if (option === '--hand-ins') found.folder.push(resolve(base(), value));
    if (/^--(?:trace|junit|sarif)$/.test(option)) found.trace.push(resolve(base(), value));
  };
  for (let i = 0; i < args.length && args[i] !== '--'; i++) {
    const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(args[i]!) ?? [];
    if (option !== undefined) keep(option, value!);
    else if (takesValue.test(args[i]!)) keep(args[i]!, args[++i] ?? '');
    else if (!args[i]!.startsWith('-')) positionals.push(args[i]!);
  }
  if (positionals[at] !== undefined) found.files.push(resolve(base(), positionals[at]));
  return found;
}

/** Makes the folder, as a process with permissions cannot; false: there is none. */
function made(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

const unique = (paths: readonly string[]): string[] => [...new Set(paths)];
