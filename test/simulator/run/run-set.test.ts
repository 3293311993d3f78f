import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunSet } from '../../../simulator/run/run-set.ts';

const id = fc.integer({ min: 0, max: 300 });

test('agrees with a sorted array on every question', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), id), { maxLength: 60 }), id, (changes, from) => {
      const set = new RunSet();
      const plain = new Set<number>();
      for (const [adds, thread] of changes) {
        if (adds) set.add(thread);
        else set.delete(thread);
        if (adds) plain.add(thread);
        else plain.delete(thread);
      }
      const sorted = [...plain].toSorted((a, b) => a - b);
      expect(set.size).toBe(sorted.length);
      expect(sorted.map((_, n) => set.nth(n))).toEqual(sorted);
      for (let thread = 0; thread <= 300; thread++) expect(set.has(thread)).toBe(plain.has(thread));
      if (sorted.length > 0) expect(set.after(from)).toBe(sorted.find((thread) => thread > from) ?? sorted[0]);
    }),
  );
});

test('nobody is after anybody in an empty set', () => {
  expect(() => new RunSet().after(3)).toThrow(RangeError);
  expect(() => new RunSet().nth(0)).toThrow(RangeError);
});

test('-1 and the clock are never members', () => {
  const set = new RunSet();
  set.add(0);
  expect(set.has(-1)).toBe(false);
  expect(set.has(0xffff)).toBe(false);
  expect(set.after(0xffff)).toBe(0);
  expect(set.after(-1)).toBe(0);
});
