import { assign, fromCallback } from 'xstate';
import type { Policy, Schedule } from '../schedule/scheduler.ts';
import { setup } from '../machines/setup.ts';
import type { EventKind, ThreadId } from '../trace/events.ts';
import type { Arrival } from './arrival.ts';
import { betweenSteps, positionAfter, positionAfterSteps, stepsBefore, nextStepOf } from './stepping.ts';
import { startOf, type Execution } from '../run/execution.ts';

/** The reason why the last command did nothing. */
export type Notice =
  | { kind: 'cannot-run'; thread: ThreadId }
  | { kind: 'not-found'; goal: EventKind }
  | NoArrival
  | { kind: 'at-start' }
  | { kind: 'at-end' }
  /** The run could not be made again. */
  | { kind: 'failed'; message: string };

/** No thread comes to the line any more. `passed`: one may run through the line without a stop there. */
export interface NoArrival {
  kind: 'no-arrival';
  /** The line as the page names it: its number, or its code between backticks. */
  line: string;
  passed: boolean;
}

/** Calls back with the seconds since the last call, again and again, until it is stopped. */
export type FrameSource = (onFrame: (elapsed: number) => void) => () => void;

/** Makes the executions of a session. At least one of `again` and `later` is given. */
export interface Maker<T extends Execution, Source> {
  /** The execution that a source stands for. */
  open(source: Source): T;
  /** The same run under another schedule, at once. */
  again?(execution: T, schedule: Schedule): T;
  /** True for executions that can be made again at once; left out: all, where there is `again`. */
  atOnce?(execution: T): boolean;
  /** The same, elsewhere; `signal` says when the run is no longer wanted. */
  later?(execution: T, schedule: Schedule, signal: AbortSignal): Promise<T>;
}

/** Commands of a learner who steps a run. */
export type Command =
  | { type: 'STEP' }
  | { type: 'STEP_THREAD'; thread: ThreadId }
  | { type: 'BACK' }
  | { type: 'SEEK'; position: number }
  | { type: 'RUN_TO'; goal: EventKind }
  | { type: 'RUN_TO_LINE'; arrival: Arrival | NoArrival }
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'RESTART' }
  | { type: 'SPEED'; speed: number }
  | { type: 'CHOOSE'; thread: ThreadId }
  | { type: 'POLICY'; policy: Policy }
  | { type: 'FORGET_OVERRIDES' };

/** The result of a run that was made elsewhere. */
type Made<T> = { type: 'MADE'; execution: T } | { type: 'FAILED'; error: unknown };

interface Context<T extends Execution> {
  execution: T;
  /** Events shown; always between two steps. */
  position: number;
  speed: number;
  /** The thread the learner looks at and steps. */
  chosen: ThreadId;
  notice: Notice | null;
  /** Steps that are due and not whole yet. */
  credit: number;
  frames: FrameSource;
  /** The next run: its schedule, and how many of its steps to show. */
  wanted: { schedule: Schedule; steps: number };
}

/** Steps a run: forward, back, or one chosen thread. The trace is data, so a step back reads less of it. */
export function sessionOf<T extends Execution, Source extends object>(maker: Maker<T, Source>) {
  const begin = (source: Source, position = 0) => {
    const execution = maker.open(source);
    return { execution, position: betweenSteps(execution, position), chosen: 0, notice: null, credit: 0 };
  };
  const land = (execution: T, steps: number) => ({
    execution,
    position: positionAfterSteps(execution, steps),
    notice: null,
  });

  return setup({
    types: {} as {
      context: Context<T>;
      events:
        | Command
        | { type: 'FRAME'; elapsed: number }
        | Made<T>
        | { type: 'LOAD'; source: Source; position?: number };
      input: Source & {
        position?: number;
        /** Steps a second while playing. */
        speed?: number;
        frames: FrameSource;
      };
    },
    actors: {
      ticker: fromCallback<{ type: 'FRAME'; elapsed: number }, { frames: FrameSource }>(({ sendBack, input }) =>
        input.frames((elapsed) => sendBack({ type: 'FRAME', elapsed })),
      ),
      // Not a promise actor: pages whose executions are made at once would have its code for nothing.
      rerun: fromCallback<Made<T>, { execution: T; schedule: Schedule }>(({ sendBack, input }) => {
        const wanted = new AbortController();
        maker.later!(input.execution, input.schedule, wanted.signal).then(
          (execution) => sendBack({ type: 'MADE', execution }),
          (error: unknown) => sendBack({ type: 'FAILED', error }),
        );
        return () => wanted.abort();
      }),
    },
    guards: {
      atEnd: ({ context }) => context.position >= context.execution.trace.length,
      atOnce: ({ context }) => maker.again !== undefined && (maker.atOnce?.(context.execution) ?? true),
      overrules: ({ context: { execution, position } }, { thread }: { thread: ThreadId }) => {
        const next = nextStepOf(execution, position, thread);
        return next !== null && 'schedule' in next;
      },
    },
    actions: {
      step: assign(({ context: { execution, position } }) =>
        position >= execution.trace.length
          ? { notice: { kind: 'at-end' } as const }
          : { position: execution.trace.stepEnd(position), notice: null },
      ),
      back: assign(({ context: { execution, position } }) =>
        position <= startOf(execution)
          ? { notice: { kind: 'at-start' } as const }
          : { position: execution.trace.stepStart(position), notice: null },
      ),
      stepThread: assign(({ context: { execution, position, chosen } }, { thread }: { thread: ThreadId }) => {
        const next = nextStepOf(execution, position, thread);
        return next && 'position' in next
          ? { position: next.position, chosen: thread, notice: null }
          : {
              chosen: execution.trace.threads[thread] ? thread : chosen,
              notice: { kind: 'cannot-run', thread } as const,
            };
      }),
      wantStep: assign(({ context: { execution, position, wanted } }, { thread }: { thread: ThreadId }) => {
        const next = nextStepOf(execution, position, thread);
        const schedule = next && 'schedule' in next ? next.schedule : wanted.schedule;
        return { wanted: { schedule, steps: stepsBefore(execution.trace, position) + 1 }, chosen: thread };
      }),
      wantPolicy: assign((_, { policy }: { policy: Policy }) => ({
        wanted: { schedule: { policy, picks: [] }, steps: 0 },
      })),
      rerunAtOnce: assign(({ context: { execution, wanted } }) =>
        land(maker.again!(execution, wanted.schedule), wanted.steps),
      ),
      showMade: assign(({ context: { wanted } }, { execution }: { execution: T }) => land(execution, wanted.steps)),
      failed: assign((_, { error }: { error: unknown }) => ({
        notice: { kind: 'failed' as const, message: error instanceof Error ? error.message : String(error) },
      })),
      seek: assign(({ context }, { position }: { position: number }) => ({
        position: betweenSteps(context.execution, position),
        notice: null,
      })),
      runTo: assign(({ context }, { goal }: { goal: EventKind }) => {
        const position = positionAfter(context.execution, context.position, goal);
        return position === null ? { notice: { kind: 'not-found', goal } as const } : { position, notice: null };
      }),
      runToLine: assign((_, { arrival }: { arrival: Arrival | NoArrival }) =>
        'kind' in arrival ? { notice: arrival } : { position: arrival.position, chosen: arrival.thread, notice: null },
      ),
      restart: assign(({ context }) => ({ position: startOf(context.execution), notice: null, credit: 0 })),
      playOn: assign(({ context: { execution, position, credit, speed } }, { elapsed }: { elapsed: number }) => {
        let due = credit + Math.min(elapsed, 0.25) * speed;
        let at = position;
        for (; due >= 1 && at < execution.trace.length; due--) at = execution.trace.stepEnd(at);
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
      const wanted = { schedule: first.execution.schedule, steps: 0 };
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
      RUN_TO_LINE: { target: '.stopped', actions: { type: 'runToLine', params: ({ event }) => event } },
      RESTART: { target: '.stopped', actions: 'restart' },
      POLICY: { target: '.wanting', actions: { type: 'wantPolicy', params: ({ event }) => event } },
      FORGET_OVERRIDES: {
        target: '.wanting',
        actions: { type: 'wantPolicy', params: ({ context }) => context.execution.schedule },
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
        always: [{ guard: 'atOnce', target: 'stopped', actions: 'rerunAtOnce' }, { target: 'rerunning' }],
      },
      /** The run is made elsewhere; any other command overtakes it. */
      rerunning: {
        invoke: {
          src: 'rerun',
          input: ({ context }) => ({ execution: context.execution, schedule: context.wanted.schedule }),
        },
        on: {
          MADE: { target: 'stopped', actions: { type: 'showMade', params: ({ event }) => event } },
          FAILED: { target: 'stopped', actions: { type: 'failed', params: ({ event }) => event } },
        },
      },
    },
  });
}
