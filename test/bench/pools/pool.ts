import type { ThreadPool, WorkRequest } from '../../../simulator/threads/pool/thread-pool.ts';

/** A pool of workers that run the task `same`, used as its documentation has it. All throw when an answer is wrong. */
export interface MeasuredPool {
  readonly id: string;
  /** The number of tasks of a burst and of a closed loop. */
  readonly count: number;
  /** Puts all at once, and waits for all answers. */
  burst(values: readonly unknown[]): Promise<void>;
  /** Always so many under way: each answer sends the next. */
  closedLoop(count: number, outstanding: number): Promise<void>;
  one(): Promise<void>;
  close(): unknown;
}

/** One whose calls are promises. */
export const ofPromises = (
  id: string,
  call: (value: unknown) => PromiseLike<unknown>,
  close: () => unknown,
  count = 10_000,
): MeasuredPool => ({
  id,
  count,
  async burst(values) {
    const answers = await Promise.all(values.map((value) => call(value)));
    if (!answers.every((answer, i) => alike(answer, values[i]))) throw wrong(id);
  },
  async closedLoop(count, outstanding) {
    let sent = 0;
    let sum = 0;
    const line = async () => {
      while (sent < count) {
        const answer = await call(sent++);
        sum += answer as number;
      }
    };
    await Promise.all(Array.from({ length: outstanding }, line));
    if (sum !== sumBelow(count)) throw wrong(id);
  },
  async one() {
    if ((await call(7)) !== 7) throw wrong(id);
  },
  close,
});

/** Ours: results come to callbacks. */
export const ofThreadPool = (
  id: string,
  pool: ThreadPool,
  Request: typeof WorkRequest,
  close: () => unknown = () => pool.terminate(),
): MeasuredPool => ({
  id,
  count: 10_000,
  async burst(values) {
    let right = 0;
    const callback = ({ args }: WorkRequest, answer: unknown) => {
      if (alike(answer, args[0])) right++;
    };
    for (const value of values) void pool.putRequest(new Request('same', [value], { callback }));
    await pool.wait();
    if (right !== values.length) throw wrong(id);
  },
  async closedLoop(count, outstanding) {
    let sent = 0;
    let sum = 0;
    const send = () => {
      if (sent < count) void pool.putRequest(new Request('same', [sent++], { callback }));
    };
    const callback = (_: WorkRequest, answer: unknown) => {
      sum += answer as number;
      send();
    };
    for (let i = 0; i < outstanding; i++) send();
    await pool.wait();
    if (sum !== sumBelow(count)) throw wrong(id);
  },
  async one() {
    let got: unknown;
    await pool.putRequest(new Request('same', [7], { callback: (_, answer) => (got = answer) }));
    await pool.wait();
    if (got !== 7) throw wrong(id);
  },
  close,
});

const sumBelow = (count: number) => (count * (count - 1)) / 2;
const wrong = (id: string) => new Error(`${id} gave a wrong answer`);

/** The same number, or an object with the same `id`. */
const alike = (a: unknown, b: unknown) =>
  a === b || (a as { id?: number } | null)?.id === ((b as { id?: number } | null)?.id ?? NaN);
