import process from 'node:process';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Raised when the command line, or a file that it names, is not right. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Exit codes of all commands. */
export const EXIT = { good: 0, bad: 1, usage: 2 } as const;

/** Tells in the help of a command where threads are switched. */
export const STEPPED = `Threads are switched in the program's own files, the modules beside it included, and where these call queue, threading,
concurrent.futures and asyncio. Inside any other module of Python's library a thread goes on until it has to wait: a race
between two threads in there is not found.`;

/**
 * Options of ours that npm took for itself, since there was no `--` before them: it leaves them in the environment, but
 * for the value of one that was not written with `=`. @throws UsageError for such a one.
 */
export function takenByNpm(options: ParseArgsOptionsConfig, env: NodeJS.ProcessEnv = process.env): string[] {
  if (env['npm_lifecycle_event'] !== 'lab') return [];
  return Object.entries(options).flatMap(([name, { type }]) => {
    const value = env[`npm_config_${name.replaceAll('-', '_')}`];
    if (value === undefined || value === '') return [];
    if (type === 'boolean') return value === 'true' ? [`--${name}`] : [];
    if (value === 'true')
      throw new UsageError(
        `npm took --${name} for itself: write "npm run -s lab -- ..." with two dashes before all else`,
      );
    return [`--${name}=${value}`];
  });
}

/** `parseArgs`, whose complaints are usage errors. */
export function parse<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // The rest of its message advises a trick with `--`.
    throw new UsageError((error as Error).message.split(/\. (?:To|Did)/)[0]!);
  }
}

/** A whole number from `min` on. @throws UsageError */
export function wholeNumber(name: string, value: string, min: number, max = 2 ** 32 - 1): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max)
    throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not ${value || 'nothing'}`);
  return number;
}

/** One of the words. @throws UsageError that lists them. */
export function oneOf<Word extends string>(name: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`--${name} takes one of ${words.join(', ')}, not ${value || 'nothing'}`);
  return found;
}

/** The one file that a command is about, and what follows it. @throws UsageError */
export function firstArgument(positionals: string[], what: string): [string, ...string[]] {
  const [first, ...rest] = positionals;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  return [first, ...rest];
}
