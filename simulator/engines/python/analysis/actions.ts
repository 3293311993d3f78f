import type { Execution } from '../../../run/execution.ts';
import { CLOCK, K, type ThreadId } from '../../../trace/events.ts';
import type { Use } from '../interpreter/program.ts';

/** An operation by its name, or a use of a variable. */
export type Action = string | Use;

/** Actions of one thread during some steps. */
export interface ThreadActions {
  readonly thread: ThreadId;
  /** In order, without repeats next to each other; at most {@link MAX_ACTIONS}. */
  readonly did: readonly Action[];
  /** There were more. */
  readonly more: boolean;
  /** The first and the last of the lines it went through, for granularities without named operations. */
  readonly from: number;
  readonly to: number;
}

const MAX_ACTIONS = 6;

interface Step {
  readonly position: number;
  readonly thread: ThreadId;
  /** The operation that the thread reached with this step. */
  reached: string;
  line: number;
}

/** An instruction as `dis` writes it, or a place of ours: these say nothing to a reader of the program. */
const SAYS_NOTHING = /^([A-Z][A-Z_]+( |$)|spin$|event loop$)/;
export const operationOf = (what: string): string => (SAYS_NOTHING.test(what) ? '' : what);

/** Tells what threads did in a recorded run, by its operations and by the variables that threads contend for. */
export class RunActions {
  readonly steps: readonly Step[];
  private readonly uses: readonly Use[];
  private readonly contended: ReadonlySet<string>;

  constructor(trace: Execution['trace'], uses: readonly Use[]) {
    this.steps = stepsOf(trace);
    const begin = firstSpawn(trace);
    // What the program has done before it had a second thread is known to all.
    this.uses = uses.filter(({ seq }) => seq >= begin);
    this.contended = contendedIn(this.uses, uses);
  }

  /** Uses of variables that threads contend for. */
  get shared(): readonly Use[] {
    return this.uses.filter(({ place }) => this.contended.has(place));
  }

  /** Actions of a thread in the steps `from` to `until`, without that one. `first`: places that are told before others. */
  of(thread: ThreadId, from: number, until: number, first: ReadonlySet<string> = new Set()): ThreadActions {
    const { steps } = this;
    // A thread performs in a step the operation that it reached with the step before.
    let at = steps.slice(0, from).findLast((step) => step.thread === thread);
    const called: { seq: number; action: Action; own: boolean }[] = [];
    const lines: number[] = [];
    for (const step of steps.slice(from, until)) {
      if (step.thread !== thread) continue;
      const operation = operationOf(at?.reached ?? '');
      if (operation) called.push({ seq: step.position, action: operation, own: at!.line > 0 });
      if (at && at.line > 0) lines.push(at.line);
      at = step;
    }
    const [begin, end] = [steps[from]!.position, steps[until]?.position ?? Infinity];
    const own = this.uses.filter((use) => use.thread === thread && use.seq >= begin && use.seq < end);
    const used = (some: readonly Use[]) => some.map((action) => ({ seq: action.seq, action }));
    let told: { seq: number; action: Action }[] = [
      // The library's own calls are of interest only where the program has done nothing.
      ...called.filter((call) => call.own),
      ...used(own.filter(({ place }) => this.contended.has(place))),
    ];
    if (told.length === 0) told = used(own.filter(({ write }) => write));
    if (told.length === 0) told = called;
    for (const { action } of told) if (typeof action !== 'string' && action.line > 0) lines.push(action.line);
    const all = told
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ action }) => action)
      .filter((action, n, actions) => n === 0 || !alike(action, actions[n - 1]!));
    const did = most(all, first);
    const [low, high] = lines.length > 0 ? [Math.min(...lines), Math.max(...lines)] : [0, 0];
    return { thread, did, more: did.length < all.length, from: low, to: high };
  }
}

/** The first of some actions, in order: those that use one of these places rather than others. */
function most(actions: readonly Action[], places: ReadonlySet<string>): readonly Action[] {
  const rank = (action: Action) => (typeof action !== 'string' && places.has(action.place) ? 0 : 1);
  const kept = new Set(
    actions
      .map((_, n) => n)
      .toSorted((a, b) => rank(actions[a]!) - rank(actions[b]!) || a - b)
      .slice(0, MAX_ACTIONS),
  );
  return actions.filter((_, n) => kept.has(n));
}

function alike(one: Action, other: Action): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return (
    !one.write && !other.write && one.place === other.place && one.value === other.value && one.call === other.call
  );
}

/** Places that several threads use, and that one of them writes once there are two. */
function contendedIn(late: readonly Use[], all: readonly Use[]): Set<string> {
  const uses = Map.groupBy(all, ({ place }) => place);
  const written = late.filter(({ write }) => write).map(({ place }) => place);
  return new Set(
    written.filter(
      (place) => new Set(uses.get(place)!.map(({ thread }) => thread)).size > 1 && !isGiven(uses.get(place)!),
    ),
  );
}

/** An attribute that is written once, before another thread has it: whoever gets the object only reads it. */
function isGiven([first, ...others]: readonly Use[]): boolean {
  const attribute = first!.call === undefined && /\.\w+$/.test(first!.name);
  return attribute && first!.write && !others.some(({ write }) => write);
}

/** The position at which the first thread is started by another; Infinity: there is one thread only. */
function firstSpawn(trace: Execution['trace']): number {
  for (let i = 0; i < trace.length; i++) if (trace.kindAt(i) === K.start) return i;
  return Infinity;
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
