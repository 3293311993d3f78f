import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compressFolder } from './compress.mjs';
import { serveFiles } from './files.mjs';
import { headersOf, types } from './headers.mjs';
import { greeting, listenOn } from './listen.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Serves a built site until `close()`. Port 0 takes any free port; a taken port gives way to the next free one.
 * @param {{ dir?: string, port?: number, base?: string, isolated?: boolean, lan?: boolean, compress?: boolean,
 *   limits?: object }} [options]
 *   `isolated: false` sends what a host sends that knows nothing of the site: types and validators only. `lan` listens on
 *   every interface instead of this machine's own. `compress: false` sends every file as it is.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws where `dir` holds no built site, or no port can be had.
 */
export async function serve({
  dir = 'dist',
  port = 4321,
  base = '/',
  isolated = true,
  lan = false,
  compress = true,
  limits,
} = {}) {
  const folder = resolve(root, dir);
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}: run npm run build first.`);
  if (compress) await compressFolder(folder);
  const path = `/${base}/`.replace(/\/+/g, '/');
  const files = serveFiles({ folder, base: path, types, headersOf: (file) => headersOf(file, isolated) });
  const { server, port: bound } = await listenOn(files, { port, lan, limits });
  return {
    url: `http://localhost:${bound}${path}`,
    port: bound,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

const isMain = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  const { PORT = '4321', BASE_PATH = '/', OUT_DIR = 'dist' } = process.env;
  const lan = process.argv.includes('--lan');
  try {
    const { url, port } = await serve({
      dir: OUT_DIR,
      port: /^\d+$/.test(PORT) ? Number(PORT) : Number.NaN,
      base: BASE_PATH,
      isolated: !process.argv.includes('--no-isolation'),
      lan,
    });
    for (const line of await greeting(port, lan, new URL(url).pathname)) console.log(line);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
