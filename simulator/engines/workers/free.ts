import type { Outcome } from '../../trace/diagnose.ts';
import type { Trace } from '../../trace/trace.ts';
import { Ledger } from './ledger.ts';
import { GO_CODES, WAIT_CODES, type RunMemory } from './memory.ts';

export interface FreeRun {
  readonly trace: Trace;
  readonly outcome: Outcome;
  /** Events that are missing at the end of the trace: the threads were faster than who wrote them down. */
  readonly missing: number;
}

/** Milliseconds between two looks at what the threads have done. */
const PAUSE = 8;

/**
 * Lets all threads of a run go as they can, in real time, and writes down what they do. It does not block the caller.
 * @param memory Made for a run that is not gated; its threads are in `run-thread.ts`.
 * @param options.budget Events after which the run is stopped. @throws what ends the run early, of the signal too.
 */
export async function runFree(
  memory: RunMemory,
  { budget = 200_000, signal }: { budget?: number; signal?: AbortSignal } = {},
): Promise<FreeRun> {
  const ledger = new Ledger(memory);
  for (const thread of memory.living()) memory.start(thread);
  let seen = -1;
  for (;;) {
    ledger.drain();
    const outcome = outcomeOf(memory, ledger, seen === ledger.read, budget);
    if (memory.broken !== null) throw new Error(memory.broken);
    if (outcome) {
      await abandon(memory);
      ledger.drain();
      return { trace: ledger.trace, outcome, missing: ledger.missing + memory.notes.dropped };
    }
    seen = ledger.read;
    await pause();
    signal?.throwIfAborted();
  }
}

/** @param quiet Nothing has happened since the last look. */
function outcomeOf(memory: RunMemory, ledger: Ledger, quiet: boolean, budget: number): Outcome | null {
  if (memory.over) return 'finished';
  if (ledger.trace.length >= budget) return 'budget';
  const living = memory.living();
  const waits = (thread: number) => Atomics.load(memory.words, memory.own(thread, 'waits'));
  if (!quiet || living.some((thread) => waits(thread) < 0 || !stillWaits(memory, thread))) return null;
  if (living.every((thread) => memory.deadlineOf(thread) === Infinity)) return 'deadlock';
  return living.every((thread) => memory.deadlineOf(thread) === Infinity || ledger.idle(thread)) ? 'livelock' : null;
}

/** The word that it waits for is as it was when it began to. */
function stillWaits(memory: RunMemory, thread: number): boolean {
  const own = (word: 'waits' | 'at' | 'value') => Atomics.load(memory.words, memory.own(thread, word));
  return Atomics.load(memory.buffers[own('waits')]!, own('at')) === own('value');
}

/** Unwinds every thread that is left. */
async function abandon(memory: RunMemory): Promise<void> {
  const { words, buffers } = memory;
  const out = (thread: number) => Atomics.load(words, memory.own(thread, 'out')) === 1;
  for (let thread = 0; thread < memory.threads; thread++)
    Atomics.store(words, memory.own(thread, 'go'), GO_CODES.abandon);
  for (let thread = 0; thread < memory.threads; thread++)
    while (!out(thread)) {
      Atomics.notify(words, memory.own(thread, 'go'));
      const waits = Atomics.load(words, memory.own(thread, 'waits'));
      if (waits > WAIT_CODES.nothing) Atomics.notify(buffers[waits]!, Atomics.load(words, memory.own(thread, 'at')));
      await pause();
    }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
