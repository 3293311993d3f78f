import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headersOf } from '../../../site/server/headers.mjs';
import { addLinks, ask, makeSite, SERVERS, start, type Served } from './three.ts';

const sites = SERVERS.map(() => makeSite());
const started: Served[] = [];
beforeAll(async () => {
  for (const [at, name] of SERVERS.entries()) {
    const server = await start(name, sites[at]!.dist);
    addLinks(server.folder);
    started.push(server);
  }
});
afterAll(async () => {
  await Promise.all(started.map((server) => server.close()));
  for (const site of sites) site.remove();
});

/** One small set of rules, tested alike on all three servers. */
describe.each(SERVERS)('%s', (name) => {
  let server: Served;
  const get = (target: string, headers = {}, method = 'GET') => ask(server.port, target, headers, method);
  beforeAll(() => {
    server = started[SERVERS.indexOf(name)]!;
  });

  test.each([
    '/',
    '/course/',
    '/embed/stage/',
    '/zh-cn/embed/',
    '/_astro/a-12345678.js',
    '/_threads/thread-12345678.js',
  ])('%s comes with every header of the one source', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    for (const [header, value] of Object.entries(headersOf(path)))
      expect([header, headers.get(header)]).toEqual([header, value]);
  });

  test('an escaped path is the same path, with the same policy', async () => {
    const { status, headers } = await get('/%5fastro/a%2D12345678.js');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(headersOf('/_astro/')['Content-Security-Policy']);
    expect((await get('/a%20b.txt')).body).toBe('a blank in its name');
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is answered with 405', async (method) => {
    const { status, headers } = await get('/', { 'Content-Length': '0' }, method);
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test.each(['/', '/course/', '/course', '/digits.txt', '/nowhere/', '/_astro/a-12345678.js'])(
    'HEAD of %s is GET without the bytes',
    async (path) => {
      const [head, got] = await Promise.all([get(path, {}, 'HEAD'), get(path)]);
      expect([head.status, head.body]).toEqual([got.status, '']);
      const kept = (headers: Headers) =>
        [...headers].filter(([header]) => header !== 'date' && header !== 'connection');
      expect(kept(head.headers)).toEqual(kept(got.headers));
    },
  );

  test.each([
    ['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=3-5', 206, '345', 'bytes 3-5/10'],
    ['BYTES=3-5', 206, '345', 'bytes 3-5/10'],
    ['bytes=7-99', 206, '789', 'bytes 7-9/10'],
    ['bytes=9-', 206, '9', 'bytes 9-9/10'],
    ['bytes=-5', 206, '56789', 'bytes 5-9/10'],
    ['bytes=-1', 206, '9', 'bytes 9-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    [`bytes=-${'9'.repeat(5000)}`, 206, '0123456789', 'bytes 0-9/10'],
    [`bytes=2-${'9'.repeat(5000)}`, 206, '23456789', 'bytes 2-9/10'],
    ['bytes=10-', 416, undefined, 'bytes */10'],
    ['bytes=10-20', 416, undefined, 'bytes */10'],
    [`bytes=${'9'.repeat(5000)}-`, 416, undefined, 'bytes */10'],
    ['bytes=-0', 416, undefined, 'bytes */10'],
    ['bytes=5-1', 200, '0123456789', null],
    ['bytes=abc', 200, '0123456789', null],
    ['bytes=', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
    ['bytes=1', 200, '0123456789', null],
    ['bytes=--5', 200, '0123456789', null],
    ['bytes=1-2x', 200, '0123456789', null],
    ['bytes=0x1-2', 200, '0123456789', null],
    ['bytes=1.5-2', 200, '0123456789', null],
    ['bytes=1e0-2', 200, '0123456789', null],
    ['bytes 1-2', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
  ])('Range: %s', async (range, status, body, part) => {
    const answer = await get('/digits.txt', { Range: range });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([status, part]);
    if (body !== undefined) expect(answer.body).toBe(body);
    const head = await get('/digits.txt', { Range: range }, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  });

  test('a range of an empty file has no bytes, and its last bytes are all there is', async () => {
    expect((await get('/empty/nothing.txt', { Range: 'bytes=0-' })).status).toBe(416);
    expect((await get('/empty/nothing.txt', { Range: 'bytes=-5' })).status).toBe(200);
    expect((await get('/empty/nothing.txt')).headers.get('content-length')).toBe('0');
  });

  test('a range of a missing page is ignored', async () => {
    const { status, body, headers } = await get('/nowhere', { Range: 'bytes=0-1' });
    expect([status, body, headers.get('content-range')]).toEqual([404, 'nothing here', null]);
  });

  test('a range of a compressed file is one of the file itself', async () => {
    const { status, body, headers } = await get('/_astro/a-12345678.js', {
      Range: 'bytes=0-5',
      'Accept-Encoding': 'gzip',
    });
    expect([status, body, headers.get('content-encoding')]).toEqual([206, 'export', null]);
  });

  test('If-Range: a part goes to whoever has the rest of this file, the whole to everybody else', async () => {
    const { headers } = await get('/digits.txt');
    for (const [validator, status] of [
      [headers.get('etag')!, 206],
      [headers.get('last-modified')!, 206],
      ['"another"', 200],
      [`W/${headers.get('etag')}`, 200],
      ['Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ] as const)
      expect([validator, (await get('/digits.txt', { Range: 'bytes=1-2', 'If-Range': validator })).status]).toEqual([
        validator,
        status,
      ]);
  });

  test('who has the file is told so, and nothing is sent again', async () => {
    for (const path of ['/', '/digits.txt', '/_astro/a-12345678.js']) {
      const { headers } = await get(path, { 'Accept-Encoding': 'gzip' });
      const [etag, modified] = [headers.get('etag')!, headers.get('last-modified')!];
      for (const [header, value, status] of [
        ['If-None-Match', etag, 304],
        ['If-None-Match', `W/${etag}`, 304],
        ['If-None-Match', `"other", ${etag}`, 304],
        ['If-None-Match', '*', 304],
        ['If-None-Match', '"other"', 200],
        ['If-Modified-Since', modified, 304],
        ['If-Modified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT', 200],
        ['If-Modified-Since', 'yesterday', 200],
      ] as const) {
        const answer = await get(path, { 'Accept-Encoding': 'gzip', [header]: value });
        expect([path, header, value, answer.status]).toEqual([path, header, value, status]);
        if (status === 304) expect([answer.body, answer.headers.get('etag')]).toEqual(['', etag]);
      }
    }
    const both = { 'If-None-Match': '"other"', 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' };
    expect((await get('/digits.txt', both)).status).toBe(200);
  });

  test('text is compressed for those who take it, under another tag', async () => {
    const path = '/_astro/a-12345678.js';
    const [plain, gzip] = await Promise.all([get(path), get(path, { 'Accept-Encoding': 'gzip' })]);
    expect([plain.headers.get('content-encoding'), gzip.headers.get('content-encoding')]).toEqual([null, 'gzip']);
    expect(gzip.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    for (const { headers } of [plain, gzip]) expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(Number(gzip.headers.get('content-length'))).toBeLessThan(Number(plain.headers.get('content-length')) / 4);
    expect((await get(path, { 'Accept-Encoding': 'gzip;q=0, br;q=0' })).headers.get('content-encoding')).toBeNull();
    expect((await get(path, { 'Accept-Encoding': 'GZIP' })).headers.get('content-encoding')).toBe('gzip');
    expect((await get(path, { 'Accept-Encoding': 'gzip;q=x' })).headers.get('content-encoding')).toBeNull();
  });

  test.each([
    ['/course', '/course/'],
    ['/course?a=b&c=%2f', '/course/?a=b&c=%2f'],
    ['/course?next=//evil.com', '/course/?next=//evil.com'],
    ['/embed/stage?x', '/embed/stage/?x'],
    ['/cours%65?x', '/cours%65/?x'],
    ['http://evil.com/course?x', '/course/?x'],
  ])('%s leads to %s', async (from, to) => {
    const { status, headers } = await get(from);
    expect([status, headers.get('location')]).toEqual([308, to]);
  });

  test.each([
    '//',
    '//evil.com',
    '//evil.com/..%2fcourse',
    '//evil.com/%2e%2e/course',
    '///evil.com/../course',
    '/\\evil.com/..\\course',
    '/%5cevil.com/..%5ccourse',
    '/%2fevil.com%2f..%2fcourse',
    '/.//course',
    '/course//',
    '/%2e%2e/secret.txt',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/course/../../secret.txt',
    '/course/..%2f..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/..%c0%afsecret.txt',
    '/./course/',
    '/%00',
    '/digits.txt%00.html',
    '/%',
    '/%2',
    '/%zz',
    '/%ff',
    '/%e0%80%af',
    '/course/%0d%0aSet-Cookie:a=b',
    '/leak.txt',
    '/leaks',
    '/leaks/',
    '/leaks/index.html',
    '/loop.txt',
    '/broken.txt',
    '/pipe',
    '/folder/is',
    '/folder/is/',
    '/folder/is/index.html',
    '/digits.txt/',
    '/digits.txt/index.html',
    '/empty',
    '/empty/',
    '/.git/config',
    '/digits.txt.',
    '/digits.txt%20',
    '/digits.txt::$DATA',
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(4000)}`,
  ])('%s is missing, and leads nowhere', async (path) => {
    const { status, body, headers } = await get(path);
    expect([status, body, headers.get('location')]).toEqual([404, 'nothing here', null]);
    expect(headers.get('content-security-policy')).toContain('frame-ancestors');
    expect(server.complaints()).toBe('');
  });

  test.each(['/_astro/gone.js', '/_threads/gone.js', '/embed/gone/', '/pyodide/gone.zip'])(
    'what is missing at %s is a page like any other, and is not kept',
    async (path) => {
      const { status, headers } = await get(path);
      expect(status).toBe(404);
      for (const [header, value] of Object.entries(headersOf('/')))
        expect([header, headers.get(header)]).toEqual([header, value]);
    },
  );

  test('a link inside the folder is followed; a missing page speaks its language', async () => {
    expect((await get('/link.txt')).body).toBe('0123456789');
    expect((await get('/zh-cn/no/')).body).toBe('没有这一页');
    expect((await get('/zh-cn/no')).headers.get('content-type')).toContain('text/html');
  });
});
