import type { Execution } from '../../../run/execution.ts';
import type { ThreadId } from '../../../trace/events.ts';
import type { Use } from '../interpreter/program.ts';
import { operationOf, RunActions, type Action, type ThreadActions } from './actions.ts';
import { usesAround, type Story } from './story.ts';

/** A thread was paused though it could have gone on: where, and what others did until its turn came again. */
export interface Preemption {
  /** Position in the trace at which another thread went on. */
  position: number;
  thread: ThreadId;
  /** The last action before, and the next; null: none is known. */
  after: Action | null;
  before: Action | null;
  /** The line it stood before. */
  line: number;
  meanwhile: readonly ThreadActions[];
  /** It did not get another turn before the run ended. */
  forGood: boolean;
  /** The reason for which the pause did harm, by the name of a variable; null: none is known. */
  story: Story | null;
}

/** A recorded run. Where it tells of uses of variables, the explanation speaks of them. */
type Explained = Pick<Execution, 'trace' | 'player'> & { readonly run?: { readonly uses: readonly Use[] } };

/** Every preemption of a recorded run of a program, in order: the words of a failing schedule that has few of them. */
export function explain({ trace, player, run }: Explained): Preemption[] {
  const actions = new RunActions(trace, run?.uses ?? []);
  const { steps } = actions;
  return steps.flatMap(({ position, thread }, n) => {
    const before = steps[n - 1];
    if (!before || before.thread === thread) return [];
    const { status } = player.seek(position).threads[before.thread] ?? { status: 'exited' };
    return status === 'ready' ? [preemption(actions, n)] : [];
  });
}

/** The turns of threads, each of which went on until it had to wait or had ended: those in which it did something. */
export function turnsOf({ trace, run }: Explained): ThreadActions[] {
  const actions = new RunActions(trace, run?.uses ?? []);
  const { steps } = actions;
  const begins = steps.flatMap(({ thread }, n) => (steps[n - 1]?.thread === thread ? [] : [n]));
  return begins
    .map((from, n) => actions.of(steps[from]!.thread, from, begins[n + 1] ?? steps.length))
    .filter(({ did }, n) => n === 0 || did.some((action) => action !== 'Thread.join'));
}

/** The preemption at step n: the thread of the step before is paused. */
function preemption(actions: RunActions, n: number): Preemption {
  const { steps, shared } = actions;
  const { thread, reached, line } = steps[n - 1]!;
  const { position } = steps[n]!;
  const back = steps.findIndex((step, at) => at >= n && step.thread === thread);
  const until = back < 0 ? steps.length : back;
  const others = [...new Set(steps.slice(n, until).map((step) => step.thread))];
  const { last, next, near, story } = usesAround(shared, thread, position);
  return {
    position,
    thread,
    after: lastOf(actions, n - 1, last),
    before: operationOf(reached) || (next?.line === line ? next : null),
    line,
    meanwhile: others.map((other) => actions.of(other, n, until, near)),
    forGood: back < 0,
    story,
  };
}

/** The last action of a thread up to its step n: an operation that it has done, or a use of a variable after that. */
function lastOf({ steps }: RunActions, n: number, use: Use | null): Action | null {
  const own = steps.slice(0, n + 1).filter(({ thread }) => thread === steps[n]!.thread);
  for (let at = own.length - 1; at > 0; at--) {
    const operation = operationOf(own[at - 1]!.reached);
    if (use && use.seq > own[at]!.position) return use;
    if (operation) return operation;
  }
  return use;
}
