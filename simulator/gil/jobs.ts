import { countPrimes, matrixOf, multiply, traceOf } from './kernels.ts';

/** One task of a run. Times in milliseconds. */
export type LabJob =
  | { readonly does: 'primes'; readonly from: number; readonly count: number }
  /** A product of two matrices of so many rows and columns. */
  | { readonly does: 'matrix'; readonly size: number }
  | { readonly does: 'wait'; readonly ms: number }
  /** A request that the service worker answers after a while. */
  | { readonly does: 'fetch'; readonly ms: number; readonly url: string }
  /** Rounds of counting primes and then waiting. */
  | { readonly does: 'mixed'; readonly rounds: number; readonly count: number; readonly ms: number }
  /** Computes until the run's `ping` is done. */
  | { readonly does: 'spin' }
  /** Waits again and again; gives how long each time took until it went on. */
  | { readonly does: 'ping'; readonly rounds: number; readonly ms: number };

/** The fetch was answered, but not by the service worker. */
class NoServiceWorker extends Error {
  override name = 'NoServiceWorker';
}

/** The number from which primes are counted: large enough for a division to be work, small enough to be a whole number everywhere. */
export const FROM = 1_000_000;
const SPIN = 200;

/** Operations that a job needs of its thread. */
export interface JobThread {
  /** A look at the eval breaker. @throws Stopped */
  readonly tick: () => void;
  /** @param ms Milliseconds. @throws Stopped */
  sleep(ms: number): void | Promise<void>;
  /** Waits for an answer. @throws Stopped, and what the call throws. */
  awaitIO<T>(call: () => Promise<T>): Promise<T>;
}

/** Data that a job needs besides its thread. */
export interface JobEnvironment {
  /** The two factors and the room for the product, wherever they are in this mode. */
  matrices(size: number): { a: Float64Array; b: Float64Array; product: Float64Array };
  pinged(): boolean;
  ping(): void;
}

/** Does a job on a thread that may run. @throws Stopped, NoServiceWorker */
export async function perform(job: LabJob, thread: JobThread, environment: JobEnvironment): Promise<number | number[]> {
  const { tick } = thread;
  if (job.does === 'primes') return countPrimes(job.from, job.count, tick);
  if (job.does === 'matrix') {
    const { a, b, product } = environment.matrices(job.size);
    return traceOf(multiply(a, b, product, job.size, tick), job.size);
  }
  if (job.does === 'wait') {
    await thread.sleep(job.ms);
    return job.ms;
  }
  if (job.does === 'fetch') return thread.awaitIO(() => answered(job.url, job.ms));
  if (job.does === 'mixed') {
    let primes = 0;
    for (let i = 0; i < job.rounds; i++) {
      primes += countPrimes(FROM, job.count, tick);
      if (job.ms > 0) await thread.sleep(job.ms);
    }
    return primes;
  }
  if (job.does === 'spin') {
    let rounds = 0;
    for (; !environment.pinged(); rounds++) countPrimes(FROM, SPIN, tick);
    return rounds;
  }
  const took: number[] = [];
  for (let i = 0; i < job.rounds; i++) {
    const begun = performance.now();
    await thread.sleep(job.ms);
    took.push(performance.now() - begun);
  }
  environment.ping();
  return took;
}

/** Factors of all products of a run; empty where there are none. */
export function factorsOf(jobs: readonly LabJob[]): Float64Array[] {
  const product = jobs.find((job) => job.does === 'matrix');
  return product ? [matrixOf(product.size, 1), matrixOf(product.size, 2)] : [];
}

/** Computes the trace that a product must have, without any thread. */
export function expectedTrace(size: number): number {
  const product = new Float64Array(size * size);
  return traceOf(
    multiply(matrixOf(size, 1), matrixOf(size, 2), product, size, () => {}),
    size,
  );
}

async function answered(url: string, ms: number): Promise<number> {
  const response = await fetch(`${url}?ms=${ms}`, { cache: 'no-store' });
  const by = response.headers.get('X-Waited');
  if (!response.ok || by === null) throw new NoServiceWorker(`nobody answers ${url} after a while`);
  await response.text();
  return Number(by);
}
