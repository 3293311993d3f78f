import { expect, test } from 'vitest';
import { decodeFiles, encodeFiles } from '../../../simulator/typescript/link.ts';
import { LinkError, encodeFragment } from '../../../simulator/link/permalink.ts';

const program = { files: { 'main.ts': 'export const 线程 = "\u{1f9f5}";\n', 'work_2.ts': '' }, entry: 'main.ts' };

test('a link loses nothing of a program', () => {
  expect(decodeFiles(encodeFiles(program))).toEqual({ program });
});

test.each([
  ['cut', encodeFiles(program).slice(0, -3), 'corrupt'],
  ['newer', encodeFiles(program).replace(/^1/, '9'), 'newer'],
  ['of a Python program', encodeFragment({ f: { 'a.py': '' }, e: 'a.py' }), 'not-a-scenario'],
  ['without its entry', encodeFragment({ ts: { 'a.ts': '' }, e: 'b.ts' }), 'not-a-scenario'],
  ['with a path for a file', encodeFragment({ ts: { '../a.ts': '' }, e: '../a.ts' }), 'not-a-scenario'],
])('a link that is %s is refused, and why is known', (_, link, reason) => {
  expect(() => decodeFiles(link)).toThrow(LinkError);
  expect(() => decodeFiles(link)).toThrow(expect.objectContaining({ reason }));
});
