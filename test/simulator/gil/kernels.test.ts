import { expect, test } from 'vitest';
import { expectedTrace } from '../../../simulator/gil/jobs.ts';
import { countPrimes, matrixOf, multiply } from '../../../simulator/gil/kernels.ts';

const quietly = () => {};

test.each([
  // The prime-counting function, https://oeis.org/A006880
  [10, 4],
  [100, 25],
  [1000, 168],
  [100_000, 9592],
])('below %d there are %d primes', (below, primes) => {
  expect(countPrimes(0, below, quietly)).toBe(primes);
});

test('a range counts its own primes: 101, 103, 107 and 109 in [101, 113)', () => {
  expect(countPrimes(101, 12, quietly)).toBe(4);
});

test('a kernel looks at the eval breaker again and again, and leaves with what that throws', () => {
  let looks = 0;
  countPrimes(0, 1600, () => looks++);
  expect(looks).toBe(100);
  const thrower = () => {
    throw new Error('stop');
  };
  expect(() => countPrimes(0, 1600, thrower)).toThrow('stop');
  expect(() => multiply(matrixOf(4, 1), matrixOf(4, 2), new Float64Array(16), 4, thrower)).toThrow('stop');
});

test('a matrix times the identity is itself, and a small product is as on paper', () => {
  const identity = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
  const a = matrixOf(5, 1);
  expect(multiply(a, identity, new Float64Array(25), 5, quietly)).toEqual(a);
  // | 1 2 | × | 5 6 | = | 19 22 |
  // | 3 4 |   | 7 8 |   | 43 50 |
  const product = multiply(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), new Float64Array(4), 2, quietly);
  expect([...product]).toEqual([19, 22, 43, 50]);
});

test('the trace of the product that a run must come to is known without any thread', () => {
  expect(expectedTrace(1)).toBe(matrixOf(1, 1)[0]! * matrixOf(1, 2)[0]!);
});
