import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);

/** The endings of files that are worth it, and the fewest bytes. */
export const compressible = new Set([
  '.html',
  '.css',
  '.js',
  '.mjs',
  '.json',
  '.svg',
  '.txt',
  '.xml',
  '.wasm',
  '.py',
  '.webmanifest',
]);
export const smallest = 1024;

/** The options with which brotli packs a file. Better ones take many times as long. */
export const brotliOptions = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };

const encoders = {
  '.br': (bytes) => brotli(bytes, brotliOptions),
  '.gz': (bytes) => gzip(bytes, { level: 9 }),
};

/**
 * Writes a .br and a .gz beside each text file in `dir`. One that is as new as the file itself stays. A folder that
 * cannot be written to is left as it is: its files are then served uncompressed.
 */
export async function compressFolder(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.has(extname(entry.name)));
  try {
    await Promise.all(files.map((entry) => compressFile(join(entry.parentPath ?? entry.path, entry.name))));
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

async function compressFile(file) {
  const { size, mtimeMs } = await stat(file);
  if (size < smallest) return;
  for (const [suffix, encode] of Object.entries(encoders)) {
    const target = file + suffix;
    const existing = await stat(target).catch(() => undefined);
    if (existing && existing.mtimeMs >= mtimeMs) continue;
    // Renamed into place, so that two servers over one folder never read half a file.
    const partial = `${target}.${process.pid}`;
    await writeFile(partial, await encode(await readFile(file)));
    await rename(partial, target);
  }
}
