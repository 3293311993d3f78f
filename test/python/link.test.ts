import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeProgram, encodeProgram, type ProgramLink } from '../../simulator/engines/python/service/link.ts';
import { type LinkError, encodeFragment } from '../../simulator/link/permalink.ts';

const place: ProgramLink = {
  program: { files: { 'main.py': 'print("你好")\n', 'pool.py': 'x = 1\n' }, entry: 'main.py' },
  granularity: 'line',
  into: true,
  over: ['pool'],
  schedule: {
    policy: { kind: 'run-to-block' },
    picks: [
      [3, 1],
      [7, 2],
    ],
  },
  steps: 5,
};
const reason = (text: string) => {
  try {
    decodeProgram(text);
  } catch (error) {
    return (error as LinkError).reason;
  }
  return null;
};

test('a link brings back the program, its schedule and the place in it', () => {
  expect(decodeProgram(encodeProgram(place))).toEqual(place);
});

test('any text survives the way through a link', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const program = { files: { 'main.py': text }, entry: 'main.py' };
      expect(decodeProgram(encodeProgram({ ...place, program })).program).toEqual(program);
    }),
  );
});

test('a megabyte of code goes into a link and comes out of it', () => {
  const program = { files: { 'main.py': 'x = 1  # one\n'.repeat(80_000) }, entry: 'main.py' };
  const link = encodeProgram({ ...place, program });
  expect(link.length).toBeLessThan(20_000);
  expect(decodeProgram(link).program).toEqual(program);
});

test('a link that unpacks to more than a program may have is refused', () => {
  const program = { files: { 'main.py': 'x'.repeat(3_100_000) }, entry: 'main.py' };
  expect(reason(encodeProgram({ ...place, program }))).toBe('too-large');
});

test('a damaged link is refused, wherever it is damaged', () => {
  const link = encodeProgram(place);
  for (let i = 2; i < link.length; i++)
    expect(reason(link.slice(0, i) + (link[i] === 'a' ? 'b' : 'a') + link.slice(i + 1))).not.toBeNull();
});

test('names that lead out of the folder of the program are refused', () => {
  for (const name of ['../up.py', '/etc/x.py', 'a/../../b.py', ''])
    expect(
      reason(encodeFragment({ f: { [name]: '' }, e: name, g: 'line', p: { kind: 'round-robin' }, k: [], n: 0 })),
    ).toBe('corrupt');
});

test('a link whose file to run is not among its files is refused', () => {
  expect(
    reason(encodeFragment({ f: { 'a.py': '' }, e: 'b.py', g: 'line', p: { kind: 'round-robin' }, k: [], n: 0 })),
  ).toBe('corrupt');
});
