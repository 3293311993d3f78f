import { SharedQueue } from '../threads/shared-queue.ts';
import { awaiting } from '../threads/steps.ts';
import {
  ALIVE,
  LIMIT,
  NEW,
  OVER,
  PRINTED,
  STARTED,
  THREAD_WORDS,
  WOKEN,
  HEAD_WORDS,
  type FromThread,
  type Modules,
  type Raised,
  type ThreadStart,
  type Piece,
  type ProgramHost,
  type ThreadHandle,
} from './protocol.ts';
import type { TurnNote, TurnsHandle } from './turns/memory.ts';
import { WaitWatch, type WatchedThread } from './wait-watch.ts';

/**
 * The end of a program. `no-main`: it exports no function of that name. `broken`: its main thread is gone.
 * `deadlock`: every thread waits without a timeout, and none is left that could wake another.
 */
export type ProgramOutcome = 'finished' | 'raised' | 'stopped' | 'output-limit' | 'no-main' | 'broken' | 'deadlock';

export interface ProgramEnd {
  readonly how: ProgramOutcome;
  readonly seconds: number;
  /** The number of threads beside main. */
  readonly threads: number;
  /** After a deadlock: each thread, the call that it waits in, and where it was made, as frames of compiled code. */
  readonly waits?: readonly { readonly thread: string; readonly call: string; readonly stack: string }[];
}

/** Listener of a program: for its output, and for threads that the browser could not start or keep. */
export interface ProgramListener {
  printed(pieces: readonly Piece[]): void;
  lost(thread: string, message: string): void;
  /** All these threads have done nothing for long but wait until a timeout passed; none: that is no longer so. */
  polls?(threads: readonly string[]): void;
  /** In a check: names of threads, its word, and exceptions that were not caught. */
  started?(thread: number, name: string): void;
  ended?(thread: number): void;
  verdict?(failed: string): void;
  raised?(thread: number, raised: Raised): void;
  turn?(thread: number, note: TurnNote): void;
}

/** A scenario of a check, which runs in turns. */
export interface CheckedScenario {
  readonly turns: TurnsHandle;
  /** The function of the entry that is the scenario. */
  readonly call: string;
}

/** The page's own number among the users of the output; main has 1. */
const PAGE = 0;
const NOBODY = 0x7fffffff;
/** Milliseconds that an orderly end may take. */
const ORDERLY = 500;
/** Times that it is looked for meanwhile. */
const TURNS = 10;
/** Bytes that {@link LIMIT} characters take at most, each printed alone. */
const MEMORY = 128 * LIMIT;

interface Running extends WatchedThread {
  readonly handle: ThreadHandle;
  readonly order: ThreadStart;
}

/** A program on real threads. The page starts and ends them all. The browser lets no worker start another while it blocks. */
export class ProgramRun {
  /** Resolves when no thread of the program runs any more and all it printed was told. */
  readonly over: Promise<ProgramEnd>;
  private readonly host: ProgramHost;
  private readonly modules: Modules;
  private readonly entry: string;
  private readonly on: ProgramListener;
  private readonly turns: TurnsHandle | undefined;
  private readonly words = new Int32Array(new SharedArrayBuffer(HEAD_WORDS * Int32Array.BYTES_PER_ELEMENT));
  private readonly output = SharedQueue.create<Piece | null>({ memory: MEMORY }, PAGE);
  private readonly running = new Map<number, Running>();
  private readonly began = performance.now();
  private readonly told: Promise<void>;
  private readonly watch: WaitWatch;
  private started = 0;
  private mainEnded: ProgramOutcome | null = null;
  private ending = false;
  private end!: (end: ProgramEnd) => void;

  constructor(
    host: ProgramHost,
    modules: Modules,
    entry: string,
    on: ProgramListener,
    check?: CheckedScenario,
    long?: number,
  ) {
    this.host = host;
    this.modules = modules;
    this.entry = entry;
    this.on = on;
    this.turns = check?.turns;
    this.over = new Promise((resolve) => (this.end = resolve));
    this.watch = new WaitWatch(
      {
        threads: () => [...this.running.values()],
        words: this.words,
        printed: () => Atomics.load(this.words, PRINTED),
        deadlock: () => void this.finish('deadlock'),
        polls: (threads) => this.on.polls?.(threads),
      },
      long,
    );
    // The queue is the program's too: if it makes nonsense of it, that is its end, and not the page's.
    this.told = this.tell().catch(() => void this.finish('broken'));
    this.start({
      number: 0,
      name: 'MainThread',
      daemon: false,
      target: { file: entry, name: check?.call ?? 'main' },
      args: { text: '[[]]', shared: [] },
      state: stateOf(STARTED),
    });
  }

  /** Ends every thread at once, wherever it is. What was printed stays. */
  stop(): void {
    void this.finish('stopped');
  }

  private start(order: ThreadStart): void {
    if (this.ending) return;
    if (order.number > 0) this.started++;
    this.on.started?.(order.number, order.name);
    const handle = this.host.spawn(order.name);
    this.running.set(order.number, { handle, order, wait: null });
    handle.listen(
      (message) => this.hear(order, message),
      (message) => this.lose(order, message),
    );
    const common = { words: this.words.buffer, output: this.output.handle };
    const { modules, entry, turns } = this;
    handle.post({ ...order, modules, entry, common, ...(turns && { turns }) });
  }

  private hear(order: ThreadStart, message: FromThread): void {
    if (message.type === 'start') return this.start(message.order);
    if (message.type === 'waits') {
      const thread = this.running.get(order.number);
      if (thread) thread.wait = message.wait;
      return this.watch.lookForDeadlock();
    }
    if (message.type === 'verdict') return this.on.verdict?.(message.failed);
    if (message.type === 'raised') return this.on.raised?.(order.number, message.raised);
    if (message.type === 'turn') return this.on.turn?.(order.number, message.note);
    this.on.ended?.(order.number);
    return this.leave(order, message.noMain ? 'no-main' : message.raised ? 'raised' : 'finished');
  }

  /** A thread is gone that never said it was over: those who join it go on. */
  private lose(order: ThreadStart, message: string): void {
    if (!this.running.has(order.number) || this.ending) return;
    const state = new Int32Array(order.state);
    if (Atomics.exchange(state, 0, OVER) !== NEW) Atomics.add(this.words, WOKEN, Atomics.notify(state, 0));
    this.on.lost(order.name, message);
    this.leave(order, 'broken');
  }

  private leave(order: ThreadStart, how: ProgramOutcome): void {
    const thread = this.running.get(order.number);
    if (!thread || this.ending) return;
    thread.handle.terminate();
    this.running.delete(order.number);
    if (order.number === 0) this.mainEnded = how;
    else Atomics.sub(this.words, ALIVE, 1);
    if (this.mainEnded && [...this.running.values()].every(({ order }) => order.daemon))
      void this.finish(this.mainEnded);
    else this.watch.lookForDeadlock();
  }

  /** Hands on what is printed, until it gets null. */
  private async tell(): Promise<void> {
    let told = 0;
    for (;;) {
      const pieces = await this.output.awaiting.getMany(1000);
      const said = pieces.filter((piece) => piece !== null);
      if (said.length > 0) this.on.printed(said);
      if (said.length < pieces.length) return;
      told += said.reduce((sum, piece) => sum + ('text' in piece ? piece.text.length : 0), 0);
      if (told >= LIMIT) void this.finish('output-limit');
      // What is left is on its way, or its thread was ended before it could send it.
      else if (Atomics.load(this.words, PRINTED) >= LIMIT) setTimeout(() => void this.finish('output-limit'), ORDERLY);
    }
  }

  private async finish(how: ProgramOutcome): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    this.watch.end();
    const seconds = (performance.now() - this.began) / 1000;
    const waits = [...this.running.values()].flatMap(({ order, wait }) => {
      return how === 'deadlock' && wait ? [{ thread: order.name, call: wait.call, stack: wait.stack }] : [];
    });
    const { output } = this;
    // No thread is ended in the middle of printing; but nothing that a program does can keep it from being ended.
    const free = await inTime(hold(output)).catch(() => false);
    for (const { handle } of this.running.values()) handle.terminate();
    this.running.clear();
    if (free) {
      output.letGo(NOBODY);
      void output.awaiting.put(null);
      await inTime(this.told);
    }
    this.end({ how, seconds, threads: this.started, ...(how === 'deadlock' && { waits }) });
  }
}

/** A thread's own words. */
function stateOf(value: number): SharedArrayBuffer {
  const words = new Int32Array(new SharedArrayBuffer(THREAD_WORDS * Int32Array.BYTES_PER_ELEMENT));
  words[0] = value;
  return words.buffer;
}

async function hold(output: SharedQueue<Piece | null>): Promise<void> {
  await awaiting(output.hold());
}

/** Tells whether the work came to its end before long. On a busy machine it has some turns, however late they come. */
async function inTime(work: Promise<void>): Promise<boolean> {
  const done = work.then(() => true);
  for (let turn = 0; turn < TURNS; turn++) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ORDERLY / TURNS)));
    const came = await Promise.race([done, late]);
    clearTimeout(timer);
    if (came) return true;
  }
  return false;
}
