import { cpSync, createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pyodideFolder, standardLibrary } from '../../simulator/engines/python/interpreter/stdlib.ts';

const FILES = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
const TYPES = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.json': 'application/json',
};

const { version } = JSON.parse(readFileSync(join(pyodideFolder, 'package.json'), 'utf8'));

/** Pyodide's own files, but for its library, which is ours: it starts in less than half the time. */
const pathOf = async (file) => (file === 'python_stdlib.zip' ? standardLibrary() : join(pyodideFolder, file));

/** Browsers keep the files for ever, so that the folder's name tells one library from another too. */
async function folder() {
  const [hash] = /\w{8}(?=\w*\.zip$)/.exec(await standardLibrary());
  return `pyodide/${version}-${hash}/`;
}

/**
 * Puts Pyodide's files under `pyodide/<release>/`. They are copied when the site is built, and served while it is
 * developed. Says in `virtual:pyodide` which folder that is and how many bytes the files have.
 * @returns {import('astro').AstroIntegration}
 */
export function pyodide() {
  return {
    name: 'pyodide',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [facts()], optimizeDeps: { exclude: ['pyodide'] } } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(serveFiles(server.config.base));
      },
      'astro:build:done': async ({ dir }) => {
        const target = fileURLToPath(new URL(await folder(), dir));
        mkdirSync(target, { recursive: true });
        for (const file of FILES) cpSync(await pathOf(file), join(target, file));
      },
    },
  };
}

const ID = 'virtual:pyodide';

/** @returns {import('vite').Plugin} */
function facts() {
  return {
    name: 'pyodide',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const sizes = await Promise.all(FILES.map(async (file) => [file, statSync(await pathOf(file)).size]));
      const files = JSON.stringify(Object.fromEntries(sizes));
      return `export const FOLDER = ${JSON.stringify(await folder())}; export const FILES = ${files};`;
    },
  };
}

/**
 * @param {string} base
 * @returns {import('vite').Connect.NextHandleFunction}
 */
function serveFiles(base) {
  return async (request, response, next) => {
    const [path] = (request.url ?? '').split('?');
    const at = await folder();
    const file = FILES.find((name) => path === `/${at}${name}` || path === `${base.replace(/\/*$/, '')}/${at}${name}`);
    if (!file) return next();
    response.setHeader('Content-Type', TYPES[extname(file)]);
    createReadStream(await pathOf(file)).pipe(response);
  };
}
