import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachOf, ColumnBatch } from '../../../../simulator/threads/pool/batches/column-batch.ts';

type Entry = [callable: string | null, form: number, serial: number, value: unknown];

const written = (entries: readonly Entry[]): ColumnBatch => {
  const runs = new ColumnBatch();
  for (const entry of entries) runs.add(...entry);
  return runs;
};

const read = ({ flat }: ColumnBatch): Entry[] => {
  const entries: Entry[] = [];
  eachOf(flat, (...entry) => entries.push(entry));
  return entries;
};

test('what was written is read, whatever it is', () => {
  const entry = fc.tuple(
    fc.constantFrom('a', 'b', null),
    fc.constantFrom(0, 1),
    fc.nat({ max: 5 }),
    fc.oneof(fc.nat(), fc.string(), fc.constant(undefined)),
  );
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const runs = written(entries);
      expect(read(runs)).toEqual(entries);
      expect(runs.count).toBe(entries.length);
    }),
  );
});

test('a thousand that are alike take a head and their values', () => {
  const alike = Array.from({ length: 1000 }, (_, i): Entry => ['same', 0, 40 + i, i]);
  expect(written(alike).flat).toHaveLength(4 + 1000);
});
