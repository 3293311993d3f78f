import { assign, fromCallback, setup } from 'xstate';
import type { Scenario } from '../scenario/scenario.ts';
import { ROUND_ROBIN, type Policy, type Schedule } from '../schedule/scheduler.ts';
import { CLOCK, K, type Kind, type ThreadId } from '../trace/events.ts';
import { decisionAt, startOf, take, type Take } from './take.ts';

/** What can be run to. `timeout` is the end of a timed wait. */
export const GOALS = ['put', 'get', 'task_done', 'timeout', 'dismiss'] as const satisfies readonly Kind[];
export type Goal = (typeof GOALS)[number];

/** Why the last command did nothing; null: it did. */
export type Notice =
  | { kind: 'cannot-run'; thread: ThreadId }
  | { kind: 'not-found'; goal: Goal }
  | { kind: 'at-start' }
  | { kind: 'at-end' };

/** Calls back with the seconds since the last call, again and again, until it is stopped. */
export type Frames = (onFrame: (elapsed: number) => void) => () => void;

export interface SessionInput {
  scenario: Scenario;
  schedule?: Schedule;
  position?: number;
  /** Steps a second while playing. */
  speed?: number;
  frames: Frames;
}

interface Context {
  take: Take;
  /** Events shown; always between two steps. */
  position: number;
  speed: number;
  /** The thread the learner looks at and steps. */
  chosen: ThreadId;
  notice: Notice | null;
  /** Steps that are due and not whole yet. */
  credit: number;
  frames: Frames;
}

type SessionEvent =
  | { type: 'STEP' }
  | { type: 'STEP_THREAD'; thread: ThreadId }
  | { type: 'BACK' }
  | { type: 'SEEK'; position: number }
  | { type: 'RUN_TO'; goal: Goal }
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'FRAME'; elapsed: number }
  | { type: 'RESTART' }
  | { type: 'SPEED'; speed: number }
  | { type: 'CHOOSE'; thread: ThreadId }
  | { type: 'POLICY'; policy: Policy }
  | { type: 'FORGET_PICKS' }
  | { type: 'LOAD'; scenario: Scenario; schedule?: Schedule; position?: number };

/** The nearest position at or before `position` that lies between two steps, and not before the first. */
export function betweenSteps(now: Take, position: number): number {
  const { trace } = now;
  const start = startOf(now);
  let at = Math.max(start, Math.min(Math.trunc(position) || 0, trace.length));
  while (at > start && at < trace.length && !trace.isStep(at)) at--;
  return at;
}

/** Position after the next event of this kind and its step; null: there is none. */
export function positionAfter({ trace }: Take, from: number, goal: Goal): number | null {
  for (let i = from; i < trace.length; i++) if (trace.kindAt(i) === K[goal]) return trace.stepEnd(i);
  return null;
}

/**
 * Takes one step of `thread`, whoever the schedule would have picked: the pick overrules it from here on,
 * and what followed before is forgotten. Null if the thread cannot run here.
 */
export function stepThread(now: Take, position: number, thread: ThreadId): { take: Take; position: number } | null {
  const { trace, schedule, scenario } = now;
  if (position < trace.length && trace.threadAt(position) === thread)
    return { take: now, position: trace.stepEnd(position) };
  if (now.player.seek(position).threads[thread]?.status !== 'ready') return null;
  const decision = decisionAt(trace, position);
  const picks = [...schedule.picks.filter(([step]) => step < decision), [decision, thread] as const];
  const next = take(scenario, { ...schedule, picks });
  return { take: next, position: next.trace.stepEnd(position) };
}

/** Somebody steps a run: forward, back, this thread, that one. The trace is data, so going back is reading less of it. */
export const sessionMachine = setup({
  types: {} as { context: Context; events: SessionEvent; input: SessionInput },
  actors: {
    ticker: fromCallback<SessionEvent, { frames: Frames }>(({ sendBack, input }) =>
      input.frames((elapsed) => sendBack({ type: 'FRAME', elapsed })),
    ),
  },
  guards: {
    atEnd: ({ context }) => context.position >= context.take.trace.length,
  },
  actions: {
    step: assign(({ context: { take, position } }) =>
      position >= take.trace.length
        ? { notice: { kind: 'at-end' } as const }
        : { position: take.trace.stepEnd(position), notice: null },
    ),
    back: assign(({ context: { take, position } }) =>
      position <= startOf(take)
        ? { notice: { kind: 'at-start' } as const }
        : { position: take.trace.stepStart(position), notice: null },
    ),
    stepThread: assign(({ context: { take, position, chosen } }, { thread }: { thread: ThreadId }) => {
      const stepped = thread === CLOCK ? null : stepThread(take, position, thread);
      return stepped
        ? { ...stepped, chosen: thread, notice: null }
        : { chosen: take.trace.threads[thread] ? thread : chosen, notice: { kind: 'cannot-run', thread } as const };
    }),
    seek: assign(({ context }, { position }: { position: number }) => ({
      position: betweenSteps(context.take, position),
      notice: null,
    })),
    runTo: assign(({ context }, { goal }: { goal: Goal }) => {
      const position = positionAfter(context.take, context.position, goal);
      return position === null ? { notice: { kind: 'not-found', goal } as const } : { position, notice: null };
    }),
    restart: assign(({ context }) => ({ position: startOf(context.take), notice: null, credit: 0 })),
    playOn: assign(({ context: { take, position, credit, speed } }, { elapsed }: { elapsed: number }) => {
      let due = credit + Math.min(elapsed, 0.25) * speed;
      let at = position;
      for (; due >= 1 && at < take.trace.length; due--) at = take.trace.stepEnd(at);
      return { position: at, credit: due, notice: null };
    }),
    setSpeed: assign((_, { speed }: { speed: number }) => ({ speed })),
    choose: assign((_, { thread }: { thread: ThreadId }) => ({ chosen: thread })),
    reschedule: assign(({ context }, { schedule }: { schedule: Schedule }) => {
      const next = take(context.take.scenario, schedule);
      return { take: next, position: startOf(next), notice: null };
    }),
    load: assign((_, input: { scenario: Scenario; schedule?: Schedule; position?: number }) => begin(input)),
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({ ...begin(input), speed: input.speed ?? 4, frames: input.frames }),
  initial: 'stopped',
  on: {
    SPEED: { actions: { type: 'setSpeed', params: ({ event }) => event } },
    CHOOSE: { actions: { type: 'choose', params: ({ event }) => event } },
    STEP: { target: '.stopped', actions: 'step' },
    STEP_THREAD: { target: '.stopped', actions: { type: 'stepThread', params: ({ event }) => event } },
    BACK: { target: '.stopped', actions: 'back' },
    SEEK: { target: '.stopped', actions: { type: 'seek', params: ({ event }) => event } },
    RUN_TO: { target: '.stopped', actions: { type: 'runTo', params: ({ event }) => event } },
    RESTART: { target: '.stopped', actions: 'restart' },
    POLICY: {
      target: '.stopped',
      actions: { type: 'reschedule', params: ({ event }) => ({ schedule: { policy: event.policy, picks: [] } }) },
    },
    FORGET_PICKS: {
      target: '.stopped',
      actions: {
        type: 'reschedule',
        params: ({ context }) => ({ schedule: { policy: context.take.schedule.policy, picks: [] } }),
      },
    },
    LOAD: { target: '.stopped', actions: { type: 'load', params: ({ event }) => event } },
  },
  states: {
    stopped: {
      on: { PLAY: [{ guard: 'atEnd', target: 'playing', actions: 'restart' }, { target: 'playing' }] },
    },
    playing: {
      invoke: { src: 'ticker', input: ({ context }) => ({ frames: context.frames }) },
      always: { guard: 'atEnd', target: 'stopped' },
      on: {
        FRAME: { actions: { type: 'playOn', params: ({ event }) => event } },
        PAUSE: 'stopped',
        PLAY: 'stopped',
      },
    },
  },
});

function begin({ scenario, schedule = ROUND_ROBIN, position = 0 }: Omit<SessionInput, 'frames'>) {
  const first = take(scenario, schedule);
  return { take: first, position: betweenSteps(first, position), chosen: 0, notice: null, credit: 0 };
}
