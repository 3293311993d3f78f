import { expect, test } from 'vitest';
import { Arena } from '../../../../simulator/threads/pool/slots/arena.ts';
import { Packer, packed, unpack } from '../../../../simulator/threads/pool/slots/packer.ts';
import { prng } from '../../../../simulator/schedule/prng.ts';

const bytes = new Uint8Array(packed.buffer);

/** The value as another thread reads it from the memory; undefined: it is not packed. */
function through(value: object, arena = new Arena()): { readonly value: unknown } | undefined {
  return new Packer(arena).pack(value) > 0 ? { value: unpack(bytes, 0, new Arena(arena.buffer)) } : undefined;
}

const long = (length: number) => 'x'.repeat(length);

test.each<[object]>([
  [{}],
  [[]],
  [[0, 1, 127, 128, 255, 256, -1, -128]],
  [[2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32, -0, 0.5]],
  [[NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE]],
  [{ u: undefined, n: null, t: true, f: false }],
  [[undefined, null]],
  [{ '': '', a: 'b', é: 'é\xff', 键: 'k' }],
  [{ b: 1, a: 2, 10: 3, 9: 4 }],
  [{ text: long(63) }],
  [Array(47).fill(1)],
  [{ a: { b: { c: [[{ d: [] }]] } } }],
  [{ constructor: 1, hasOwnProperty: 2, toString: 3 }],
  [[long(63), long(62)]],
])('a small plain value comes out as it went in: %j', (value) => {
  const out = through(value);
  expect(out?.value).toStrictEqual(value);
  // The order of its keys.
  expect(JSON.stringify(out?.value)).toBe(JSON.stringify(value));
});

const part = {};
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

test.each<[string, object]>([
  ['a hole', Object.assign(Array(3), { 0: 1, 2: 3 })],
  ['only a hole', Array(1)],
  ['an array with a name', /a/.exec('a')!],
  ['a part twice', [part, part]],
  ['a cycle', cyclic],
  ['a class', new Intl.Locale('en')],
  ['a class of arrays', Object.setPrototypeOf([], Map.prototype)],
  ['no prototype', Object.create(null)],
  ['a symbol as a key', { [Symbol('a')]: 1 }],
  ['a symbol', [Symbol('a')]],
  ['a function', { run() {} }],
  ['a big integer', [1n]],
  ['a date', { at: new Date(0) }],
  ['wide letters', { text: '键' }],
  ['a long text', [long(64)]],
  ['a long array', Array(48).fill(1)],
  ['a byte too much', [long(63), long(63)]],
  ['many parts', Array.from({ length: 30 }, () => [])],
  ['the key __proto__', JSON.parse('{"__proto__":1}')],
])('%s goes another way', (_, value) => {
  expect(through(value)).toBeUndefined();
});

test('what all objects inherit is not packed', () => {
  const every: object = Object.getPrototypeOf({});
  Object.defineProperty(every, 'everywhere', { value: 1, enumerable: true, configurable: true });
  const out = through({ a: 1 });
  Reflect.deleteProperty(every, 'everywhere');
  expect(out).toBeUndefined();
});

test('keys are written once, and those of thousands of different objects fill no memory', () => {
  const arena = new Arena();
  const packer = new Packer(arena);
  const reader = new Arena(arena.buffer);
  let there = 0;
  for (let i = 0; i < 20_000; i++) {
    const value = i % 2 === 0 ? { same: i, keys: [i] } : { [`key ${i}`]: i, of: { [`its ${i % 7}`]: i } };
    if (packer.pack(value) === 0) continue;
    there++;
    expect(unpack(bytes, 0, reader)).toEqual(value);
  }
  expect(there).toBeGreaterThan(10_000);
  expect(arena.buffer.byteLength).toBeLessThan(2 ** 19);
});

test('a thousand random values come out as they went in, or go another way', () => {
  const random = prng(5);
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const leaf = () =>
    one<unknown>([0, -0, 1.5, 300, -7, NaN, true, null, undefined, '', 'a', 'longer text', 'é', '键', 2n]);
  const value = (depth: number): unknown => {
    const parts = Array.from({ length: below(4) }, () => (depth > 0 && below(3) === 0 ? value(depth - 1) : leaf()));
    return below(2) === 0 ? parts : Object.fromEntries(parts.map((part) => [one(['a', 'b', '7', 'name', 'é']), part]));
  };
  const arena = new Arena();
  let there = 0;
  for (let i = 0; i < 1000; i++) {
    const given = value(3) as object;
    const out = through(given, arena);
    if (!out) continue;
    there++;
    expect(out.value).toStrictEqual(given);
    expect(JSON.stringify(out.value)).toBe(JSON.stringify(given));
  }
  expect(there).toBeGreaterThan(500);
});
