import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, expect, test } from 'vitest';
import { pack } from '../../../site/pack/pack.mjs';
import { plainHttp } from '../../../site/server/listen.mjs';
import { ask, makeSite, portOf } from './three.ts';

const { dist, remove } = makeSite();
const unpacked = mkdtempSync(join(tmpdir(), 'lab start '));
for (const [path, bytes] of Object.entries(unzipSync(pack(dist)))) {
  mkdirSync(join(unpacked, dirname(path)), { recursive: true });
  writeFileSync(join(unpacked, path), bytes);
}
afterAll(() => {
  remove();
  rmSync(unpacked, { recursive: true, force: true });
});

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

/** The command that starts each with a port, and more words. */
const commands = {
  'npm start': (port: string, ...more: string[]) =>
    spawn(process.execPath, [fileURLToPath(new URL('../../../site/server/serve.mjs', import.meta.url)), ...more], {
      env: { ...process.env, OUT_DIR: dist, PORT: port },
    }),
  'serve.mjs': (port: string, ...more: string[]) =>
    spawn(process.execPath, ['serve.mjs', port, ...more], { cwd: join(unpacked, 'thread-pool-lab') }),
  'serve.py': (port: string, ...more: string[]) =>
    spawn('python3', ['serve.py', port, ...more], { cwd: join(unpacked, 'thread-pool-lab') }),
};
type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

async function started(name: Name, port: string, ...more: string[]) {
  const child = commands[name](port, ...more);
  running.push(child);
  return portOf(child);
}

/** Starts a server that cannot start, and gives its message and exit. */
async function refused(name: Name, port: string) {
  const child = commands[name](port);
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise((done) => child.on('close', done));
  return { code, said };
}

/** This machine as well, but another address than the one that is bound; only Linux has all of 127.0.0.0/8. */
const other =
  process.platform === 'linux'
    ? '127.0.0.2'
    : Object.values(networkInterfaces())
        .flatMap((all) => all ?? [])
        .find(({ family, internal }) => family === 'IPv4' && !internal)!.address;

const reaches = (host: string, port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, host, () => (socket.destroy(), done(true)));
    socket.on('error', () => done(false));
  });

test.each(names)('%s listens on 127.0.0.1 only, and on every interface with --lan', async (name) => {
  const own = await started(name, '0');
  expect([await reaches('127.0.0.1', own.port), await reaches(other, own.port)]).toEqual([true, false]);
  const lan = await started(name, '0', '--lan');
  expect([await reaches('127.0.0.1', lan.port), await reaches(other, lan.port)]).toEqual([true, true]);
});

test.each(names)(
  '%s --lan prints addresses that are this machine, and what they lack, in both languages',
  async (name) => {
    const { said, port } = await started(name, '0', '--lan');
    await expect.poll(() => said.output).toContain(plainHttp.at(-1));
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal }) => !internal);
    const printed = [...said.output.matchAll(/In this network: http:\/\/([\d.]+):(\d+)\//g)];
    for (const [, address, at] of printed) {
      expect(others.map((each) => each.address)).toContain(address);
      expect(Number(at)).toBe(port);
    }
    if (others.some(({ family }) => family === 'IPv4')) expect(printed).not.toEqual([]);
    else expect(said.output).toContain('in no network');
    for (const line of plainHttp) expect(said.output).toContain(line);
  },
);

test.each(names)('%s says that a port is taken, and takes the next one', async (name) => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  try {
    const { port: first } = taken.address() as AddressInfo;
    const { said, port } = await started(name, String(first));
    expect(port).toBeGreaterThan(first);
    expect(said.errors).toContain(`Port ${first} is taken; trying ${first + 1}.`);
  } finally {
    taken.close();
  }
});

test.each(names)('%s: two of them do not share a port', async (name) => {
  const one = await started(name, '0');
  const two = await started(name, String(one.port));
  expect(two.port).not.toBe(one.port);
});

test.each(names.flatMap((name) => ['65536', '99999999', '-1', 'abc', '1.5', ''].map((port) => [name, port] as const)))(
  '%s refuses port "%s" with one clear line',
  async (name, port) => {
    // A word that begins with a dash is an option, and nothing stands for no port.
    if (name !== 'npm start' && (port === '' || port === '-1')) port = 'x';
    expect(await refused(name, port)).toEqual({ code: 1, said: 'A port is a number from 0 to 65535, such as 4321.\n' });
  },
);

test('serve.py: a file that may not be read is missing, and the next one is served', async () => {
  const forbidding = `
import builtins, runpy, sys
real = builtins.open
def opened(path, *a, **k):
    if str(path).endswith("digits.txt"):
        raise PermissionError(13, "no")
    return real(path, *a, **k)
builtins.open = opened
sys.argv = ["serve.py", "0"]
runpy.run_path("serve.py", run_name="__main__")`;
  const child = spawn('python3', ['-c', forbidding], { cwd: join(unpacked, 'thread-pool-lab') });
  running.push(child);
  const { said, port } = await portOf(child);
  const answers = [await ask(port, '/digits.txt'), await ask(port, '/course/')];
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [404, 'nothing here'],
    [200, '<h1>course</h1>'],
  ]);
  expect(said.errors).toBe('');
});
