import { readData, writeData } from '../../payload.ts';
import { exactJson } from '../exact-json.ts';
import type { Arena } from './arena.ts';
import { ROOM, SLOT, type SlotRingMemory } from './memory.ts';
import { packed, unpack, type Packer } from './packer.ts';
import { readText } from './text.ts';

const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const NUMBER = 4;
const TEXT = 5;
const JSON_TEXT = 6;
/** Everything else that can be cloned. */
const DATA = 7;
/** A small value, as `packer.ts` packs it. */
const PACKED = 8;
const TYPE = 15;
/** Two bytes a letter. */
const WIDE = 16;
/** It stands in an arena. */
const OUTSIDE = 32;
/** The first of the flags that callers have for themselves. */
export const OWN_FLAG = 64;

/** A value on its way: a number, or a text and what it is. Texts do not change, so it is a copy. Or it is packed just now. */
export interface Coded {
  type: number;
  number: number;
  text: string;
}

/** Writes down what a value is. @param packer Null: it may be written late. @throws DataCloneError */
export function code(value: unknown, coded: Coded, packer: Packer | null): void {
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
  } else if (packer && typeof value === 'object' && (coded.number = packer.pack(value))) coded.type = PACKED;
  else {
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
  if (type < TEXT) {
    if (type === NUMBER) floats[(at + SLOT.value) / 2] = number;
    words[at + SLOT.kind] = type | flags;
    return;
  }
  const body = memory.bodyAt(at);
  if (type === PACKED) {
    for (let i = 0; i * Int32Array.BYTES_PER_ELEMENT < number; i++) words[body + i] = packed[i]!;
    words[at + SLOT.kind] = PACKED | flags;
    return;
  }
  const { length } = text;
  const here = body * Int32Array.BYTES_PER_ELEMENT;
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
  if (type < TEXT) {
    if (type === NUMBER) return floats[(at + SLOT.value) / 2]!;
    return type === UNDEFINED ? undefined : type === NULL ? null : type === TRUE;
  }
  const here = memory.bodyAt(at) * Int32Array.BYTES_PER_ELEMENT;
  if (type === PACKED) return unpack(memory.bytes, here, arena);
  const outside = (kind & OUTSIDE) !== 0;
  const from = outside ? words[at + SLOT.value]! : here;
  const { bytes, units } = outside ? arena : memory;
  const length = words[at + SLOT.length]!;
  const text = (kind & WIDE) === 0 ? readText(bytes, from, length) : readText(units, from / 2, length);
  return type === TEXT ? text : type === JSON_TEXT ? (JSON.parse(text) as unknown) : readData(text);
}

/** Tells whether the arena has a block of this slot. */
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
