import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programAt } from '../../../simulator/cli/folder.ts';
import { readBytes } from '../../../simulator/cli/read.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
  writeFileSync(join(folder, 'main.py'), 'import helper\n');
  writeFileSync(join(folder, 'helper.py'), 'x = 1\n');
});
afterEach(() => rmSync(folder, { recursive: true }));
const link = (to: string, name: string) => symlinkSync(to, join(folder, name));
const read = () => programAt(join(folder, 'main.py'));
const names = () => Object.keys(read().program.files).toSorted();

describe('a program is read, whatever lies beside it', () => {
  test.each([
    ['a link to itself', 'self.py', 'self.py'],
    ['a link to nothing', 'nowhere.py', 'gone.py'],
    ['a link through a file', 'through.py', 'main.py/x.py'],
    ['a link to its own folder', 'here', '.'],
  ])('%s is left out', (_, name, to) => {
    link(to, name);
    expect(names()).toEqual(['helper.py', 'main.py']);
  });

  test('links in a circle are left out', () => {
    link('b.py', 'a.py');
    link('a.py', 'b.py');
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package', 'inside.py'), '');
    link('..', 'package/up');
    link('../package', 'package/again');
    expect(names()).toEqual(['helper.py', 'main.py', 'package/inside.py']);
  });

  test('links to files and to other folders are followed, each of two to the same', () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'one.py'), '1');
    link('real', 'other');
    link('helper.py', 'alias.py');
    expect(names()).toEqual(['alias.py', 'helper.py', 'main.py', 'other/one.py', 'real/one.py']);
  });

  test('a pipe beside it is not waited for', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.py')]);
    expect(names()).toEqual(['helper.py', 'main.py']);
  });

  test('a link to a whole disk ends after so many names', () => {
    link('/', 'disk');
    const { program, leftOut } = read();
    expect(Object.keys(program.files)).toEqual(expect.arrayContaining(['helper.py', 'main.py']));
    expect(leftOut.length).toBeGreaterThan(0);
  });

  test('a file called __proto__ is a file', () => {
    writeFileSync(join(folder, '__proto__'), 'text');
    const { files } = read().program;
    expect(Object.entries(files)).toContainEqual(['__proto__', 'text']);
    expect(Object.getPrototypeOf(files)).toBe(Object.prototype);
  });
});

test.each([
  ['gone.py', 'there is no file gone.py'],
  ['nowhere.py', 'there is no file nowhere.py'],
  ['self.py', 'there is no file self.py: it is a link that leads back to itself'],
  ['.', 'there is no file .: it is a folder'],
  ['pipe.py', 'there is no file pipe.py: it is a pipe, a socket or a device'],
])('the program itself is refused with the reason: %s', (name, message) => {
  link('self.py', 'self.py');
  link('nowhere', 'nowhere.py');
  execFileSync('mkfifo', [join(folder, 'pipe.py')]);
  expect(() => programAt(join(folder, name))).toThrow(message.replace(name, () => join(folder, name)));
});

test('a file without a size of its own is read no further than the limit', () => {
  // /proc/self/status says that it has 0 bytes, and gives some hundreds.
  expect(readBytes('/proc/self/status', 10)).toBe('too-large');
  expect(readBytes('/proc/self/status', 100_000)).toBeInstanceOf(Uint8Array);
  expect(readBytes('/proc/self/mem', 100)).toBe('unreadable');
  expect(readBytes('/dev/zero', 100)).toBe('not-a-file');
});
