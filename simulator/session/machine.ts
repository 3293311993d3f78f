import { assign, fromCallback } from 'xstate';
import type { Policy, Schedule } from '../schedule/scheduler.ts';
import { setup } from '../machines/setup.ts';
import type { Kind, ThreadId } from '../trace/events.ts';
import { betweenSteps, positionAfter, positionAfterSteps, stepsBefore, wayOf } from './stepping.ts';
import { startOf, type Run } from '../run/execution.ts';

/** Why the last command did nothing; null: it did. */
export type Notice =
  | { kind: 'cannot-run'; thread: ThreadId }
  | { kind: 'not-found'; goal: Kind }
  | { kind: 'at-start' }
  | { kind: 'at-end' }
  /** The run could not be made again. */
  | { kind: 'failed'; message: string };

/** Calls back with the seconds since the last call, again and again, until it is stopped. */
export type Frames = (onFrame: (elapsed: number) => void) => () => void;

/** How the takes of a session are made. At least one of `again` and `later` is given. */
export interface Maker<T extends Run, Source> {
  /** The take that a source stands for. */
  open(source: Source): T;
  /** The same run under another schedule, at once. */
  again?(take: T, schedule: Schedule): T;
  /** Which takes can be made again at once; left out: all, where there is `again`. */
  atOnce?(take: T): boolean;
  /** The same, elsewhere; `signal` says when nobody wants it any more. */
  later?(take: T, schedule: Schedule, signal: AbortSignal): Promise<T>;
}

/** What somebody who steps a run can ask for. */
export type Command =
  | { type: 'STEP' }
  | { type: 'STEP_THREAD'; thread: ThreadId }
  | { type: 'BACK' }
  | { type: 'SEEK'; position: number }
  | { type: 'RUN_TO'; goal: Kind }
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'RESTART' }
  | { type: 'SPEED'; speed: number }
  | { type: 'CHOOSE'; thread: ThreadId }
  | { type: 'POLICY'; policy: Policy }
  | { type: 'FORGET_PICKS' };

/** What came of a run that was made elsewhere. */
type Made<T> = { type: 'MADE'; take: T } | { type: 'FAILED'; error: unknown };

interface Context<T extends Run> {
  take: T;
  /** Events shown; always between two steps. */
  position: number;
  speed: number;
  /** The thread the learner looks at and steps. */
  chosen: ThreadId;
  notice: Notice | null;
  /** Steps that are due and not whole yet. */
  credit: number;
  frames: Frames;
  /** What the run is made again for: another schedule, and how many of its steps to show. */
  wanted: { schedule: Schedule; steps: number };
}

/** Somebody steps a run: forward, back, this thread, that one. The trace is data, so going back is reading less of it. */
export function sessionOf<T extends Run, Source extends object>(maker: Maker<T, Source>) {
  const begin = (source: Source, position = 0) => {
    const take = maker.open(source);
    return { take, position: betweenSteps(take, position), chosen: 0, notice: null, credit: 0 };
  };
  const land = (take: T, steps: number) => ({ take, position: positionAfterSteps(take, steps), notice: null });

  return setup({
    types: {} as {
      context: Context<T>;
      events:
        Command | { type: 'FRAME'; elapsed: number } | Made<T> | { type: 'LOAD'; source: Source; position?: number };
      input: Source & {
        position?: number;
        /** Steps a second while playing. */
        speed?: number;
        frames: Frames;
      };
    },
    actors: {
      ticker: fromCallback<{ type: 'FRAME'; elapsed: number }, { frames: Frames }>(({ sendBack, input }) =>
        input.frames((elapsed) => sendBack({ type: 'FRAME', elapsed })),
      ),
      // Not a promise actor: pages whose takes are made at once would have its code for nothing.
      retake: fromCallback<Made<T>, { take: T; schedule: Schedule }>(({ sendBack, input }) => {
        const wanted = new AbortController();
        maker.later!(input.take, input.schedule, wanted.signal).then(
          (take) => sendBack({ type: 'MADE', take }),
          (error: unknown) => sendBack({ type: 'FAILED', error }),
        );
        return () => wanted.abort();
      }),
    },
    guards: {
      atEnd: ({ context }) => context.position >= context.take.trace.length,
      atOnce: ({ context }) => maker.again !== undefined && (maker.atOnce?.(context.take) ?? true),
      overrules: ({ context: { take, position } }, { thread }: { thread: ThreadId }) => {
        const way = wayOf(take, position, thread);
        return way !== null && 'schedule' in way;
      },
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
        const way = wayOf(take, position, thread);
        return way && 'position' in way
          ? { position: way.position, chosen: thread, notice: null }
          : { chosen: take.trace.threads[thread] ? thread : chosen, notice: { kind: 'cannot-run', thread } as const };
      }),
      wantStep: assign(({ context: { take, position, wanted } }, { thread }: { thread: ThreadId }) => {
        const way = wayOf(take, position, thread);
        const schedule = way && 'schedule' in way ? way.schedule : wanted.schedule;
        return { wanted: { schedule, steps: stepsBefore(take.trace, position) + 1 }, chosen: thread };
      }),
      wantPolicy: assign((_, { policy }: { policy: Policy }) => ({
        wanted: { schedule: { policy, picks: [] }, steps: 0 },
      })),
      takeAtOnce: assign(({ context: { take, wanted } }) => land(maker.again!(take, wanted.schedule), wanted.steps)),
      takeMade: assign(({ context: { wanted } }, { take }: { take: T }) => land(take, wanted.steps)),
      failed: assign((_, { error }: { error: unknown }) => ({
        notice: { kind: 'failed' as const, message: error instanceof Error ? error.message : String(error) },
      })),
      seek: assign(({ context }, { position }: { position: number }) => ({
        position: betweenSteps(context.take, position),
        notice: null,
      })),
      runTo: assign(({ context }, { goal }: { goal: Kind }) => {
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
      load: assign((_, { source, position }: { source: Source; position?: number }) => begin(source, position)),
    },
  }).createMachine({
    id: 'session',
    context: ({ input }) => {
      const first = begin(input, input.position);
      const wanted = { schedule: first.take.schedule, steps: 0 };
      return { ...first, speed: input.speed ?? 4, frames: input.frames, wanted };
    },
    initial: 'stopped',
    on: {
      SPEED: { actions: { type: 'setSpeed', params: ({ event }) => event } },
      CHOOSE: { actions: { type: 'choose', params: ({ event }) => event } },
      STEP: { target: '.stopped', actions: 'step' },
      STEP_THREAD: [
        {
          guard: { type: 'overrules', params: ({ event }) => event },
          target: '.wanting',
          actions: { type: 'wantStep', params: ({ event }) => event },
        },
        { target: '.stopped', actions: { type: 'stepThread', params: ({ event }) => event } },
      ],
      BACK: { target: '.stopped', actions: 'back' },
      SEEK: { target: '.stopped', actions: { type: 'seek', params: ({ event }) => event } },
      RUN_TO: { target: '.stopped', actions: { type: 'runTo', params: ({ event }) => event } },
      RESTART: { target: '.stopped', actions: 'restart' },
      POLICY: { target: '.wanting', actions: { type: 'wantPolicy', params: ({ event }) => event } },
      FORGET_PICKS: {
        target: '.wanting',
        actions: { type: 'wantPolicy', params: ({ context }) => context.take.schedule },
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
      wanting: {
        always: [{ guard: 'atOnce', target: 'stopped', actions: 'takeAtOnce' }, { target: 'retaking' }],
      },
      /** The run is made elsewhere; any other command overtakes it. */
      retaking: {
        invoke: {
          src: 'retake',
          input: ({ context }) => ({ take: context.take, schedule: context.wanted.schedule }),
        },
        on: {
          MADE: { target: 'stopped', actions: { type: 'takeMade', params: ({ event }) => event } },
          FAILED: { target: 'stopped', actions: { type: 'failed', params: ({ event }) => event } },
        },
      },
    },
  });
}
