import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Program } from '../engines/python/interpreter/program.ts';
import { UsageError } from './usage.ts';

/** Folders that hold no part of a program. */
const SKIPPED = /^(?:\..*|__pycache__|node_modules|venv|env)$/;
const MAX_FILES = 1000;
/** Bytes of one file, and of all of them. */
const MAX_FILE = 4 * 2 ** 20;
const MAX_ALL = 32 * 2 ** 20;
const MAX_DEPTH = 6;

/** A program as it lies on a disk. */
export interface OnDisk {
  program: Program;
  /** What of its folder was left out for its size; usually nothing. */
  leftOut: string[];
}

/**
 * The file and everything beside it that it could import or open, as `python file.py` would find it.
 * @throws UsageError if there is no such file.
 */
export function programOf(path: string): OnDisk {
  const file = resolve(base(), path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${path}`);
  const entry = basename(file);
  const found = new Folder(dirname(file));
  found.files[entry] ??= textOf(readFileSync(file));
  return { program: { files: found.files, entry }, leftOut: found.leftOut };
}

/** The folder that paths on the command line are meant from: npm runs its scripts in the project's own. */
export const base = () =>
  process.env['npm_lifecycle_event'] === 'lab' ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd();

class Folder {
  readonly files: Record<string, string> = {};
  readonly leftOut: string[] = [];
  private bytes = 0;
  private count = 0;

  constructor(root: string) {
    // Breadth first: what is beside the program matters more than what lies deep.
    let level = [''];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++)
      level = level.flatMap((prefix) => this.read(root, prefix));
  }

  /** Takes the files of one folder; returns the folders in it. */
  private read(root: string, prefix: string): string[] {
    const folders: string[] = [];
    const entries = readdirSync(join(root, prefix), { withFileTypes: true });
    for (const { name } of entries.toSorted((a, b) => Number(isCode(b.name)) - Number(isCode(a.name)))) {
      if (SKIPPED.test(name)) continue;
      const short = `${prefix}${name}`;
      const about = statSync(join(root, short), { throwIfNoEntry: false });
      if (about?.isDirectory()) folders.push(`${short}/`);
      else if (about?.isFile()) this.take(root, short, about.size);
    }
    return folders;
  }

  private take(root: string, short: string, size: number): void {
    if (this.count >= MAX_FILES || size > MAX_FILE || this.bytes + size > MAX_ALL) {
      this.leftOut.push(short);
      return;
    }
    try {
      this.files[short] = textOf(readFileSync(join(root, short)));
      this.count++;
      this.bytes += size;
    } catch {
      // Somebody else's file, which Python could not read either.
    }
  }
}

const isCode = (name: string) => name.endsWith('.py');

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as a text; those that are not UTF-8 become lone surrogates, as Python's `surrogateescape` has it (PEP 383). */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte);
    return text;
  }
}
