/**
 * Serves the folder `site` beside this file: `node serve.mjs [port] [--lan]`. Needs Node 18 or newer and nothing else.
 * What each file is sent with stands in `headers.json`.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('../ui', import.meta.url));
const folder = join(here, 'site');
const { types, rules } = JSON.parse(readFileSync(join(here, 'headers.json'), 'utf8'));
const lan = process.argv.includes('--lan');
const wanted = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 4321);

function answer(request, response) {
  const [path = '/'] = (request.url ?? '/').split(/[?#]/);
  let file;
  try {
    file = normalize(join(folder, decodeURIComponent(path)));
  } catch {
    file = folder;
  }
  for (const [beginning, headers] of rules)
    if (path.startsWith(beginning))
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const inside = `${file}${sep}`.startsWith(`${folder}${sep}`) && existsSync(file);
  if (inside && statSync(file).isDirectory()) {
    if (!path.endsWith('/')) return void response.writeHead(308, { Location: `${path}/` }).end();
    file = join(file, 'index.html');
  }
  let status = 200;
  if (!inside || !existsSync(file)) {
    status = 404;
    file = join(folder, path.startsWith('/zh-cn/') ? 'zh-cn/404/index.html' : '404.html');
  }
  response.writeHead(status, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Length': statSync(file).size,
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

const server = createServer(answer);
let port = wanted;
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || port >= wanted + 20) {
    console.error(`Cannot serve on port ${port}: ${error.message}`);
    process.exit(1);
  }
  port += 1;
  server.listen(port, lan ? '0.0.0.0' : '127.0.0.1');
});
server.on('listening', () => {
  const { port: bound } = server.address();
  console.log(`Thread Pool Lab is at http://localhost:${bound}/ (Ctrl+C stops it)`);
  if (!lan) return;
  for (const { address, family, internal } of Object.values(networkInterfaces()).flat())
    if (family === 'IPv4' && !internal) console.log(`In this network: http://${address}:${bound}/`);
});
server.listen(port, lan ? '0.0.0.0' : '127.0.0.1');
