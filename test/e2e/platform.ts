import { createServer } from 'node:http';
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
/** A small learning platform: its page has the API, and shows the package that was unpacked in one of its folders. */
const PLATFORM = `<!doctype html><html lang="en"><title>Platform</title><body style="margin:0"><script>
  const kept = JSON.parse(sessionStorage.getItem('cmi') ?? '{"cmi.core.student_id":"ann","cmi.core.lesson_status":"not attempted"}');
  window.calls = [];
  window.kept = kept;
  window.API = {
    LMSInitialize: () => (calls.push('LMSInitialize'), 'true'),
    LMSGetValue: (name) => kept[name] ?? '',
    LMSSetValue: (name, value) => ((kept[name] = value), calls.push(name + '=' + value), 'true'),
    LMSCommit: () => (sessionStorage.setItem('cmi', JSON.stringify(kept)), calls.push('LMSCommit'), 'true'),
    LMSFinish: () => (sessionStorage.setItem('finished', 'yes'), calls.push('LMSFinish'), 'true'),
  };
</script><iframe id="sco" src="${FOLDER}scorm/index.html" style="width:100%;height:900px;border:0"></iframe>`;

/** Serves the platform, with these files of a package. */
export async function startPlatform(files: Record<string, Uint8Array>) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://platform.invalid').pathname);
    if (path === '/') return void response.setHeader('Content-Type', TYPES['.html']!).end(PLATFORM);
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
