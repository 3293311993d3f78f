// Four workers, twelve tasks, a callback for each result.

import { ThreadPool, makeRequests, type WorkRequest } from 'threadpool';
import { perfCounter, sleep } from 'time';

/** Runs in a worker. What it takes and what it returns is cloned on the way. */
export function square(n: number): number {
  sleep(0.1);
  if (n === 7) throw new RangeError('seven is refused');
  return n * n;
}

export function main() {
  const results: number[] = [];

  // Main calls these, inside wait(): no lock is needed.
  const keep = (request: WorkRequest, result: number) => {
    results.push(result);
    console.log(`${request.args[0]} squared is ${result}`);
  };
  const refused = (request: WorkRequest, error: unknown) => {
    console.log(`${request.args[0]} failed: ${error}`);
  };

  const start = perfCounter();
  const pool = new ThreadPool(4);
  for (const request of makeRequests(square, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], keep, refused)) {
    pool.putRequest(request);
  }
  pool.wait();
  console.log(`${results.length} results after ${(perfCounter() - start).toFixed(1)} s`);
}
