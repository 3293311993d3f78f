/**
 * Serves a folder of files. The rules, which `site/pack/serve.py` has too (`test/site/server/rules.test.ts`):
 *
 * - GET and HEAD; any other method is answered with 405. A target that is too long: 414.
 * - A path names a file, or a folder with `index.html` in it. A folder's path ends in a slash, or leads there (308), the
 *   query with it. Nothing outside the folder is served, whatever a link in it leads to.
 * - What is missing, hidden, no file, or cannot be read is 404, with the page of its language.
 * - `ETag` and `Last-Modified`, and 304 for those who have the file. One range of bytes (206, 416), never of a compressed
 *   file. A `.br` or `.gz` beside a file, as new as it, is sent to those who take it.
 *
 * It is not sirv: version 3.0.2 ends the process at `Range: bytes=5-1` and at a file that cannot be read. It answers
 * `bytes=-5` with the first bytes. It needs Node 18 and nothing else, because it is in the zip too.
 */
import { open, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { isUnchanged, mayBePart, readRange } from './ranges.mjs';
import { readTarget } from './target.mjs';

const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];
/** Too many files are open: the same request may go well a moment later. */
const busy = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM']);
const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/**
 * @param {{ folder: string, base?: string, types: Record<string, string>,
 *   headersOf: (path: string) => Record<string, string> }} options `base` begins and ends with a slash
 * @returns {import('node:http').RequestListener}
 */
export function serveFiles({ folder, base = '/', types, headersOf }) {
  return (request, response) => {
    answer(request, response).catch((error) => {
      if (response.headersSent) return void response.destroy();
      const status = busy.has(error.code) ? 503 : 500;
      say(response, status, status === 503 ? 'Too busy: try again' : 'The file could not be sent');
    });
  };

  async function answer(request, response) {
    set(response, headersOf('/'));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return say(response, 405, 'Only GET and HEAD');
    }
    const target = readTarget(request.url ?? '/');
    if (target.status === 414) return say(response, 414, 'The address is too long');
    if (target.status) return missing(request, response, '');
    const { raw, search } = target;
    if (`${target.path}/` === base) return redirect(response, base + search);
    if (!target.path.startsWith(base)) return missing(request, response, '');
    const path = target.path.slice(base.length - 1);
    set(response, headersOf(path));
    const found = await find(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (found === 'folder' && (await find(folder, `${path}/index.html`))?.size !== undefined)
      return redirect(response, `${raw}/${search}`);
    if (found?.size === undefined || !(await send(request, response, found, 200)))
      return missing(request, response, path);
  }

  /** Sends a file, or gives false where it cannot be opened. */
  async function send(request, response, plainFile, status) {
    const asked = request.method === 'GET' && status === 200 ? request.headers.range : undefined;
    const encoded = asked === undefined ? await encodedOf(plainFile, request.headers['accept-encoding']) : undefined;
    const file = encoded ?? plainFile;
    const handle = await open(file.path).catch((error) => {
      if (busy.has(error.code)) throw error;
    });
    if (!handle) return false;
    try {
      const type = types[extname(plainFile.path).toLowerCase()] ?? 'application/octet-stream';
      set(response, { 'Content-Type': type, 'Accept-Ranges': 'bytes', Vary: 'Accept-Encoding' });
      if (encoded) response.setHeader('Content-Encoding', encoded.encoding);
      const { size } = await handle.stat();
      let [start, end] = [0, size - 1];
      if (status === 200) {
        const validators = { etag: file.etag, modified: file.modified };
        set(response, { ETag: validators.etag, 'Last-Modified': validators.modified });
        if (isUnchanged(request.headers, validators)) return finish(response, 304);
        const range = mayBePart(request.headers['if-range'], validators) ? readRange(asked, size) : 'all';
        if (range === 'none') {
          response.setHeader('Content-Range', `bytes */${size}`);
          say(response, 416, 'The file has no such bytes');
          return true;
        }
        if (range !== 'all') {
          ({ start, end } = range);
          status = 206;
          response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
        }
      }
      response.setHeader('Content-Length', end - start + 1);
      if (request.method === 'HEAD' || size === 0) return finish(response, status);
      response.writeHead(status);
      await stream(handle.createReadStream({ start, end, autoClose: false }), response, end - start + 1);
      return true;
    } finally {
      await handle.close().catch(() => {});
    }
  }

  /** A path outside the site's own languages gets the default one's page. */
  async function missing(request, response, path) {
    const language = path.split('/')[1] ?? '';
    const names = [`/${language}/404.html`, `/${language}/404/index.html`, '/404.html', '/404/index.html'];
    // It is a page, in whatever folder; and what is missing today may be there tomorrow.
    set(response, headersOf('/'));
    for (const name of names.map((each) => each.replace('//', '/'))) {
      const page = await find(folder, name);
      if (page?.size !== undefined && (await send(request, response, page, 404))) return;
    }
    say(response, 404, 'Not found');
  }
}

/**
 * The file that a path names: `undefined` where there is none inside the folder, `'folder'` where it is one.
 * @throws where too many files are open
 */
async function find(folder, path) {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!`${real}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return undefined;
    const { size, mtimeMs, mtime, ...kind } = describe(await stat(real));
    if (kind.isDirectory) return 'folder';
    if (!kind.isFile || path.endsWith('/')) return undefined;
    const etag = `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
    return { path: real, size, mtimeMs, etag, modified: mtime.toUTCString() };
  } catch (error) {
    if (busy.has(error.code)) throw error;
    return undefined;
  }
}

const describe = (stats) => ({
  size: stats.size,
  mtimeMs: stats.mtimeMs,
  mtime: stats.mtime,
  isFile: stats.isFile(),
  isDirectory: stats.isDirectory(),
});

/** The compressed file beside a file, for a client that takes it; it must be as new as the file. */
async function encodedOf(file, accepted = '') {
  for (const { name, suffix } of encodings.filter((each) => accepts(accepted, each.name))) {
    const path = file.path + suffix;
    const stats = await stat(path).catch(() => undefined);
    if (!stats?.isFile() || stats.mtimeMs < file.mtimeMs) continue;
    return { path, encoding: name, etag: file.etag.replace(/"$/, `-${name}"`), modified: file.modified };
  }
  return undefined;
}

/** Tells whether an `Accept-Encoding` takes an encoding: named, or `*`, and not with `q=0`. */
function accepts(header, name) {
  const weights = new Map();
  for (const part of header.toLowerCase().split(',')) {
    const [coding, ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1';
    weights.set(coding, Number(weight));
  }
  return (weights.get(name) ?? weights.get('*') ?? 0) > 0;
}

/** Sends `length` bytes of a stream, or ends the connection: half a file must not look like a whole one. */
function stream(from, response, length) {
  const { socket } = response;
  return new Promise((done) => {
    pipeline(from, response, (error) => {
      if (error || from.bytesRead < length) socket?.destroy();
      done();
    });
  });
}

function set(response, headers) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function finish(response, status) {
  response.writeHead(status).end();
  return true;
}

function say(response, status, text) {
  for (const name of ['Content-Encoding', 'ETag', 'Last-Modified']) response.removeHeader(name);
  set(response, { ...plain, 'Content-Length': Buffer.byteLength(text) });
  // The rest of the request is not read.
  if (status === 405 || status === 414) response.setHeader('Connection', 'close');
  response.writeHead(status).end(response.req.method === 'HEAD' ? undefined : text);
}

function redirect(response, location) {
  response.setHeader('Content-Length', 0);
  response.writeHead(308, { Location: location }).end();
}
