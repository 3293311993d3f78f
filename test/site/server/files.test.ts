import type * as promises from 'node:fs/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { serve } from '../../../site/server/serve.mjs';
import { ask, makeSite } from './three.ts';

/** The error that the system gives for `digits.txt`; root may read every file, so the tests ask for it. */
let code = '';
vi.mock('node:fs/promises', async (importOriginal) => {
  const fs = await importOriginal<typeof promises>();
  const open: typeof fs.open = (path, ...more) => {
    if (code && String(path).endsWith('digits.txt'))
      return Promise.reject(Object.assign(new Error('refused'), { code }));
    return fs.open(path, ...more);
  };
  return { ...fs, open };
});

const { dist, remove } = makeSite();
const server = await serve({ dir: dist, port: 0 });
afterAll(async () => {
  await server.close();
  remove();
});

test.each([
  ['EACCES', 404, 'nothing here'],
  ['EPERM', 404, 'nothing here'],
  ['EIO', 404, 'nothing here'],
  ['EMFILE', 503, 'Too busy: try again'],
  ['ENFILE', 503, 'Too busy: try again'],
])('a file that cannot be opened (%s) is answered with %i, and the next one is served', async (given, status, body) => {
  code = given;
  const answer = await ask(server.port, '/digits.txt');
  code = '';
  expect([answer.status, answer.body]).toEqual([status, body]);
  expect((await ask(server.port, '/digits.txt')).body).toBe('0123456789');
});
