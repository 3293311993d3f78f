import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isConfined } from '../sandbox/permissions.ts';
import { confined } from './confined.ts';
import type { CommandName } from './options.ts';
import { EXIT, UsageError } from './usage.ts';

const HELP = `lab: Python threads, with the scheduler in your hand

  lab run FILE.py             run a program once, under a schedule that you choose
  lab explore FILE.py         look for a schedule that breaks it
  lab check EXERCISE FILE.py  see whether a solution of an exercise holds, or all of a class

"lab run --help" and so on have the rest. All three take --json. From npm: npm run -s lab -- run FILE.py

A program may be anybody's: it runs apart from your computer. lab itself reads this project and the folder of the file
(--hand-ins: that folder), writes to its cache and to the file of --trace, and has no network, no other processes and no
addons: Node holds it to that (--permission). Once Python has started it reads nothing more. The program sees a copy of
its own folder, in memory, and nothing else of the disk.`;

interface Command {
  help: string;
  run: (args: string[]) => Promise<number>;
}

/** Loaded when they are needed: the process that only starts the one with permissions needs none of them. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  run: async () => {
    const { RUN_HELP, runCommand } = await import('./run.ts');
    return { help: RUN_HELP, run: runCommand };
  },
  explore: async () => {
    const { EXPLORE_HELP, exploreCommand } = await import('./explore.ts');
    return { help: EXPLORE_HELP, run: exploreCommand };
  },
  check: async () => {
    const { CHECK_HELP, checkCommand } = await import('./check.ts');
    return { help: CHECK_HELP, run: checkCommand };
  },
};

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') return print(HELP);
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name as CommandName] : undefined;
  try {
    if (!command) throw new UsageError(name === undefined ? 'a command is missing' : `there is no command ${name}`);
    const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
    if (own.includes('--help') || own.includes('-h')) return print((await command()).help);
    return isConfined()
      ? await (await command()).run(args)
      : await confined(fileURLToPath(import.meta.url), name as CommandName, args);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      // Without its stack: that quotes Pyodide, a million characters in one line.
      process.stderr.write(
        `lab: something is wrong in here: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      return EXIT.bad;
    }
    process.stderr.write(`lab: ${error.message}\nSee: lab ${command ? `${name} ` : ''}--help\n`);
    return EXIT.usage;
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.good;
}
