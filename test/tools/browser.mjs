import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const cache = fileURLToPath(new URL('../.cache/chromium', import.meta.url));
const packaged = '@sparticuz/chromium@153.0.0';

/** Milliseconds that each command of apt-get may take, so that a run without a network goes on. */
const LONGEST_INSTALL = 240_000;

/** Flags every browser of the tests is started with; a sandbox is not to be had for root or in most containers. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages that follow each other take over the process of the one before.
  '--process-per-site',
];

/** Chromium without windows: it does the same for a page, with half the work around it. */
const shells = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell'];
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const installed = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
};

/** Every way to come by a browser, best first: each gives a path to try, or nothing. */
const sources = {
  variable: () => process.env.CHROMIUM,
  shell: () => firstOf(onPath(shells)) ?? (process.env.CI ? fromApt('chromium-headless-shell') : undefined),
  machine: () => firstOf([...onPath(commands), ...(installed[process.platform] ?? [])]),
  npm: fromNpm,
  apt: () => fromApt('chromium'),
};

/**
 * The path of a Chromium that starts: `$CHROMIUM`, else a headless shell, which in CI comes from apt (as root), else a
 * browser on the machine, else one from npm (Linux on x64), else one from apt. `BROWSER_FROM=npm`, or another name of
 * `sources`, tries that source alone.
 * @returns {Promise<string>}
 * @throws where no source has one, saying what to do.
 */
export async function findBrowser() {
  const only = process.env.BROWSER_FROM;
  if (process.env.CHROMIUM && !only && !starts(process.env.CHROMIUM)) {
    throw new Error(`CHROMIUM is set to ${process.env.CHROMIUM}, which does not start.`);
  }
  for (const [name, source] of Object.entries(sources)) {
    if (only && only !== name) continue;
    const file = await source();
    if (file && starts(file)) return file;
  }
  throw new Error('No Chromium, Chrome or Edge was found: install one, or set CHROMIUM to the path of its program.');
}

/** The paths that programs of these names would have on this machine. @param {string[]} names */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const firstOf = (files) => files.find((file) => existsSync(file) && starts(file));

/** Tells whether a program starts. Chrome on Windows opens a window for --version, so being there is all that is asked of it. @param {string} file */
export function starts(file) {
  if (process.platform === 'win32') return existsSync(file);
  return spawnSync(file, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0;
}

async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const manifest = join(cache, 'package.json');
  const library = join(cache, 'node_modules/@sparticuz/chromium');
  if (!existsSync(library)) {
    console.log(`No browser on this machine: fetching ${packaged} from npm (67 MB).`);
    mkdirSync(cache, { recursive: true });
    const install = ['install', '--prefix', cache, '--no-audit', '--no-fund', '--no-package-lock', packaged];
    if (spawnSync('npm', install, { stdio: 'inherit' }).status !== 0) return undefined;
  }
  const entry = createRequire(manifest).resolve('@sparticuz/chromium');
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

/** Installs packages, as root with apt-get. Gives the program named like the first. @param {...string} names */
export function fromApt(...names) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.log(`Installing ${names.join(' and ')} with apt-get.`);
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], timeout: LONGEST_INSTALL };
  try {
    execFileSync('apt-get', ['update', '-qq'], quietly);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quietly);
  } catch {
    return undefined;
  }
  return `/usr/bin/${names[0]}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await findBrowser());
