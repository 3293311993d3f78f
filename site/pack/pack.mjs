import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import {
  embedFolders,
  embedHeaders,
  isolationHeaders,
  threadFolder,
  threadPolicy,
  workerPolicy,
} from '../server/headers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What is in the zip beside the site; a name for each, as in this folder. */
const BESIDE = ['serve.py', 'serve.mjs', 'READ-ME.txt'];
/** What compresses no further. */
const PACKED = new Set(['.wasm', '.zip', '.pf_fragment', '.pf_index', '.pf_meta', '.pagefind']);
const text = (type) => `${type}; charset=utf-8`;

/** What both servers send files with: types by ending, and headers by how the path begins, a later rule over an earlier one. */
const SENT_WITH = {
  types: {
    '.html': text('text/html'),
    '.css': text('text/css'),
    '.js': text('text/javascript'),
    '.mjs': text('text/javascript'),
    '.json': text('application/json'),
    '.webmanifest': text('application/manifest+json'),
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.ttf': 'font/ttf',
    '.woff2': 'font/woff2',
    '.wasm': 'application/wasm',
    '.zip': 'application/zip',
    '.txt': text('text/plain'),
  },
  rules: [
    ['/', { ...isolationHeaders, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' }],
    ['/_astro/', { 'Content-Security-Policy': workerPolicy }],
    [threadFolder, { 'Content-Security-Policy': threadPolicy }],
    ...embedFolders.map((folder) => [folder, embedHeaders]),
  ],
};

/**
 * Everything that a room without network needs, as one zip: the built site in `dist`, and two servers that need no
 * installation. In it is one folder, so that it can be unpacked anywhere.
 * @param {string} dist
 * @returns {Uint8Array}
 */
export function pack(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const of = (path) => [readFileSync(path), { level: PACKED.has(extname(path)) ? 0 : 6 }];
  const at = (path) => posix.join('thread-pool-lab/site', path.slice(dist.length).replaceAll('\\', '/'));
  return zipSync({
    ...Object.fromEntries(files.map((path) => [at(path), of(path)])),
    ...Object.fromEntries(BESIDE.map((name) => [`thread-pool-lab/${name}`, of(join(root, 'site/pack', name))])),
    'thread-pool-lab/headers.json': [Buffer.from(JSON.stringify(SENT_WITH, null, 2)), { level: 6 }],
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const zip = pack(join(root, process.env['OUT_DIR'] ?? 'dist'));
  writeFileSync(join(root, 'thread-pool-lab.zip'), zip);
  console.log(
    `thread-pool-lab.zip, ${(zip.length / 1e6).toFixed(1)} MB: unpack it anywhere, and read READ-ME.txt in it.`,
  );
}
