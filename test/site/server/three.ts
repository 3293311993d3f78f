import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { pack } from '../../../site/pack/pack.mjs';
import { serve } from '../../../site/server/serve.mjs';

/** A site of a few files; `big` is ten bytes of digits, a hundred thousand times. */
export const big = '0123456789'.repeat(100_000);
const FILES = {
  'index.html': '<h1>home</h1>',
  'course/index.html': '<h1>course</h1>',
  'empty/nothing.txt': '',
  'folder/is/index.html/inside.txt': 'a folder that is named like a page',
  '404.html': 'nothing here',
  'zh-cn/404/index.html': '没有这一页',
  'embed/stage/index.html': 'embed',
  'zh-cn/embed/index.html': 'embed',
  'digits.txt': '0123456789',
  'big.bin': big,
  '_astro/a-12345678.js': `export const long = '${'text that compresses well '.repeat(100)}';`,
  '_threads/thread-12345678.js': 'export {};',
  'pyodide/1/pyodide.mjs': 'export {};',
  'pyodide/1/pyodide.asm.wasm': '\0asm',
  'a b.txt': 'a blank in its name',
};

export interface Served {
  port: number;
  /** The folder that is served. */
  folder: string;
  /** The complaints and the exit code of its process; '' while all is well. */
  complaints: () => string;
  /** Its output so far. */
  output: () => string;
  close: () => Promise<void>;
}

export const SERVERS = ['npm start', 'serve.mjs', 'serve.py'] as const;
export type ServerName = (typeof SERVERS)[number];

/** Writes the site into a folder of its own, with a secret beside it, and links that lead there. */
export function makeSite(): { dist: string; remove: () => void } {
  const whole = mkdtempSync(join(tmpdir(), 'lab three '));
  const dist = join(whole, 'dist');
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
  return { dist, remove: () => rmSync(whole, { recursive: true, force: true }) };
}

/** Adds files that no zip carries: links out of the folder, to itself and to nothing, and a pipe without a writer. */
export function addLinks(folder: string): void {
  writeFileSync(join(folder, '../secret.txt'), 'secret');
  mkdirSync(join(folder, '../outside'), { recursive: true });
  writeFileSync(join(folder, '../outside/index.html'), 'secret');
  symlinkSync('../secret.txt', join(folder, 'leak.txt'));
  symlinkSync('../outside', join(folder, 'leaks'));
  symlinkSync('loop.txt', join(folder, 'loop.txt'));
  symlinkSync('nowhere.txt', join(folder, 'broken.txt'));
  symlinkSync('digits.txt', join(folder, 'link.txt'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
}

/** Starts one of the three servers over the site in `dist`, on a port of its own. */
export async function start(name: ServerName, dist: string, argv: string[] = ['0']): Promise<Served> {
  if (name === 'npm start') {
    const { port, close } = await serve({ dir: dist, port: Number(argv[0]) });
    return { port, folder: dist, complaints: () => '', output: () => '', close };
  }
  const whole = mkdtempSync(join(tmpdir(), 'lab zip '));
  for (const [path, bytes] of Object.entries(unzipSync(pack(dist)))) {
    mkdirSync(join(whole, dirname(path)), { recursive: true });
    writeFileSync(join(whole, path), bytes);
  }
  const command = name === 'serve.py' ? 'python3' : process.execPath;
  const child = spawn(command, [name, ...argv], { cwd: join(whole, 'thread-pool-lab') });
  const { said, port } = await portOf(child);
  return {
    port,
    folder: join(whole, 'thread-pool-lab/site'),
    complaints: () => said.errors + (child.exitCode === null ? '' : `ended with ${child.exitCode}`),
    output: () => said.output,
    close: () =>
      new Promise((done) => {
        const end = () => (rmSync(whole, { recursive: true, force: true }), done());
        if (child.exitCode !== null) return end();
        child.on('exit', end);
        child.kill();
      }),
  };
}

/** The port that a server says it has, and what it goes on to say. @throws where it ends before */
export async function portOf(child: ChildProcess): Promise<{ said: { output: string; errors: string }; port: number }> {
  const said = { output: '', errors: '' };
  child.stderr!.on('data', (chunk) => (said.errors += String(chunk)));
  const port = await new Promise<number>((found, fail) => {
    child.stdout!.on('data', (chunk) => {
      const [, number] = /http:\/\/localhost:(\d+)\//.exec((said.output += String(chunk))) ?? [];
      if (number) found(Number(number));
    });
    child.on('exit', () => fail(new Error(`ended before it served anything: ${said.output}${said.errors}`)));
  });
  return { said, port };
}

export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

/** Sends a request as it is written here, which no client would send, and gives the answer. */
export function ask(port: number, target: string, more: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const headers = { Host: `localhost:${port}`, Connection: 'close', ...more };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return send(port, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

/** Sends bytes, and gives the one answer that comes until the connection ends. */
export async function send(port: number, bytes: string): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  let raw = '';
  await new Promise<void>((done, fail) => {
    socket.on('data', (chunk) => (raw += chunk.toString('latin1')));
    socket.on('close', () => done());
    socket.on('error', fail);
  });
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string])),
    body: Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString(),
  };
}
