/**
 * Serves the folder `site` beside this file: `node serve.mjs [port] [--lan]`. Needs Node 18 or newer and nothing else.
 * What each file is sent with stands in `headers.json`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// In the zip, the folder `server` is beside this file.
import { serveFiles } from '../server/files.mjs';
import { greeting, listenOn } from '../server/listen.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { types, rules } = JSON.parse(readFileSync(join(here, 'headers.json'), 'utf8'));
const lan = process.argv.includes('--lan');
const named = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '4321';

const headersOf = (path) =>
  Object.assign({}, ...rules.filter(([start]) => path.startsWith(start)).map(([, headers]) => headers));

try {
  const files = serveFiles({ folder: join(here, 'site'), types, headersOf });
  const { port } = await listenOn(files, { port: /^\d+$/.test(named) ? Number(named) : Number.NaN, lan });
  for (const line of await greeting(port, lan)) console.log(line);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
