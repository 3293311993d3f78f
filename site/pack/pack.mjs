import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { compressible, smallest } from '../server/compress.mjs';
import { rules, types } from '../server/headers.mjs';
import { plainHttp } from '../server/listen.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Files in the zip beside the site: the name there, and the name here. */
const BESIDE = {
  'READ-ME.txt': 'pack/READ-ME.txt',
  'serve.py': 'pack/serve.py',
  'serve.mjs': 'pack/serve.mjs',
  'server/serve_listen.py': 'pack/serve_listen.py',
  'server/serve_rules.py': 'pack/serve_rules.py',
  'server/serve_qr.py': 'pack/serve_qr.py',
  'server/lean-qr.mjs': '../node_modules/lean-qr/index.mjs',
  ...Object.fromEntries(
    ['files', 'target', 'ranges', 'listen', 'qr'].map((name) => [`server/${name}.mjs`, `server/${name}.mjs`]),
  ),
};
/** Endings of files that compress no further. */
const PACKED = new Set(['.zip', '.gz', '.pf_fragment', '.pf_index', '.pf_meta', '.pagefind']);

/** Content types by ending, and headers by the path's beginning, for both servers. A later rule overrides an earlier one. */
const SENT_WITH = { types, rules, plainHttp };

/** A script as it stands in the zip, where no package is installed. */
const inZip = (text) => text.replaceAll("'../server/", "'./server/").replaceAll("'lean-qr'", "'./lean-qr.mjs'");

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
  const at = (path) => posix.join('thread-pool-lab/site', path.slice(dist.length).replaceAll('\\', '/'));
  const zipped = {};
  const add = (name, bytes) => {
    zipped[name] = [bytes, { level: PACKED.has(extname(name)) ? 0 : 6 }];
  };
  for (const path of files) {
    const bytes = readFileSync(path);
    add(at(path), bytes);
    // After its file, so that it is as new wherever it is unpacked. Browsers take no Brotli over plain http.
    if (compressible.has(extname(path)) && bytes.length >= smallest)
      add(`${at(path)}.gz`, gzipSync(bytes, { level: 9 }));
  }
  for (const [name, source] of Object.entries(BESIDE)) {
    const text = readFileSync(join(root, 'site', source), 'utf8');
    add(`thread-pool-lab/${name}`, Buffer.from(inZip(text)));
  }
  // At the top, where it is seen after unpacking.
  const licences = join(dist, 'THIRD-PARTY.txt');
  if (existsSync(licences)) add('thread-pool-lab/THIRD-PARTY.txt', readFileSync(licences));
  add('thread-pool-lab/headers.json', Buffer.from(JSON.stringify(SENT_WITH, null, 2)));
  return zipSync(zipped);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const zip = pack(join(root, process.env['OUT_DIR'] ?? 'dist'));
  writeFileSync(join(root, 'thread-pool-lab.zip'), zip);
  console.log(
    `thread-pool-lab.zip, ${(zip.length / 1e6).toFixed(1)} MB: unpack it anywhere, and read READ-ME.txt in it.`,
  );
}
