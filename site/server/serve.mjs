import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { compressFolder } from './compress.mjs';
import {
  embedFolders,
  embedHeaders,
  forever,
  isolationHeaders,
  threadFolder,
  threadPolicy,
  workerPolicy,
} from './headers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const portsTried = 20;

/**
 * Serves a built site until `close()`. Port 0 takes any free port; a taken port gives way to the next free one.
 * @param {{ dir?: string, port?: number, base?: string, isolated?: boolean }} [options] `isolated: false` leaves the
 *   isolation headers out, as a host does that cannot send any.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws where `dir` holds no built site.
 */
export async function serve({ dir = 'dist', port = 4321, base = '/', isolated = true } = {}) {
  const folder = resolve(root, dir);
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}: run npm run build first.`);
  await compressFolder(folder);
  const server = createServer(handler(folder, `/${base}/`.replace(/\/+/g, '/'), isolated));
  const bound = await listen(server, port);
  return {
    url: `http://localhost:${bound}${`/${base}/`.replace(/\/+/g, '/')}`,
    port: bound,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

function handler(folder, base, isolated) {
  const setHeaders = (res, path) => {
    const unchanging = forever.some((folder) => path.startsWith(folder));
    res.setHeader('Cache-Control', unchanging ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (path.startsWith('/_astro/')) res.setHeader('Content-Security-Policy', workerPolicy);
    if (path.startsWith(threadFolder)) res.setHeader('Content-Security-Policy', threadPolicy);
  };
  // `dev`: it looks at the folder for every request, so a site that is built anew meanwhile is served as it is then.
  const files = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, setHeaders });
  const send = (res, headers) => {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  };
  return (req, res) => {
    if (isolated) send(res, isolationHeaders);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const [, pathname, search] = /^([^?#]*)(.*)$/s.exec(req.url);
    if (!pathname.startsWith(base)) {
      return `${pathname}/` === base ? redirect(res, base + search) : notFound(res, folder, '');
    }
    const path = pathname.slice(base.length - 1);
    // Looking at the folder would take two slashes for one.
    if (path.includes('//')) return notFound(res, folder, path);
    if (isolated && embedFolders.some((folder) => path.startsWith(folder))) send(res, embedHeaders);
    if (!path.endsWith('/') && existsSync(join(folder, safeDecode(path), 'index.html'))) {
      return redirect(res, `${pathname}/${search}`);
    }
    req.url = path + search;
    return files(req, res, () => notFound(res, folder, path));
  };
}

function redirect(res, location) {
  res.writeHead(308, { Location: location }).end();
}

/** A path outside the site's own languages gets the default one's page. */
function notFound(res, folder, path) {
  const language = path.split('/')[1] ?? '';
  const page = [join(language, '404.html'), join(language, '404', 'index.html'), '404.html', '404/index.html']
    .map((name) => join(folder, name))
    .find((file) => file.startsWith(folder) && existsSync(file));
  res.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-cache' });
  res.end(page ? readFileSync(page) : 'Not found');
}

function safeDecode(path) {
  try {
    return decodeURIComponent(path).replaceAll('..', '');
  } catch {
    return '';
  }
}

async function listen(server, port) {
  const last = port === 0 ? 0 : port + portsTried;
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      await new Promise((done, fail) => server.once('error', fail).listen(candidate, done));
      server.removeAllListeners('error');
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      server.removeAllListeners('error');
      console.warn(`Port ${candidate} is taken; trying ${candidate + 1}.`);
    }
  }
  throw new Error(`No free port from ${port} to ${last}.`);
}

const isMain = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  const { PORT = '4321', BASE_PATH = '/', OUT_DIR = 'dist' } = process.env;
  try {
    const { url } = await serve({
      dir: OUT_DIR,
      port: Number(PORT),
      base: BASE_PATH,
      isolated: !process.argv.includes('--no-isolation'),
    });
    console.log(`Thread Pool Lab is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
