import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../simulator/link/base64url.ts';
import { inflateUpTo } from '../../../simulator/link/inflate.ts';
import { fnv1a } from '../../../simulator/trace/hash.ts';
import { deflateSync } from 'fflate';

test('base64url is what Node says it is, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('unpacking gives what was packed, however long, and null from the limit on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(40), (bytes, times) => {
      const all = new Uint8Array(bytes.length * times);
      for (let i = 0; i < times; i++) all.set(bytes, i * bytes.length);
      const packed = deflateSync(all, { level: 9 });
      expect(inflateUpTo(packed, all.length + 1)).toEqual(all);
      if (all.length > 0) expect(inflateUpTo(packed, all.length)).toBeNull();
    }),
  );
});

// Landon Curt Noll's test vectors for FNV-1a, 32 bits.
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('FNV-1a of “%s”', (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
  expect(fnv1a(new TextEncoder().encode(text))).toBe(hash);
  expect(fnv1a(text.slice(1), fnv1a(text.slice(0, 1)))).toBe(hash);
});
