import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import type { Schedule } from '../../../simulator/schedule/scheduler.ts';
import { sessionElsewhere } from '../../../simulator/session/elsewhere.ts';
import { sessionMachine } from '../../../simulator/session/session.ts';
import { stepsBefore } from '../../../simulator/session/stepping.ts';
import { runScenario, type ModelExecution } from '../../../simulator/engines/model/execution.ts';

const scenario = GALLERY['work-manager-small'];
const first = runScenario(scenario, { policy: { kind: 'round-robin' }, picks: [] });

interface Request {
  schedule: Schedule;
  signal: AbortSignal;
  /** Hands the execution in, or says that there is none. */
  make: (made?: ModelExecution) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
}

/** A session whose executions the test makes by hand. */
function open() {
  const requests: Request[] = [];
  const machine = sessionElsewhere<ModelExecution>(
    ({ scenario: same }, schedule, signal) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((done) => setTimeout(done));
        requests.push({
          schedule,
          signal,
          make: (made = runScenario(same, schedule)) => (resolve(made), settled()),
          fail: (error) => (reject(error), settled()),
        });
      }),
  );
  const actor = createActor(machine, { input: { execution: first, frames: () => () => {} } }).start();
  return {
    actor,
    requests,
    get now() {
      return actor.getSnapshot().context;
    },
    get state() {
      return actor.getSnapshot().value;
    },
  };
}

/** Steps to where a thread can run that the schedule does not select, and returns that thread. */
function atChoice({ actor }: { actor: ReturnType<typeof open>['actor'] }): number {
  for (;;) {
    const { execution: at, position } = actor.getSnapshot().context;
    const usual = at.trace.threadAt(position);
    const other = at.player.seek(position).threads.findIndex(({ status }, id) => status === 'ready' && id !== usual);
    if (other >= 0) return other;
    actor.send({ type: 'STEP' });
  }
}

test('an override asks for another execution, keeps the old one meanwhile, and lands one step further', async () => {
  const session = open();
  const other = atChoice(session);
  const { position } = session.now;
  session.actor.send({ type: 'STEP_THREAD', thread: other });
  expect(session.state).toBe('rerunning');
  expect(session.now).toMatchObject({ execution: first, position, chosen: other });
  await session.requests[0]!.make();
  expect(session.state).toBe('stopped');
  const { trace, schedule } = session.now.execution;
  expect(schedule.picks.at(-1)![1]).toBe(other);
  expect(trace.threadAt(position)).toBe(other);
  expect(stepsBefore(trace, session.now.position)).toBe(stepsBefore(first.trace, position) + 1);
});

test('it comes to the very take and position that a session of the model comes to at once', async () => {
  const session = open();
  const other = atChoice(session);
  const model = createActor(sessionMachine, { input: { scenario, frames: () => () => {} } }).start();
  model.send({ type: 'SEEK', position: session.now.position });
  for (const actor of [model, session.actor]) actor.send({ type: 'STEP_THREAD', thread: other });
  await session.requests[0]!.make();
  const at = model.getSnapshot().context;
  expect(session.now.position).toBe(at.position);
  expect(session.now.execution.schedule).toEqual(at.execution.schedule);
});

test('a thread that is next anyway, or cannot run, asks for nothing', () => {
  const session = open();
  const { trace } = first;
  session.actor.send({ type: 'STEP_THREAD', thread: trace.threadAt(session.now.position) });
  expect(session.now.position).toBe(trace.stepEnd(0));
  session.actor.send({ type: 'STEP_THREAD', thread: 3 });
  expect(session.now.notice).toEqual({ kind: 'cannot-run', thread: 3 });
  expect(session.requests).toEqual([]);
});

test('a policy asks for another execution from its start', async () => {
  const session = open();
  session.actor.send({ type: 'STEP' });
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  expect(session.requests[0]!.schedule).toEqual({ policy: { kind: 'random', seed: 3 }, picks: [] });
  await session.requests[0]!.make();
  expect(session.now.execution.schedule.policy).toEqual({ kind: 'random', seed: 3 });
  expect(session.now.position).toBe(0);
});

test('an execution that cannot be made is a notice, and nothing else changes', async () => {
  const session = open();
  session.actor.send({ type: 'STEP' });
  const { position } = session.now;
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  await session.requests[0]!.fail(new Error('the worker is gone'));
  expect(session.state).toBe('stopped');
  expect(session.now).toMatchObject({
    execution: first,
    position,
    notice: { kind: 'failed', message: 'the worker is gone' },
  });
  session.actor.send({ type: 'STEP' });
  expect(session.now.notice).toBeNull();
});

test('another command overtakes an execution: it is called off, and does not come back later', async () => {
  const session = open();
  session.actor.send({ type: 'STEP' });
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  session.actor.send({ type: 'BACK' });
  const [request] = session.requests;
  expect([session.state, session.now.position, request!.signal.aborted]).toEqual(['stopped', 0, true]);
  await request!.make();
  expect(session.now.execution).toBe(first);
});

test('of two executions that are asked for, the later one counts, whichever comes first', async () => {
  const session = open();
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 4 } });
  const [early, late] = session.requests;
  expect([early!.signal.aborted, late!.signal.aborted]).toEqual([true, false]);
  await late!.make();
  await early!.make();
  expect(session.now.execution.schedule.policy).toEqual({ kind: 'random', seed: 4 });
});

test('choosing a thread or a speed does not overtake it', async () => {
  const session = open();
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  session.actor.send({ type: 'CHOOSE', thread: 1 });
  session.actor.send({ type: 'SPEED', speed: 16 });
  await session.requests[0]!.make();
  expect(session.now.execution.schedule.policy.kind).toBe('random');
  expect(session.now).toMatchObject({ chosen: 1, speed: 16 });
});

test('another execution can be loaded, also while one is being made', async () => {
  const session = open();
  const other = runScenario(GALLERY['deadlock'], { policy: { kind: 'round-robin' }, picks: [] });
  session.actor.send({ type: 'POLICY', policy: { kind: 'random', seed: 3 } });
  session.actor.send({ type: 'LOAD', source: { execution: other }, position: 2 });
  expect([session.state, session.requests[0]!.signal.aborted]).toEqual(['stopped', true]);
  expect(session.now.execution).toBe(other);
});
