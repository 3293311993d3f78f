import { toBytes, fromBytes } from '../threads/payload.ts';
import { perform, type LabJob, type JobThread, type JobEnvironment } from './jobs.ts';
import { matrixOf } from './kernels.ts';
import { ChangeList, type Change, type LaneState } from './recorder.ts';

/** Message to a process for a task: the job, and the factors of a product. */
export type Sent = readonly [job: LabJob, a?: Float64Array, b?: Float64Array];
/** Message from a process: the value, and the product if there is one. */
export type SentBack = readonly [value: number | number[], product: Float64Array | null];

/** Does a job with nothing but what was sent. @throws Stopped, NoServiceWorker */
export async function performOn(
  [job, a, b]: Sent,
  thread: JobThread,
  flag: Pick<JobEnvironment, 'ping' | 'pinged'>,
): Promise<SentBack> {
  let product: Float64Array | null = null;
  const value = await perform(job, thread, {
    ...flag,
    matrices: (size) => ({
      a: a ?? matrixOf(size, 1),
      b: b ?? matrixOf(size, 2),
      product: (product = new Float64Array(size * size)),
    }),
  });
  return [value, product];
}

/** The report of a task in a process that shares no memory, not even to say so. Times in milliseconds. */
export type TaskReport = {
  /** Tells the workers of a pool apart. */
  readonly worker: number;
  readonly changes: readonly Change[];
  /** Spent on copying. */
  readonly copying: number;
} & ({ readonly bytes: Uint8Array } | { readonly error: string; readonly message: string });

/** The number that this worker was first asked with; no other worker of its pool has it. */
let worker = -1;
/** A worker is asked whether it is there for so long, in milliseconds, that another is asked meanwhile. */
const MOMENT = 5;

/** A callable of the pool: gives the worker that answers. `number` is another one in each call. */
export async function arrive(number: number): Promise<number> {
  if (worker === -1) worker = number;
  await new Promise((resolve) => setTimeout(resolve, MOMENT));
  return worker;
}

/** A callable of the pool: one task. It comes as bytes, and what comes of it goes as bytes. */
export async function performSent(bytes: Uint8Array<ArrayBuffer>): Promise<TaskReport> {
  const list = new ChangeList();
  let copying = 0;
  const copy = <T>(call: () => T): T => {
    const begun = performance.now();
    list.enter('copying');
    const copied = call();
    copying += performance.now() - begun;
    return copied;
  };
  try {
    const sent = copy(() => fromBytes(bytes) as Sent);
    list.enter('running');
    const back = await performOn(sent, threadOf(list), noFlag);
    const packed = copy(() => toBytes(back));
    return { ...report(), bytes: packed };
  } catch (error) {
    const { name, message } = error as Error;
    return { ...report(), error: name, message };
  }

  function report() {
    list.enter('idle');
    return { worker, changes: list.changes, copying };
  }
}

/** An undisturbed thread: it has a process to itself, and is ended from outside. */
function threadOf(list: ChangeList): JobThread {
  const awaitIO = async <T>(call: () => Promise<T>): Promise<T> => {
    const enter = (state: LaneState) => list.enter(state);
    enter('io');
    const answer = await call();
    enter('running');
    return answer;
  };
  return {
    tick: () => {},
    sleep: (ms) => awaitIO(() => new Promise<void>((resolve) => setTimeout(resolve, ms))),
    awaitIO,
  };
}

/** A flag of this process, which no other process sees. */
const noFlag = { ping: () => {}, pinged: () => true };
