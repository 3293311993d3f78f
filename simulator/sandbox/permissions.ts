/**
 * The operating system's side, on the command line: the programs run in a process that Node holds to a list of
 * permissions, whatever happens in it.
 */

import process from 'node:process';

/** Permissions of a command beyond its own memory. */
export interface Permissions {
  /** Folders that it reads: the project, the program's. */
  readonly read: readonly string[];
  /** Folders and files that it writes: the cache, and what the user has named. */
  readonly write: readonly string[];
  /** It starts threads. */
  readonly threads: boolean;
}

/** Node's options for them: no other processes, no network, no addons, no code from text. */
export const nodeOptions = ({ read, write, threads }: Permissions): string[] => [
  '--permission',
  ...read.map((path) => `--allow-fs-read=${path}`),
  ...write.map((path) => `--allow-fs-write=${path}`),
  ...(threads ? ['--allow-worker'] : []),
  '--disallow-code-generation-from-strings',
  // It warns of threads: ours are closed, and start no others.
  '--disable-warning=PERM0006',
  '--disable-warning=ExperimentalWarning',
];

/** Variables that a command reads; nothing else of the user's environment is there for a program to find. */
const VARIABLES =
  /^(?:npm_lifecycle_event|INIT_CWD|HOME|USERPROFILE|XDG_CACHE_HOME|LOCALAPPDATA|SYSTEMROOT|TERM|COLUMNS|NO_COLOR|FORCE_COLOR|LANG|LC_.*|TZ)$/i;

export const environmentOf = (all: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] => VARIABLES.test(entry[0]) && entry[1] !== undefined,
    ),
  );

/** Tells whether this process is held to permissions already. */
export const isConfined = (): boolean => process.permission !== undefined;

/**
 * Gives up, for good and in this thread, what is not needed once a program runs: all reading, and writing to these folders.
 */
export function giveUp(written: readonly string[]): void {
  if (!process.permission) return;
  process.permission.drop('fs.read');
  for (const folder of written) process.permission.drop('fs.write', folder);
}
