import type { AnyStateMachine } from 'xstate';

/** A named guard or action as XState keeps it: a function of the context and the event. */
type Implementation<Result> = (args: { context: unknown; event: unknown }, params: unknown) => Result;

/** A transition out of a state, enabled if its guard holds (null: always). */
export interface Transition {
  readonly guard: Implementation<boolean> | null;
  /** Index of the next state; the state itself where the machine stays. */
  readonly target: number;
  readonly actions: readonly Implementation<void>[];
}

/** A machine as a table: for each state and event, the transitions to try in order. */
export interface TransitionTable<Meta> {
  readonly id: string;
  readonly states: readonly string[];
  readonly initial: number;
  readonly final: readonly boolean[];
  readonly meta: readonly (Meta | null)[];
  /** `transitions[state][eventIndex]`; null: the event is ignored there. */
  readonly transitions: readonly (readonly (readonly Transition[] | null)[])[];
}

/**
 * Compiles a flat XState machine once, so that an engine can run it without the interpreter. Guards and actions are the
 * machine's own functions, so the rules stay in one place. A parity test drives both with the same events.
 * @throws Error on anything it does not translate (nested states, `always`, `after`, entry and exit actions, inline
 * functions): no rule may be dropped in silence.
 */
export function compile<Meta>(machine: AnyStateMachine, events: readonly string[]): TransitionTable<Meta> {
  const refuse = (what: string): never => {
    throw new Error(`cannot compile machine ${machine.id}: ${what}`);
  };
  const nodes = Object.values(machine.root.states);
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const { guards, actions } = machine.implementations as unknown as {
    guards: Record<string, Implementation<boolean>>;
    actions: Record<string, Implementation<void>>;
  };
  const named = <Result>(kind: string, table: Record<string, Implementation<Result>>, used: unknown) => {
    const name = typeof used === 'string' ? used : (used as { type?: unknown } | null)?.type;
    return (
      (typeof name === 'string' && table[name]) || refuse(`${kind} ${String(name)} is not one of its named ${kind}s`)
    );
  };

  const transitionsOf = (node: (typeof nodes)[number], index: number, event: string): Transition[] | null => {
    const transitions = [...(node.transitions.get(event) ?? []), ...(machine.root.transitions.get(event) ?? [])];
    if (transitions.length === 0) return null;
    return transitions.map((transition) => ({
      guard:
        transition.guard === undefined ? null : (named('guard', guards, transition.guard) as Implementation<boolean>),
      target:
        transition.target === undefined ? index : (indexOf.get(transition.target[0]!.id) ?? refuse('a nested target')),
      actions: transition.actions.map((action) => named('action', actions, action) as Implementation<void>),
    }));
  };

  for (const node of [machine.root, ...nodes]) {
    if (node !== machine.root && Object.keys(node.states).length > 0) refuse(`state ${node.key} has states inside`);
    if ((node.always?.length ?? 0) > 0 || node.after.length > 0) refuse(`state ${node.key} moves by itself`);
    if (node.entry.length + node.exit.length + node.invoke.length > 0)
      refuse(`state ${node.key} has entry, exit or invoke`);
    for (const event of node.ownEvents) if (!events.includes(event)) refuse(`event ${event} is not known`);
  }
  return {
    id: machine.id,
    states: nodes.map((node) => node.key),
    initial: indexOf.get(machine.root.initial.target[0]!.id) ?? refuse('a nested initial state'),
    final: nodes.map((node) => node.type === 'final'),
    meta: nodes.map((node) => (node.meta as Meta | undefined) ?? null),
    transitions: nodes.map((node, index) => events.map((event) => transitionsOf(node, index, event))),
  };
}

/** Selects the transition that XState would take; null where the event changes nothing. */
export function selectTransition(
  table: TransitionTable<unknown>,
  state: number,
  event: number,
  args: { context: unknown; event: unknown },
): Transition | null {
  const transitions = table.transitions[state]![event];
  if (!transitions) return null;
  for (const transition of transitions)
    if (transition.guard === null || transition.guard(args, undefined)) return transition;
  return null;
}
