import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, wherever the command was given. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the programs of the project's packages, its own Node among them. */
export const bin = join(root, 'node_modules/.bin');
/** The folder of what Node has compiled: both builds load the same packages. */
const compiled = join(root, 'test/.cache/compiled');
const longest = 30 * 60_000;

/**
 * Runs a program of node_modules/.bin in the project's root, its output shown as it comes.
 * @param {string} name
 * @param {string[]} [args]
 * @param {Record<string, string>} [env] added to this process's own.
 * @returns {Promise<boolean>} whether it ended well, within 30 minutes.
 */
export function command(name, args = [], env = {}) {
  // First on PATH, so that programs find the Node the project brings.
  const PATH = `${bin}${delimiter}${process.env.PATH}`;
  return new Promise((done) => {
    const child = spawn(name, args, {
      cwd: root,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_COMPILE_CACHE: compiled, ...env, PATH },
      shell: process.platform === 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: longest,
    });
    child.on('error', (error) => {
      console.error(`${name}: ${error.message}`);
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}
