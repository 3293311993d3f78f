import { CHECK_HELP, checkCommand } from './check.ts';
import { EXPLORE_HELP, exploreCommand } from './explore.ts';
import { RUN_HELP, runCommand } from './run.ts';
import { EXIT, UsageError } from './usage.ts';

const HELP = `lab: Python threads, with the scheduler in your hand

  lab run FILE.py             run a program once, under a schedule that you choose
  lab explore FILE.py         look for a schedule that breaks it
  lab check EXERCISE FILE.py  see whether a solution of an exercise holds, or all of a class

"lab run --help" and so on have the rest. All three take --json. From npm: npm run -s lab -- run FILE.py`;

const COMMANDS: Readonly<Record<string, { help: string; run: (args: string[]) => Promise<number> }>> = {
  run: { help: RUN_HELP, run: runCommand },
  explore: { help: EXPLORE_HELP, run: exploreCommand },
  check: { help: CHECK_HELP, run: checkCommand },
};

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') return print(HELP);
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name!] : undefined;
  try {
    if (!command) throw new UsageError(name === undefined ? 'a command is missing' : `there is no command ${name}`);
    const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
    if (own.includes('--help') || own.includes('-h')) return print(command.help);
    return await command.run(args);
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
