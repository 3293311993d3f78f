import { forgetParts, isPlainPart } from '../exact-json.ts';
import type { Arena } from './arena.ts';
import { ROOM } from './memory.ts';
import { letters } from './text.ts';

/** First bytes of a packed value. From some on, they say a length or a number, too. */
const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const INTEGER = 4;
const FLOAT = 5;
/** Its keys stand in an arena, written once. Three bytes say where: its blocks begin at multiples of eight. */
const OBJECT = 6;
const ARRAY = 16;
const TEXT = 64;
const SMALL = 128;

/** Sets of keys that a thread writes down. */
const MOST_KEYS = 512;

const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

/** The bytes that {@link Packer.pack} has packed, until it packs again. */
export const packed = new Int32Array(ROOM / Int32Array.BYTES_PER_ELEMENT);
const bytes = new Uint8Array(packed.buffer);
/** The next byte that is written or read. */
let at = 0;

/** Keys in the order they come, one more at each. */
interface Keys {
  readonly all: readonly string[];
  /** Their place in the arena; 0: none yet. */
  written: number;
  /** The key that came next last, and what these are with it. */
  key: string | null;
  longer: Keys | null;
  readonly others: Map<string, Keys>;
}

const keysOf = (all: readonly string[]): Keys => ({ all, written: 0, key: null, longer: null, others: new Map() });

/** Writes small objects and arrays down in few bytes: the keys of an object only once. */
export class Packer {
  private readonly arena: Arena;
  private readonly root = keysOf([]);
  private count = 0;

  /** @param arena The thread's own; its readers find the keys there. */
  constructor(arena: Arena) {
    this.arena = arena;
  }

  /** @returns The number of bytes; 0: the value is not plain, or too large. */
  pack(value: object): number {
    // What every object inherits is not its own.
    for (const key in Object.prototype) if (key !== null) return 0;
    at = 0;
    forgetParts();
    const done = this.packPart(value);
    forgetParts();
    return done && at <= ROOM ? at : 0;
  }

  private packValue(value: unknown): boolean {
    switch (typeof value) {
      case 'number':
        packNumber(value);
        return true;
      case 'string':
        return packText(value);
      case 'boolean':
        bytes[at++] = value ? TRUE : FALSE;
        return true;
      case 'undefined':
        bytes[at++] = UNDEFINED;
        return true;
      case 'object':
        if (value !== null) return this.packPart(value);
        bytes[at++] = NULL;
        return true;
      default:
        return false;
    }
  }

  private packPart(value: object): boolean {
    if (at >= ROOM || !isPlainPart(value)) return false;
    return Array.isArray(value) ? this.packArray(value) : this.packObject(value as Record<string, unknown>);
  }

  private packArray(value: readonly unknown[]): boolean {
    const { length } = value;
    if (ARRAY + length >= TEXT) return false;
    bytes[at++] = ARRAY + length;
    // A hole is no `undefined`.
    for (let i = 0; i < length; i++)
      if ((value[i] === undefined && !(i in value)) || !this.packValue(value[i])) return false;
    return true;
  }

  private packObject(value: Readonly<Record<string, unknown>>): boolean {
    const begin = at;
    at += 4;
    let keys: Keys | null = this.root;
    for (const key in value) {
      keys = keys.key === key ? keys.longer! : this.longer(keys, key);
      if (keys === null || !this.packValue(value[key])) return false;
    }
    if (keys.written === 0 && !this.write(keys)) return false;
    bytes[begin] = OBJECT;
    bytes[begin + 1] = keys.written >> 3;
    bytes[begin + 2] = keys.written >> 11;
    bytes[begin + 3] = keys.written >> 19;
    return true;
  }

  private longer(keys: Keys, key: string): Keys | null {
    let longer = keys.others.get(key);
    if (!longer) {
      if (key === '__proto__' || this.count === MOST_KEYS) return null;
      this.count++;
      keys.others.set(key, (longer = keysOf([...keys.all, key])));
    }
    keys.key = key;
    keys.longer = longer;
    return longer;
  }

  private write(keys: Keys): boolean {
    try {
      keys.written = this.arena.writeKeys(keys.all);
      return true;
    } catch {
      return false;
    }
  }
}

function packNumber(value: number): void {
  const integer = value | 0;
  if (integer !== value || (value === 0 && 1 / value < 0)) {
    float[0] = value;
    bytes[at++] = FLOAT;
    for (let i = 0; i < 8; i++) bytes[at++] = floatBytes[i]!;
  } else if (integer >= 0 && integer < 256 - SMALL) bytes[at++] = SMALL + integer;
  else {
    bytes[at++] = INTEGER;
    for (let i = 0; i < 32; i += 8) bytes[at++] = integer >> i;
  }
}

/** False: it is long, or a letter needs more than a byte. */
function packText(text: string): boolean {
  const { length } = text;
  if (TEXT + length >= SMALL) return false;
  bytes[at++] = TEXT + length;
  let all = 0;
  for (let i = 0; i < length; i++) {
    const letter = text.charCodeAt(i);
    all |= letter;
    bytes[at++] = letter;
  }
  return all < 256;
}

/** The value that is packed at a byte. @param arena The one of the thread that has packed it. */
export function unpack(from: Uint8Array, begin: number, arena: Arena): unknown {
  at = begin;
  return unpackValue(from, arena);
}

function unpackValue(from: Uint8Array, arena: Arena): unknown {
  const first = from[at++]!;
  if (first >= SMALL) return first - SMALL;
  if (first >= TEXT) return unpackText(from, first - TEXT);
  if (first >= ARRAY) {
    const array: unknown[] = [];
    for (let i = ARRAY; i < first; i++) array.push(unpackValue(from, arena));
    return array;
  }
  switch (first) {
    case OBJECT:
      return unpackObject(from, arena);
    case INTEGER:
      at += 4;
      return from[at - 4]! | (from[at - 3]! << 8) | (from[at - 2]! << 16) | (from[at - 1]! << 24);
    case FLOAT:
      for (let i = 0; i < 8; i++) floatBytes[i] = from[at++]!;
      return float[0];
    case UNDEFINED:
      return undefined;
    case NULL:
      return null;
    default:
      return first === TRUE;
  }
}

function unpackText(from: Uint8Array, length: number): string {
  at += length;
  return length === 1 ? String.fromCharCode(from[at - 1]!) : letters(from, at - length, length);
}

function unpackObject(from: Uint8Array, arena: Arena): unknown {
  const keys = arena.keysAt((from[at]! << 3) | (from[at + 1]! << 11) | (from[at + 2]! << 19));
  at += 3;
  const object: Record<string, unknown> = {};
  for (let i = 0; i < keys.length; i++) object[keys[i]!] = unpackValue(from, arena);
  return object;
}
