import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { COMPILER_OPTIONS } from '../../../simulator/typescript/compiler.ts';
import { LIBRARY } from '../../../simulator/typescript/library/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const library = `${root}simulator/typescript/library/`;
const types = `${root}simulator/typescript/types/`;

/** Diagnostics of TypeScript for these texts, as `file:line: message`; names without a folder stand for texts. */
function problems(texts: Record<string, string>, files: readonly string[], options: ts.CompilerOptions): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name in texts || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name in texts ? ts.createSourceFile(name, texts[name]!, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([...Object.keys(texts), ...files], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start!).line + 1 : 0;
    return `${file?.fileName.replace(root, '')}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

// The editor has the compiler before this one, for which these are not on their way out.
const editor = { ...COMPILER_OPTIONS, lib: ['lib.es2023.d.ts'], ignoreDeprecations: '6.0' } as ts.CompilerOptions;
const learned = [`${types}library.d.ts`, `${types}globals.d.ts`];

test('every program that the playground begins with has nothing wrong in it', () => {
  const programs = globSync('lessons/programs/*.ts', { cwd: root }).map((file) => root + file);
  expect(programs.length).toBeGreaterThan(2);
  expect(problems({}, [...programs, ...learned], editor)).toEqual([]);
});

test('what the library is, is what the editor is told of it', () => {
  const modules = Object.keys(LIBRARY);
  const text = modules.flatMap((name) => [
    `import * as told_${name} from '${name}'; import * as is_${name} from '${library}${name}.ts';`,
    `is_${name} satisfies typeof told_${name};`,
  ]);
  const options: ts.CompilerOptions = {
    ...editor,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2024,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  expect(problems({ 'agreement.ts': text.join('\n') }, [`${types}library.d.ts`], options)).toEqual([]);
  // The check can fail.
  const wrong = `import * as told from 'time'; const is = { sleep: (words: string) => words }; is satisfies typeof told;`;
  expect(problems({ 'agreement.ts': wrong }, [`${types}library.d.ts`], options)).toHaveLength(1);
});

test.each(Object.entries(LIBRARY))('the editor is told of everything that %s has, and of no more', (name, has) => {
  const [, told = ''] = new RegExp(`declare module '${name}' \\{\n(.*?)\n\\}`, 's').exec(
    readFileSync(`${types}library.d.ts`, 'utf8'),
  )!;
  const values = [...told.matchAll(/^ {2}export (?:class|function) (\w+)/gm)].map(([, value]) => value);
  expect(values.toSorted()).toEqual(Object.keys(has).toSorted());
});

test('there is nothing of a page in a program: neither document nor fetch is known', () => {
  const text = `document.title; fetch('x'); console.log(performance.now());`;
  expect(problems({ 'page.ts': text }, learned, editor)).toEqual([
    expect.stringContaining("Cannot find name 'document'"),
    expect.stringContaining("Cannot find name 'fetch'"),
  ]);
});
