import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
/** The folder of the platform that a package is unpacked in. */
export const FOLDER = '/content/7/';
/** The runtime of SCORM 1.2 that platforms use. */
const RUNTIME = readFileSync(createRequire(import.meta.url).resolve('scorm-again/scorm12/min'));
/**
 * A small learning platform: its page has the API, and shows the package that was unpacked in one of its folders. It keeps what
 * is committed, and lets a visit follow another.
 */
const PLATFORM = `<!doctype html><html lang="en"><title>Platform</title><body style="margin:0">
<script src="/scorm12.js"></script><script>
  window.calls = [];
  window.API = new Scorm12API({ autocommit: false, lmsCommitUrl: false, logLevel: 'ERROR' });
  const kept = sessionStorage.getItem('cmi') ?? '{"core":{"student_id":"ann","lesson_status":"not attempted"}}';
  API.loadFromJSON(JSON.parse(kept));
  const keep = () => sessionStorage.setItem('cmi', JSON.stringify(API.cmi));
  const ended = () => (sessionStorage.setItem('finished', 'yes'), queueMicrotask(() => API.reset()));
  for (const [name, then] of [['LMSInitialize', () => {}], ['LMSCommit', keep], ['LMSFinish', ended]])
    API.on(name, () => (calls.push(name), then()));
</script><iframe id="sco" src="${FOLDER}scorm/index.html" style="width:100%;height:900px;border:0"></iframe>`;

/** Serves the platform, with these files of a package. */
export async function startPlatform(files: Record<string, Uint8Array>) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://platform.invalid').pathname);
    if (path === '/') return void response.setHeader('Content-Type', TYPES['.html']!).end(PLATFORM);
    if (path === '/scorm12.js') return void response.setHeader('Content-Type', TYPES['.js']!).end(RUNTIME);
    // A platform serves files and no folders.
    const bytes = path.startsWith(FOLDER) ? files[path.slice(FOLDER.length)] : undefined;
    if (!bytes) return void response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream').end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}
