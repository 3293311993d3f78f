import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { archiveFolder, pyodideFolder } from '../engines/python/interpreter/folders.ts';
import { environmentOf, nodeOptions, type Permissions } from '../sandbox/permissions.ts';
import { base } from './base.ts';
import { snapshotFolder } from './cache.ts';
import { checkNode } from './node-version.ts';
import { OPTIONS, WRITTEN, type CommandName } from './options.ts';
import { isFolder } from './read.ts';
import { parse, takenByNpm, UsageError } from './usage.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Carries out a command in a process that is held to its permissions: where Node can, it takes the place of this one.
 * So a signal reaches it, and nothing is left behind.
 * @throws UsageError if this Node is too old, or the options are not the command's.
 */
export async function confined(script: string, name: CommandName, given: readonly string[]): Promise<number> {
  checkNode();
  const args = [...takenByNpm(OPTIONS[name]), ...given];
  const options = [...nodeOptions(permissionsFor(name, args)), script, name, ...args];
  // Node keeps the code that it has stripped of types and compiled: else that is a third of a short command.
  const env = { ...environmentOf(process.env), NODE_COMPILE_CACHE: join(snapshotFolder(), 'compiled') };
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
function permissionsFor(name: CommandName, args: readonly string[]): Permissions {
  const { values, positionals } = parse(args, OPTIONS[name]);
  const paths = values as Readonly<Record<string, string | boolean | undefined>>;
  const pathsOf = (...names: string[]) =>
    names.flatMap((each) => (typeof paths[each] === 'string' ? [resolve(base(), paths[each])] : []));
  const folder = pathsOf('hand-ins');
  const written = pathsOf(...WRITTEN);
  written.forEach(checkWritable);
  const file = positionals[name === 'check' ? 1 : 0];
  const beside = file === undefined ? [] : [dirname(resolve(base(), file))];
  const cache = [snapshotFolder(), archiveFolder].filter(made);
  const read = [PROJECT, pyodideFolder, ...beside, ...folder, ...cache];
  return {
    read: unique(read.flatMap((path) => [path, real(path)])),
    write: unique([...cache, ...written].flatMap((path) => [path, real(path)])),
    // A search may have helpers. It gives this up once they are made. Programs of TypeScript run on closed threads.
    threads: folder.length > 0 || name === 'explore' || (name === 'check' && file?.endsWith('.ts') === true),
  };
}

/** A file that is written when all is done: what is wrong with its name is told before. @throws UsageError */
function checkWritable(path: string): void {
  if (isFolder(path)) throw new UsageError(`the file cannot be written: ${path} is a folder`);
  if (!isFolder(dirname(path))) throw new UsageError(`the file cannot be written: there is no folder ${dirname(path)}`);
}

/** Makes the folder, as a process with permissions cannot; false: there is none. */
function made(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return false;
  }
  return isFolder(folder);
}

const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

const unique = (paths: readonly string[]): string[] => [...new Set(paths)];
