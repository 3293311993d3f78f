import { RuntimeError } from '../../threads/errors.ts';
import { context, functionNameOf } from '../context.ts';
import { packValue } from '../packed-value.ts';
import { during } from '../waits.ts';
import { ALIVE, MADE, MOST_ALIVE, NEW, OVER, STARTED, THREAD_WORDS, type FunctionName } from '../protocol.ts';

export { Event, Lock } from './lock.ts';

export interface ThreadOptions<A extends readonly unknown[]> {
  target: (...args: A) => unknown;
  args?: A;
  name?: string;
  daemon?: boolean;
}

/** `threading.Thread`: a function of the program that runs in a worker of its own, at the same time as all others. */
export class Thread<A extends readonly unknown[] = readonly unknown[]> {
  name: string;
  daemon: boolean;
  readonly #number: number;
  readonly #target: FunctionName;
  readonly #args: readonly unknown[];
  readonly #state = new Int32Array(new SharedArrayBuffer(THREAD_WORDS * Int32Array.BYTES_PER_ELEMENT));

  constructor({ target, args, name, daemon = false }: ThreadOptions<A>) {
    this.#target = functionNameOf(target);
    this.#args = args ?? [];
    this.#number = Atomics.add(context().words, MADE, 1) + 1;
    this.name = name ?? `Thread-${this.#number} (${this.#target.name})`;
    this.daemon = daemon;
  }

  start(): void {
    const { words, loading, start } = context();
    if (this.#state[0] !== NEW) throw new RuntimeError('threads can only be started once');
    if (loading)
      throw new RuntimeError(
        'a thread is started while its module is loaded: every thread loads it, and would start threads in its turn',
      );
    const args = packValue(this.#args);
    // Before it counts as started: a program may have set them to anything.
    const [name, daemon] = [String(this.name), Boolean(this.daemon)];
    if (Atomics.add(words, ALIVE, 1) >= MOST_ALIVE) {
      Atomics.sub(words, ALIVE, 1);
      throw new RuntimeError(`can't start new thread: ${MOST_ALIVE} are alive`);
    }
    Atomics.store(this.#state, 0, STARTED);
    start({ number: this.#number, name, daemon, target: this.#target, args, state: this.#state.buffer });
  }

  /** Waits until it is over, or so many seconds. */
  join(timeout: number | null = null): void {
    if (this.#state[0] === NEW) throw new RuntimeError('cannot join thread before it is started');
    const deadline = timeout === null ? Infinity : performance.now() + Math.max(0, timeout) * 1000;
    during('Thread.join', () => {
      while (Atomics.load(this.#state, 0) !== OVER && performance.now() < deadline)
        Atomics.wait(this.#state, 0, STARTED, deadline - performance.now());
    });
  }

  isAlive(): boolean {
    return Atomics.load(this.#state, 0) === STARTED;
  }
}

/** `threading.current_thread`, as far as it can be known here: its name. */
export const currentThread = (): { readonly name: string } => ({ name: context().name });
