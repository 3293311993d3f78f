import { readdirSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Program } from '../engines/python/interpreter/program.ts';
import { base } from './base.ts';
import { readBytes, type NoBytes } from './read.ts';
import { UsageError } from './usage.ts';

/** Folders that hold no part of a program. */
const SKIPPED = /^(?:\..*|__pycache__|node_modules|venv|env)$/;
const MAX_FILES = 1000;
/** Bytes of one file, and of all of them. */
const MAX_FILE = 4 * 2 ** 20;
const MAX_ALL = 32 * 2 ** 20;
const MAX_DEPTH = 6;
/** Names that are looked at: a link may lead to a whole disk. */
const MAX_NAMES = 5000;

/** A program as it lies on a disk. */
export interface OnDisk {
  program: Program;
  /** The files of its folder that were left out for their size; usually none. */
  leftOut: string[];
}

/** Reasons that a program cannot be read, after its name. */
const WHY: Readonly<Record<NoBytes, string>> = {
  missing: '',
  'broken-link': '',
  folder: ': it is a folder',
  'link-loop': ': it is a link that leads back to itself',
  'not-a-file': ': it is a pipe, a socket or a device',
  'too-large': ` that could be read: it has more than ${MAX_ALL / 2 ** 20} MiB`,
  unreadable: ' that could be read: the system refuses',
};

/**
 * The file and everything beside it that it could import or open, as `python file.py` would find it. A file beside it
 * that cannot be read is not there, as it is not for Python: a link that leads nowhere, for instance.
 * @throws UsageError if there is no such file.
 */
export function programAt(path: string): OnDisk {
  const file = resolve(base(), path);
  const own = readBytes(file, MAX_ALL, false);
  if (typeof own === 'string') throw new UsageError(`there is no file ${path}${WHY[own]}`);
  const entry = basename(file);
  const { files, leftOut } = new Folder(dirname(file));
  if (!files.has(entry)) files.set(entry, textOf(own));
  return { program: { files: Object.fromEntries(files), entry }, leftOut: leftOut.filter((name) => name !== entry) };
}

/** A folder to read: its path from the root, and what tells it and the folders that it lies in from all others. */
interface UnreadFolder {
  prefix: string;
  within: readonly string[];
}

class Folder {
  readonly files = new Map<string, string>();
  readonly leftOut: string[] = [];
  private bytes = 0;
  private names = 0;
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
    const about = this.about('');
    // Breadth first: what is beside the program matters more than what lies deep.
    let level: UnreadFolder[] = about ? [{ prefix: '', within: [identity(about)] }] : [];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++)
      level = level.flatMap((folder) => this.read(folder));
  }

  /** Takes the files of one folder; returns the folders in it. A link to a folder that it lies in itself is left out. */
  private read({ prefix, within }: UnreadFolder): UnreadFolder[] {
    const folders: UnreadFolder[] = [];
    if (this.names > MAX_NAMES) return folders;
    for (const name of this.list(prefix)) {
      if (SKIPPED.test(name)) continue;
      const short = `${prefix}${name}`;
      if (++this.names > MAX_NAMES) {
        this.leftOut.push(short);
        return [];
      }
      const about = this.about(short);
      if (about?.isDirectory()) {
        const self = identity(about);
        if (!within.includes(self)) folders.push({ prefix: `${short}/`, within: [...within, self] });
      } else if (about?.isFile()) this.take(short, about.size);
    }
    return folders;
  }

  /** Lists the names in a folder, code first; none if the folder cannot be read. */
  private list(prefix: string): string[] {
    try {
      const names = readdirSync(join(this.root, prefix));
      return names.toSorted((a, b) => Number(isCode(b)) - Number(isCode(a)));
    } catch {
      return [];
    }
  }

  /** Null: it leads nowhere, or in a circle, or is not ours to ask about. */
  private about(short: string): Stats | null {
    try {
      return statSync(join(this.root, short));
    } catch {
      return null;
    }
  }

  private take(short: string, size: number): void {
    if (this.files.size >= MAX_FILES || size > MAX_FILE || this.bytes + size > MAX_ALL) {
      this.leftOut.push(short);
      return;
    }
    const bytes = readBytes(join(this.root, short), Math.min(MAX_FILE, MAX_ALL - this.bytes));
    if (bytes === 'too-large') this.leftOut.push(short);
    if (typeof bytes === 'string') return;
    this.files.set(short, textOf(bytes));
    this.bytes += bytes.length;
  }
}

const identity = ({ dev, ino }: Stats) => `${dev}:${ino}`;
const isCode = (name: string) => name.endsWith('.py');

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as a text; those that are not UTF-8 become lone surrogates, as Python's `surrogateescape` has it (PEP 383). */
function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte);
    return text;
  }
}
