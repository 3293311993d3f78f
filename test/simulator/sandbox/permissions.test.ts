import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentOf, nodeOptions } from '../../../simulator/sandbox/permissions.ts';

const folder = mkdtempSync(join(tmpdir(), 'permissions-'));
const script = join(folder, 'program.mjs');
writeFileSync(
  script,
  `import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { spawnSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
const said = {};
const attempt = (name, work) => { try { work(); said[name] = 'works'; } catch (error) { said[name] = error.code ?? error.name; } };
attempt('read its folder', () => readFileSync(${JSON.stringify(script)}));
attempt('read elsewhere', () => readFileSync('/etc/hostname'));
attempt('write', () => writeFileSync(${JSON.stringify(join(folder, 'owned.txt'))}, 'x'));
attempt('a process', () => spawnSync('id'));
attempt('a thread', () => new Worker('1', { eval: true }));
attempt('code from text', () => Function('return 1')());
said.secret = process.env.SECRET ?? null;
const socket = connect(9, '127.0.0.1');
socket.on('error', (error) => { said.network = error.code; console.log(JSON.stringify(said)); });
`,
);

test('a process with permissions reads what it was given, and has no other way to the computer', () => {
  const options = nodeOptions({ read: [folder], write: [], threads: false });
  const env = environmentOf({ ...process.env, SECRET: 'key' });
  const { stdout, stderr } = spawnSync(process.execPath, [...options, script], { encoding: 'utf8', env });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    'read its folder': 'works',
    'read elsewhere': 'ERR_ACCESS_DENIED',
    write: 'ERR_ACCESS_DENIED',
    'a process': 'ERR_ACCESS_DENIED',
    'a thread': 'ERR_ACCESS_DENIED',
    'code from text': 'EvalError',
    secret: null,
    network: 'ERR_ACCESS_DENIED',
  });
});
