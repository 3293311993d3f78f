import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzipSync } from 'node:zlib';
import { coreOf, restOf } from '../../simulator/engines/python/interpreter/sparse-archive.ts';
import { brotliOptions } from '../server/compress.mjs';
import { archiveFolder, pyodideFolder, standardLibrary } from '../../simulator/engines/python/interpreter/stdlib.ts';

const brotli = promisify(brotliCompress);
const WASM = 'pyodide.asm.wasm';
const OWN = ['pyodide.mjs', 'pyodide.asm.mjs', WASM];
const CORE = 'python_core.bin';
const REST = 'python_rest.bin';
const TYPES = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.bin': 'application/octet-stream' };

const { version } = JSON.parse(readFileSync(join(pyodideFolder, 'package.json'), 'utf8'));

/**
 * Pyodide's own files, but for its library, which is ours: it starts in less than half the time. It is in two files: what a
 * start reads, as one gzip, which is smaller than each entry packed by itself, and the rest.
 */
async function make() {
  const archive = new Uint8Array(readFileSync(await standardLibrary()));
  const rest = restOf(archive);
  const files = new Map(OWN.map((name) => [name, readFileSync(join(pyodideFolder, name))]));
  files.set(CORE, gzipSync(coreOf(archive, rest), { level: 9 }));
  files.set(REST, archive.subarray(rest.from, rest.to));
  // Browsers keep the files for ever, so that the folder's name tells one library from another too.
  const hash = createHash('sha256').update(files.get(CORE)).update(files.get(REST)).digest('hex').slice(0, 8);
  return { folder: `pyodide/${version}-${hash}/`, files, rest: { ...rest, size: archive.length } };
}

/** @type {ReturnType<typeof make> | undefined} */
let made;
const pyodideFiles = () => (made ??= make());

const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/**
 * Packs what a first run waits for as small as brotli can: a tenth less over the line. It takes half a minute, so that the
 * result is kept beside the library's archive. A server under development does without.
 */
async function smallest(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const path = join(archiveFolder, `${name}-${hash}.br`);
  try {
    return readFileSync(path);
  } catch {
    // It has not been made here yet.
  }
  const made = await brotli(bytes, BEST);
  try {
    mkdirSync(archiveFolder, { recursive: true });
    // Others may be making it too: each finds all of it or nothing.
    writeFileSync(`${path}.${process.pid}`, made);
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // It is only a cache.
  }
  return made;
}

/** @type {Map<string, ReturnType<typeof smallest>>} */
const kept = new Map();
const packedOnce = (name, bytes) => kept.get(name) ?? kept.set(name, smallest(name, bytes)).get(name);
let building = false;

/** Bytes that come over the line: a host packs text and WebAssembly, as the site's own server does. */
async function packed(name, bytes) {
  if (name === CORE) return bytes.length;
  if (building) return (await packedOnce(name, bytes)).length;
  return (await brotli(bytes, brotliOptions)).length;
}

/** Writes the text of `virtual:pyodide`. It takes seconds to pack the files, and a build asks once for each kind of bundle. */
async function tell() {
  const { folder, files, rest } = await pyodideFiles();
  const { packages: _, ...lock } = JSON.parse(readFileSync(join(pyodideFolder, 'pyodide-lock.json'), 'utf8'));
  const sizes = await Promise.all(
    [...OWN, CORE].map(async (name) => {
      const bytes = files.get(name);
      return [name, { size: bytes.length, packed: await packed(name, bytes) }];
    }),
  );
  const values = { FOLDER: folder, FILES: Object.fromEntries(sizes), REST: rest, LOCK: { ...lock, packages: {} } };
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
}

/** @type {ReturnType<typeof tell> | undefined} */
let told;

/**
 * Puts Pyodide's files under `pyodide/<release>/`. They are written when the site is built, and served while it is
 * developed. Says in `virtual:pyodide` which folder that is and how many bytes the files have.
 * @returns {import('astro').AstroIntegration}
 */
export function pyodide() {
  return {
    name: 'pyodide',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        building = command === 'build';
        updateConfig({ vite: { plugins: [virtualModule()], optimizeDeps: { exclude: ['pyodide'] } } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(serveFiles(server.config.base));
      },
      'astro:build:done': async ({ dir }) => {
        const { folder, files } = await pyodideFiles();
        const target = fileURLToPath(new URL(folder, dir));
        mkdirSync(target, { recursive: true });
        for (const [name, bytes] of files) writeFileSync(join(target, name), bytes);
        // The server packs what is not packed yet.
        for (const name of OWN) writeFileSync(join(target, `${name}.br`), await packedOnce(name, files.get(name)));
      },
    },
  };
}

const ID = 'virtual:pyodide';

/** @returns {import('vite').Plugin} */
function virtualModule() {
  return {
    name: 'pyodide',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? (told ??= tell()) : undefined),
  };
}

/**
 * @param {string} base
 * @returns {import('vite').Connect.NextHandleFunction}
 */
function serveFiles(base) {
  return async (request, response, next) => {
    const [path] = (request.url ?? '').split('?');
    const { folder, files } = await pyodideFiles();
    const found = [...files.keys()].find(
      (name) => path === `/${folder}${name}` || path === `${base.replace(/\/*$/, '')}/${folder}${name}`,
    );
    if (!found) return next();
    response.setHeader('Content-Type', TYPES[extname(found)]);
    response.end(files.get(found));
  };
}
