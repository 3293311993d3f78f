import { cpSync, createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
const TYPES = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.json': 'application/json',
};

const source = dirname(fileURLToPath(import.meta.resolve('pyodide')));
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));

/**
 * Puts Pyodide's files under `pyodide/<version>/`, copied when the site is built and served while it is developed, and
 * says in `virtual:pyodide` which version that is and how many bytes the files have.
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
      'astro:build:done': ({ dir }) => {
        const target = fileURLToPath(new URL(`pyodide/${version}/`, dir));
        mkdirSync(target, { recursive: true });
        for (const file of FILES) cpSync(join(source, file), join(target, file));
      },
    },
  };
}

const ID = 'virtual:pyodide';

/** @returns {import('vite').Plugin} */
function facts() {
  const sizes = Object.fromEntries(FILES.map((file) => [file, statSync(join(source, file)).size]));
  return {
    name: 'pyodide',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export const VERSION = ${JSON.stringify(version)}; export const FILES = ${JSON.stringify(sizes)};`
        : undefined,
  };
}

/**
 * @param {string} base
 * @returns {import('vite').Connect.NextHandleFunction}
 */
function serveFiles(base) {
  const folders = [`/pyodide/${version}/`, `${base.replace(/\/*$/, '')}/pyodide/${version}/`];
  return (request, response, next) => {
    const [path] = (request.url ?? '').split('?');
    const file = FILES.find((name) => folders.some((folder) => path === folder + name));
    if (!file) return next();
    response.setHeader('Content-Type', TYPES[extname(file)]);
    createReadStream(join(source, file)).pipe(response);
  };
}
