import process from 'node:process';

/** The folder that paths on the command line are meant from: npm runs its scripts in the project's own. */
export const base = (): string =>
  process.env['npm_lifecycle_event'] === 'lab' ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd();
