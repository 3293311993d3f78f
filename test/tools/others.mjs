import { existsSync } from 'node:fs';
import { fromApt, onPath, starts } from './browser.mjs';

/**
 * The programs that drive a real Firefox and a real WebKit. Each is the value of a variable, or on this machine, or, for
 * root on a machine with apt-get, one of Debian's packages.
 * @type {Record<'Firefox' | 'WebKit', { variable: string, commands: string[], packages: string[] }>}
 */
const others = {
  Firefox: { variable: 'FIREFOX', commands: ['firefox-esr', 'firefox'], packages: ['firefox-esr'] },
  WebKit: {
    variable: 'WEBKIT_DRIVER',
    commands: ['WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
};

/**
 * The path of the program, or nothing where there is none.
 * @param {'Firefox' | 'WebKit'} name
 * @throws where the variable names no file.
 */
export function findOther(name) {
  const { variable, commands, packages } = others[name];
  const chosen = process.env[variable];
  if (chosen && !existsSync(chosen)) throw new Error(`${variable} is set to ${chosen}, which is not there.`);
  return chosen ?? onThisMachine(name, commands) ?? (fromApt(...packages) && onThisMachine(name, commands));
}

/** @param {string} name @param {string[]} commands */
function onThisMachine(name, commands) {
  const there = onPath(commands).find((file) => existsSync(file));
  // WebKit's has no way to run without a screen, nor to say its version.
  if (name === 'WebKit') return onPath(['xvfb-run']).some((file) => existsSync(file)) ? there : undefined;
  return there && starts(there) ? there : undefined;
}

/** The line that a run without that browser shows. @param {'Firefox' | 'WebKit'} name */
export const withoutIt = (name) =>
  `No ${name} was found or could be fetched, so nothing was tried in it. Install ${others[name].packages.join(', ')}, or set ${others[name].variable} to the path of its program.`;
