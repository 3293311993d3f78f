import ts from 'typescript';
import { expect, test } from 'vitest';
import { COMPILER_OPTIONS } from '../../../simulator/typescript/compiler.ts';
import { Frames } from '../../../simulator/typescript/frames.ts';
import { moduleOf } from '../../../simulator/typescript/module.ts';

// The interface is gone in the compiled code, so its lines are others.
const source = `interface Job {
  n: number;
}

export function work(job: Job) {
  throw new Error('on line 6');
}
`;
const address = 'blob:http://localhost:4321/0f+(a)';
const { outputText, sourceMapText } = ts.transpileModule(source, {
  compilerOptions: COMPILER_OPTIONS as ts.CompilerOptions,
  fileName: 'work.ts',
});
const frames = new Frames([{ file: 'work.ts', address, map: sourceMapText! }]);
const lines = moduleOf(outputText).split('\n');
const line = lines.findIndex((text) => text.includes('throw')) + 1;
const at = `${address}:${line}:${lines[line - 1]!.indexOf('new') + 1}`;

test('the compiled line is another one than that in the source', () => expect(line).not.toBe(6));

test.each([
  ['Chromium', `Error: on line 6\n    at work (${at})\n    at live (http://localhost/_threads/thread.js:1:9)`],
  ['Chromium, asynchronous', `Error: on line 6\n    at async work (${at})`],
  ['Firefox and Safari', `work@${at}\nlive@http://localhost/_threads/thread.js:1:9`],
])('a stack as %s writes it is one of the source, and of nothing else', (_, stack) => {
  expect(frames.stack(stack)).toEqual(['    at work (work.ts:6:9)']);
  expect(frames.top(stack)).toEqual({ file: 'work.ts', line: 6, column: 9 });
});

test('a place in any text is one of the source; what is not in the map stays', () => {
  expect(frames.said(`see ${at}, or ${address}:999:1`)).toBe(`see work.ts:6:9, or ${address}:999:1`);
  expect([frames.top(''), frames.stack('nothing')]).toEqual([null, []]);
});
