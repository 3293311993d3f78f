/** Candidates between two looks at the eval breaker: a few microseconds. */
const BETWEEN = 16;

/**
 * Counts the primes in [from, from + count) by trial division.
 * @param tick The eval breaker: called every few microseconds; what it throws ends the count.
 */
export function countPrimes(from: number, count: number, tick: () => void): number {
  let primes = 0;
  for (let i = 0; i < count; i++) {
    if (i % BETWEEN === 0) tick();
    if (isPrime(from + i)) primes++;
  }
  return primes;
}

function isPrime(n: number): boolean {
  if (n < 4) return n > 1;
  if (n % 2 === 0) return false;
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false;
  return true;
}

/** A square matrix of small whole numbers, always the same for one seed, so that a product is exact. */
export function matrixOf(size: number, seed: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: size * size }, (_, i) => ((i * 7 + seed * 13) % 17) - 8);
}

/**
 * `product` = `a` × `b`, row by row.
 * @param tick The eval breaker: called once for each row.
 */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  product: Float64Array,
  size: number,
  tick: () => void,
): Float64Array {
  for (let row = 0; row < size; row++) {
    tick();
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[row * size + k]! * b[k * size + column]!;
      product[row * size + column] = sum;
    }
  }
  return product;
}

/** The sum of the main diagonal: one number that tells products apart. */
export function traceOf(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
