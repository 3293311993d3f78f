import { SharedQueue } from '../threads/shared-queue.ts';
import { awaiting } from '../threads/steps.ts';
import { Gil, Stopped } from './gil.ts';
import { perform, type LabJob, type JobEnvironment } from './jobs.ts';
import {
  allReady,
  ARRIVED,
  GO,
  NO_MORE,
  PINGED,
  READY,
  STOP,
  type Done,
  type LabMemory,
  type Ticket,
} from './memory.ts';
import type { Mode } from './modes.ts';
import { Pipe } from './pipe.ts';
import { performOn, type Sent } from './process.ts';
import { LaneRecorder } from './recorder.ts';
import { LabThread } from './thread.ts';

/** Settings of a run, sent to every worker. */
export interface RunOrder {
  readonly serial: number;
  readonly mode: Mode;
  readonly jobs: readonly LabJob[];
  /** `sys.setswitchinterval`, in milliseconds. */
  readonly interval: number;
  readonly keepsInIO: boolean;
  /** Bytes that one task's arguments, or its result, may take on their way to another process. */
  readonly slotBytes: number;
}

// Callables of a worker where no memory is shared.
export { arrive, performSent } from './process.ts';

let memory: LabMemory;

/**
 * The pool's initializer: the worker gets what it shares with the others, and waits for them without blocking. No
 * worker may block before all are made: a browser makes a worker only while those it depends on go on.
 */
export async function setUpLab(shared: LabMemory): Promise<void> {
  memory = shared;
  const words = new Int32Array(memory.control);
  Atomics.add(words, READY, 1);
  Atomics.notify(words, READY);
  await awaiting(allReady(words));
}

/** The pool's callable: one thread of one run, from its start to when there are no more tasks. Its lane's number. */
export async function serveLane(order: RunOrder): Promise<number> {
  const words = new Int32Array(memory.control);
  const lane = Atomics.add(words, ARRIVED, 1);
  Atomics.notify(words, ARRIVED);
  const recorder = new LaneRecorder(memory.rings[lane]!);
  recorder.enter('idle');
  let begun;
  while ((begun = Atomics.load(words, GO)) !== order.serial) {
    if (Atomics.load(words, STOP) === 1) throw new Stopped();
    Atomics.wait(words, GO, begun);
  }
  const { blocking: requests } = new SharedQueue<Ticket>(memory.requests, lane);
  const { blocking: results } = new SharedQueue<Done>(memory.results, lane);
  const gil = new Gil(memory.gil, memory.threads, lane, order.interval);
  const thread = new LabThread(gil, recorder, words, { locked: order.mode === 'gil', keepsInIO: order.keepsInIO });
  const pipe = order.mode === 'processes' ? new Pipe(memory, order.slotBytes) : null;

  for (;;) {
    // As in Python, a thread that waits for a task does not hold the lock.
    const task = requests.get();
    if (task === NO_MORE) break;
    results.put(await done(task));
  }
  return lane;

  async function done(task: Ticket): Promise<Done> {
    try {
      thread.resume();
      const result = await (pipe ? inProcess(task, pipe) : perform(order.jobs[task]!, thread, shared(task)));
      thread.suspend('idle');
      return { task, value: result };
    } catch (error) {
      const { name, message } = error as Error;
      return { task, error: name, message };
    }
  }

  /** Threads have one heap: the factors are where main has put them, and the product goes beside them. */
  function shared(task: Ticket): JobEnvironment {
    const part = (size: number, index: number) => new Float64Array(memory.heap, index * size * size * 8, size * size);
    return {
      ...flag,
      matrices: (size) => ({ a: part(size, 0), b: part(size, 1), product: part(size, 2 + task) }),
    };
  }

  /** A process has its own: the arguments come through a pipe, and the result goes back through it. */
  async function inProcess(task: Ticket, pipe: Pipe): Promise<null> {
    const sent = thread.copy(() => pipe.receive(task)) as Sent;
    const back = await performOn(sent, thread, flag);
    thread.copy(() => pipe.send(task, back));
    return null;
  }
}

const flag = {
  pinged: () => Atomics.load(new Int32Array(memory.control), PINGED) === 1,
  ping: () => void Atomics.store(new Int32Array(memory.control), PINGED, 1),
};
