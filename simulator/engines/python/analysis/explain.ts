import type { Execution } from '../../../run/execution.ts';
import type { Use } from '../interpreter/program.ts';
import { usesAround, type UsesAround } from './story.ts';
import { CLOCK, K, type ThreadId } from '../../../trace/events.ts';

/** A thread was paused though it could have gone on: where, and what others did until its turn came again. */
export interface Preemption {
  /** Position in the trace at which another thread went on. */
  position: number;
  thread: ThreadId;
  /** The operation it had done last; '': none is known, or it was an instruction. */
  after: string;
  /** The operation it was about to do; '': the line itself, or an instruction. */
  before: string;
  /** The line it stood before. */
  line: number;
  meanwhile: readonly Meanwhile[];
  /** It did not get another turn before the run ended. */
  forGood: boolean;
  /** Variables that were used around it; null: the run did not tell. */
  uses: UsesAround | null;
}
/** An instruction as `dis` writes it, which says nothing to a reader of the program. */
const isInstruction = (what: string): boolean => /^[A-Z][A-Z_]+( |$)/.test(what);
const named = (what: string): string => (isInstruction(what) ? '' : what);

export interface Meanwhile {
  thread: ThreadId;
  /** Its operations in order, without repeats next to each other; at most {@link MAX_DEEDS}. */
  did: readonly string[];
  /** The first and the last of the lines it went through, for granularities without named operations. */
  from: number;
  to: number;
}

export const MAX_DEEDS = 4;

interface Step {
  position: number;
  thread: ThreadId;
  /** The operation that the thread reached with this step. */
  reached: string;
  line: number;
}

/** A recorded run. Where it tells of uses of variables, the explanation speaks of them. */
type Explained = Pick<Execution, 'trace' | 'player'> & { readonly run?: { readonly uses: readonly Use[] } };

/** Every preemption of a recorded run of a program, in order: the words of a failing schedule that has few of them. */
export function explain(execution: Explained): Preemption[] {
  const { trace, player, run } = execution;
  const uses = run?.uses ?? [];
  const steps = stepsOf(trace);
  const found: Preemption[] = [];
  const lastDone = new Map<ThreadId, string>();
  const pending = new Map<ThreadId, Step>();
  steps.forEach((step, n) => {
    const before = steps[n - 1];
    if (before && before.thread !== step.thread) {
      const { status } = player.seek(step.position).threads[before.thread] ?? { status: 'exited' };
      const around = uses.length > 0 ? usesAround(uses, before.thread, step.position) : null;
      if (status === 'ready') found.push(preemption(steps, n, before, lastDone.get(before.thread) ?? '', around));
    }
    const was = pending.get(step.thread);
    if (was?.reached) lastDone.set(step.thread, was.reached);
    pending.set(step.thread, step);
  });
  return found;
}

function preemption(
  steps: readonly Step[],
  n: number,
  paused: Step,
  after: string,
  uses: UsesAround | null,
): Preemption {
  const until = steps.findIndex((step, at) => at >= n && step.thread === paused.thread);
  const between = steps.slice(n, until < 0 ? steps.length : until);
  const others = [...new Set(between.map(({ thread }) => thread))];
  return {
    position: steps[n]!.position,
    thread: paused.thread,
    after: named(after),
    before: named(paused.reached),
    line: paused.line,
    meanwhile: others.map((thread) => deeds(steps, n, between, thread)),
    forGood: until < 0,
    uses,
  };
}

function deeds(steps: readonly Step[], n: number, between: readonly Step[], thread: ThreadId): Meanwhile {
  // A thread performs in a step the operation that it reached with the step before.
  const arrived = steps.slice(0, n).findLast((step) => step.thread === thread);
  const own = between.filter((step) => step.thread === thread);
  const stood = [...(arrived ? [arrived] : []), ...own.slice(0, -1)];
  const did = stood
    .map(({ reached }) => reached)
    .filter((what) => what !== '' && !isInstruction(what))
    .filter((what, i, all) => what !== all[i - 1]);
  const lines = stood.map(({ line }) => line).filter((line) => line > 0);
  const [from, to] = lines.length > 0 ? [Math.min(...lines), Math.max(...lines)] : [0, 0];
  return { thread, did: did.slice(0, MAX_DEEDS), from, to };
}

function stepsOf(trace: Execution['trace']): Step[] {
  const steps: Step[] = [];
  /** The step with which each thread came to what it does next. */
  const reached = new Map<ThreadId, Step>();
  for (let i = 0; i < trace.length; i++) {
    const thread = trace.threadAt(i);
    if (thread === CLOCK) continue;
    if (trace.isStep(i)) steps.push({ position: i, thread, reached: '', line: 0 });
    const step = steps.at(-1);
    if (!step || thread !== step.thread) continue;
    const kind = trace.kindAt(i);
    if (kind === K.reach) {
      step.reached = trace.textOf(trace.aAt(i));
      step.line = trace.lineAt(i);
      reached.set(thread, step);
    } else nameOf(reached.get(thread), kind, trace, i);
  }
  return steps;
}

/** Adds the name of the lock, which is known only when the thread takes it or gives it back. */
function nameOf(step: Step | undefined, kind: number, trace: Execution['trace'], i: number): void {
  if (!step || (step.reached !== 'acquire' && step.reached !== 'release')) return;
  if (kind === K.acquire || kind === K.release || kind === K.block)
    step.reached = `${trace.objects[trace.objectAt(i)]!.name}.${step.reached}`;
}
