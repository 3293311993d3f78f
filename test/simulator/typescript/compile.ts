import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { onTestFinished } from 'vitest';
import { COMPILER_OPTIONS } from '../../../simulator/typescript/compiler.ts';
import type { CompiledCheck } from '../../../simulator/typescript/check/grade.ts';
import { Frames, type CompiledFile } from '../../../simulator/typescript/frames.ts';
import { ProgramRun, type ProgramEnd } from '../../../simulator/typescript/host.ts';
import { moduleOf } from '../../../simulator/typescript/module.ts';
import { nodeThreads } from '../../../simulator/typescript/node.ts';
import type { Piece } from '../../../simulator/typescript/protocol.ts';

const options = COMPILER_OPTIONS as ts.CompilerOptions;
const root = new URL('../../../', import.meta.url);

/** A program that the playground begins with. */
export const program = (name: string): string => readFileSync(new URL(`lessons/programs/${name}.ts`, root), 'utf8');

/** Compiles files as the playground does, into modules that Node can import. */
function compile(files: Record<string, string>): { modules: Record<string, string>; frames: Frames } {
  const folder = mkdtempSync(join(tmpdir(), 'lab-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const modules: Record<string, string> = {};
  const compiled: CompiledFile[] = [];
  for (const [file, text] of Object.entries(files)) {
    const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions: options, fileName: file });
    const path = join(folder, `${file}.mjs`);
    writeFileSync(path, moduleOf(outputText));
    modules[file] = pathToFileURL(path).href;
    compiled.push({ file, address: modules[file], map: sourceMapText! });
  }
  return { modules, frames: new Frames(compiled) };
}

/** The files of an exercise and its check, compiled for grading. */
export function compiledCheck(files: Record<string, string>): CompiledCheck {
  const { modules, frames } = compile(files);
  return { modules, locations: (stack) => frames.all(stack) };
}

/** A program that runs, and what is heard of it. */
export class Heard {
  readonly pieces: Piece[] = [];
  readonly lost: string[] = [];
  readonly frames: Frames;
  readonly run: ProgramRun;
  private readonly waiting: (() => void)[] = [];

  readonly polling: (readonly string[])[] = [];

  constructor(files: Record<string, string>, host = nodeThreads(), long?: number) {
    const { modules, frames } = compile(files);
    this.frames = frames;
    this.run = new ProgramRun(
      host,
      modules,
      Object.keys(files)[0]!,
      {
        printed: (pieces) => {
          this.pieces.push(...pieces);
          for (const go of this.waiting.splice(0)) go();
        },
        lost: (thread, message) => this.lost.push(`${thread}: ${message}`),
        polls: (threads) => {
          this.polling.push(threads);
          for (const go of this.waiting.splice(0)) go();
        },
      },
      undefined,
      long,
    );
    onTestFinished(() => this.run.stop());
  }

  get text(): string {
    return this.pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
  }

  get lines(): string[] {
    return this.text.trimEnd().split('\n');
  }

  get raised(): string[] {
    return this.pieces.flatMap((piece) =>
      'raised' in piece ? [`${piece.thread}: ${piece.raised.name}: ${piece.raised.message}`] : [],
    );
  }

  /** Waits until it has been told so often whether all threads poll, the last time with these. */
  async untilPolled(names: readonly string[]): Promise<void> {
    while (this.polling.at(-1)?.join() !== names.join())
      await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Waits until this much was printed. */
  async until(text: string): Promise<void> {
    while (!this.text.includes(text)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

/** Runs a program to its end. */
export async function ran(text: string, more: Record<string, string> = {}): Promise<Heard & { end: ProgramEnd }> {
  const heard = new Heard({ 'main.ts': text, ...more });
  return Object.assign(heard, { end: await heard.run.over });
}
