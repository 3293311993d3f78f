import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const recorder = fileURLToPath(new URL('record.py', import.meta.url));

test('the CPython on this machine still does what recordings.json says', () => {
  const { error, status, stdout, stderr } = spawnSync('python3', [recorder, '--check'], {
    encoding: 'utf8',
    timeout: 110_000,
  });
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Error('python3 (3.9 or newer) is needed to check the recordings');
  expect({ error, status, stdout, stderr }).toMatchObject({ error: undefined, status: 0, stderr: '' });
});
