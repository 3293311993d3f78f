import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, big, makeSite, send, SERVERS, start, type Served } from './three.ts';

const site = makeSite();
const started: Served[] = [];
/** Connections that never send a whole request, from the beginning on: what each was told when its server ended it. */
const slow: Promise<string[]>[] = [];

function endOf(port: number, sending: string, again = ''): Promise<string> {
  return new Promise((done) => {
    let told = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).on('close', () => (clearInterval(more), done(told)));
    socket.on('data', (chunk) => (told += String(chunk)));
    if (sending !== '') socket.write(sending);
    const more = setInterval(() => again && socket.write(again), 500);
  });
}

beforeAll(async () => {
  for (const name of SERVERS) {
    const server = await start(name, site.dist);
    started.push(server);
    const { port } = server;
    const head = 'GET / HTTP/1.1\r\nHost: a\r\n';
    slow.push(Promise.all([endOf(port, ''), endOf(port, 'GET /'), endOf(port, head), endOf(port, head, 'X-A: b\r\n')]));
  }
});
afterAll(async () => {
  await Promise.all(started.map((server) => server.close()));
  site.remove();
});

/** Connections that are many, broken or silent, tested alike on all three servers. */
describe.each(SERVERS)('%s', (name) => {
  let server: Served;
  const get = (target: string) => ask(server.port, target);
  beforeAll(() => {
    server = started[SERVERS.indexOf(name)]!;
  });

  test('an address of 40,000 characters is too long; one of 30,000 is answered', async () => {
    expect((await get(`/?${'a'.repeat(40_000)}`)).status).toBe(414);
    expect((await get(`/?${'a'.repeat(30_000)}`)).status).toBe(200);
  });

  test.each([
    'NONSENSE\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n',
    'GET /caf\xe9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\r\n\r\n',
  ])('what is no request (%j) is refused, and the next one is served', async (bytes) => {
    const { status } = await send(server.port, bytes);
    expect([400, 404, Number.NaN]).toContainEqual(status);
    expect((await get('/')).status).toBe(200);
    expect(server.complaints()).toBe('');
  });

  test('180 connections at once are all served, beside 100 that say nothing and 20 that stop in the middle', async () => {
    const silent = Array.from({ length: 120 }, (_, at) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      if (at < 20) socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
      return socket;
    });
    try {
      const answers = await Promise.all(Array.from({ length: 180 }, () => get('/big.bin')));
      expect(answers.filter(({ status, body }) => status === 200 && body === big)).toHaveLength(180);
      expect(server.complaints()).toBe('');
    } finally {
      for (const socket of silent) socket.destroy();
    }
  });

  test('a client that goes away in the middle of a file leaves the others alone', async () => {
    for (let round = 0; round < 5; round += 1) {
      await new Promise<void>((done) => {
        const socket = connect(server.port, '127.0.0.1');
        socket.on('error', () => {}).on('close', () => done());
        socket.write('GET /big.bin HTTP/1.1\r\nHost: a\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    }
    expect((await get('/digits.txt')).body).toBe('0123456789');
    expect(server.complaints()).toBe('');
  });

  test('several requests on one connection are answered one after the other', async () => {
    const one = (target: string, last = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${last}\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    let raw = '';
    socket.on('data', (chunk) => (raw += String(chunk)));
    socket.write(one('/digits.txt') + one('/nowhere') + one('/course/', 'Connection: close\r\n'));
    await new Promise((done) => socket.on('close', done));
    expect(raw.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
    expect(raw.indexOf('0123456789')).toBeLessThan(raw.indexOf('nothing here'));
    expect(raw).toMatch(/<h1>course<\/h1>$/);
  });
});

test('on each, a connection that says nothing, stops in the middle, or sends byte after byte is ended without a word', async () => {
  // Without a word: a browser opens connections in advance, and would take it for the answer to its next request.
  expect(await Promise.all(slow)).toEqual(Array.from({ length: 3 }, () => ['', '', '', '']));
  for (const { port, complaints } of started) expect([(await ask(port, '/')).status, complaints()]).toEqual([200, '']);
}, 60_000);
