import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { qrLines } from './qr.mjs';

const portsTried = 20;
/** For a class that comes at once: as many connections wait for their turn as the system allows. */
const backlog = 1024;
/** In milliseconds. A client that sends no whole request in that time, or takes nothing, loses the connection. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  // A busy device may take its time between two files. A connection that closes then costs it the second.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
  // More than the longest target, so that this is answered by the rules.
  maxHeaderSize: 65_536,
};
const idle = 30_000;

/**
 * Listens until `close()`, on this machine only or (`lan`) for the whole network. Port 0 takes any free port; a taken port
 * gives way to the next free one.
 * @param {import('node:http').RequestListener} handler
 * @param {{ port: number, lan?: boolean, warn?: (text: string) => void, limits?: object }} options
 * @throws where no port can be had
 */
export async function listenOn(handler, { port, lan = false, warn = console.warn, ...rest }) {
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new Error('A port is a number from 0 to 65535, such as 4321.');
  const server = createServer({ ...limits, ...rest.limits }, handler);
  server.setTimeout(rest.limits?.idle ?? idle);
  // A broken request gets one short answer; it must not reach the handler of uncaught errors.
  server.on('clientError', (error, socket) => {
    // No answer to what was not asked: a browser opens connections in advance, and would take it for its next request's.
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return void socket.destroy();
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    socket.destroy();
  });
  const host = lan ? '0.0.0.0' : '127.0.0.1';
  const last = port === 0 ? 0 : Math.min(65_535, port + portsTried);
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      await new Promise((done, fail) => server.once('error', fail).listen({ port: candidate, host, backlog }, done));
      server.removeAllListeners('error');
      // Such as too many open files: the others go on being served.
      server.on('error', (error) => warn(`A connection could not be taken: ${error.message}`));
      return { server, port: server.address().port };
    } catch (error) {
      server.removeAllListeners('error');
      if (error.code !== 'EADDRINUSE') {
        const reason = error.code === 'EACCES' ? 'not allowed here; take one above 1023.' : error.message;
        throw new Error(`Cannot serve on port ${candidate}: ${reason}`, { cause: error });
      }
      if (candidate < last) warn(`Port ${candidate} is taken; trying ${candidate + 1}.`);
    }
  }
  throw new Error(`No free port from ${port} to ${last}: name another one.`);
}

/**
 * Finds the addresses at which others in this network find the machine. First the address that its own packets would carry,
 * which a UDP socket tells without sending any; then those of the other interfaces, of which some may lead nowhere.
 */
async function addresses() {
  const own = Object.values(networkInterfaces())
    .flat()
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const routed = await routedAddress();
  return [...new Set([...own.filter((address) => address === routed), ...own])];
}

/** The address of a network's documentation (RFC 5737): no host has it, so the default route leads there. */
const elsewhere = '192.0.2.1';

const routedAddress = () =>
  new Promise((done) => {
    const socket = createSocket('udp4');
    const end = (address) => (socket.close(), done(address));
    socket.on('error', () => end(undefined));
    socket.connect(9, elsewhere, () => end(socket.address().address));
  });

/** Makes the lines that a server prints once it listens. */
export async function greeting(port, lan, path = '/') {
  const lines = [`Thread Pool Lab is at http://localhost:${port}${path} (Ctrl+C stops it)`];
  if (!lan) return lines;
  const found = await addresses();
  for (const address of found) lines.push(`In this network: http://${address}:${port}${path}`);
  if (found.length === 0)
    lines.push('This machine is in no network: join one, and start again.', '本机没有连入网络：请先连上网络再启动。');
  if (found.length > 0) lines.push(...qrLines(`http://${found[0]}:${port}${path}`));
  return [...lines, ...plainHttp];
}

/** Limits of a plain network address, in both languages. */
export const plainHttp = [
  'At a plain http:// address browsers give a page no shared memory: real Web Workers that are stepped,',
  "the GIL lab's lock, programs in TypeScript and use without network need https or localhost.",
  '在 http:// 的局域网地址上，浏览器不提供共享内存：单步执行真实的 Web Worker、GIL 实验室的锁、',
  'TypeScript 程序和离线使用，都需要 https 或 localhost。',
];
