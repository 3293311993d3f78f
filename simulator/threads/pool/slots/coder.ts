import { readData, writeData } from '../../payload.ts';
import { exactJson } from '../exact-json.ts';
import type { Arena } from './arena.ts';
import { ROOM, SLOT, type SlotRingMemory } from './memory.ts';

const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const NUMBER = 4;
const TEXT = 5;
const JSON_TEXT = 6;
/** Everything else that can be cloned. */
const DATA = 7;
const TYPE = 7;
/** Two bytes a letter. */
const WIDE = 8;
/** It stands in an arena. */
const OUTSIDE = 16;
/** The first of the flags that callers have for themselves. */
export const OWN_FLAG = 32;

/** Letters that are read at once: they are arguments of a call. */
const CHUNK = 4096;
/** A value on its way: a number, or a text and what it is. Texts do not change, so it is a copy. */
export interface Coded {
  type: number;
  number: number;
  text: string;
}

/** Writes down what a value is. @throws DataCloneError */
export function code(value: unknown, coded: Coded): void {
  coded.text = '';
  if (typeof value === 'number') {
    coded.type = NUMBER;
    coded.number = value;
  } else if (value === undefined) coded.type = UNDEFINED;
  else if (value === null) coded.type = NULL;
  else if (typeof value === 'boolean') coded.type = value ? TRUE : FALSE;
  else if (typeof value === 'string') {
    coded.type = TEXT;
    coded.text = value;
  } else {
    const json = exactJson(value);
    coded.type = json === null ? DATA : JSON_TEXT;
    coded.text = json ?? writeData(value);
  }
}

/** Writes it into a slot, or where a slot has no room for it, into the arena. @throws RangeError when that is full. */
export function write(
  { type, number, text }: Coded,
  at: number,
  memory: SlotRingMemory,
  arena: Arena,
  flags: number,
): void {
  const { words, floats } = memory;
  const here = (at + SLOT.value) * Int32Array.BYTES_PER_ELEMENT;
  if (type < TEXT) {
    if (type === NUMBER) floats[here / Float64Array.BYTES_PER_ELEMENT] = number;
    words[at + SLOT.kind] = type | flags;
    return;
  }
  const { length } = text;
  if (length > ROOM || !writeNarrow(text, memory.bytes, here)) {
    const wide = length <= ROOM || isWide(text);
    const size = wide ? 2 * length : length;
    if (wide) flags |= WIDE;
    if (size <= ROOM) writeWide(text, memory.units, here / 2);
    else {
      const there = arena.take(size);
      // Letter by letter into memory of one's own, then all at once: memory that grows is slow to write to.
      const copy = wide ? new Uint16Array(length) : new Uint8Array(length);
      for (let i = 0; i < length; i++) copy[i] = text.charCodeAt(i);
      if (wide) arena.units.set(copy, there / 2);
      else arena.bytes.set(copy, there);
      flags |= OUTSIDE;
      words[at + SLOT.value] = there;
    }
  }
  words[at + SLOT.length] = length;
  words[at + SLOT.kind] = type | flags;
}

/** The value that a slot holds. */
export function read(at: number, memory: SlotRingMemory, arena: Arena): unknown {
  const { words, floats } = memory;
  const kind = words[at + SLOT.kind]!;
  const type = kind & TYPE;
  const here = (at + SLOT.value) * Int32Array.BYTES_PER_ELEMENT;
  if (type < TEXT) {
    if (type === NUMBER) return floats[here / Float64Array.BYTES_PER_ELEMENT]!;
    return type === UNDEFINED ? undefined : type === NULL ? null : type === TRUE;
  }
  const outside = (kind & OUTSIDE) !== 0;
  const from = outside ? words[at + SLOT.value]! : here;
  const { bytes, units } = outside ? arena : memory;
  const length = words[at + SLOT.length]!;
  const text = (kind & WIDE) === 0 ? readText(bytes, from, length) : readText(units, from / 2, length);
  return type === TEXT ? text : type === JSON_TEXT ? (JSON.parse(text) as unknown) : readData(text);
}

/** The arena has a block of this slot. */
export const isOutside = (kind: number): boolean => (kind & OUTSIDE) !== 0;

/** False: a letter needs more than a byte. */
function writeNarrow(text: string, bytes: Uint8Array, at: number): boolean {
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    all |= letter;
    bytes[at + i] = letter;
  }
  return all < 256;
}

function writeWide(text: string, units: Uint16Array, at: number): void {
  for (let i = 0; i < text.length; i++) units[at + i] = text.charCodeAt(i);
}

function isWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
}

function readText(from: Uint8Array | Uint16Array, at: number, length: number): string {
  if (length <= CHUNK) return letters(from, at, length);
  let text = '';
  for (let done = 0; done < length; done += CHUNK) text += letters(from, at + done, Math.min(CHUNK, length - done));
  return text;
}

const codes: number[][] = [];

/** `apply` takes such an array ten times as fast as a part of shared memory. Those of frequent lengths are kept. */
function letters(from: Uint8Array | Uint16Array, at: number, length: number): string {
  const kept = length <= ROOM || length === CHUNK;
  const some = (kept ? codes[length] : undefined) ?? Array<number>(length).fill(0);
  if (kept) codes[length] = some;
  for (let i = 0; i < length; i++) some[i] = from[at + i]!;
  return String.fromCharCode.apply(null, some);
}
