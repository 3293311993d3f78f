// The same computing on one worker, on two and on four: no lock lets
// only one of them compute. How much faster is it on your computer?

import { ThreadPool, makeRequests } from 'threadpool';
import { perfCounter } from 'time';

const PARTS = 16;
const EACH = 100_000;

/** How many primes there are in one part of the numbers. */
export function primes(part: number): number {
  let found = 0;
  for (let n = Math.max(2, part * EACH); n < (part + 1) * EACH; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
    if (prime) found++;
  }
  return found;
}

function measure(workers: number): number {
  const pool = new ThreadPool(workers);
  let sum = 0;
  const add = (_: unknown, found: number) => {
    sum += found;
  };
  const run = (parts: number[]) => {
    for (const request of makeRequests(primes, parts, add)) pool.putRequest(request);
    pool.wait();
  };
  run(Array.from({ length: workers }, () => 0)); // all workers are there, and warm
  sum = 0;
  const start = perfCounter();
  run(Array.from({ length: PARTS }, (_, part) => part));
  const seconds = perfCounter() - start;
  pool.dismissWorkers(workers);
  console.log(`workers: ${workers}, primes: ${sum}, seconds: ${seconds.toFixed(2)}`);
  return seconds;
}

export function main() {
  const alone = measure(1);
  for (const workers of [2, 4]) {
    console.log(`  ${(alone / measure(workers)).toFixed(1)} times as fast as one`);
  }
}
