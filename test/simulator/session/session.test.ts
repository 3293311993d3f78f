import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { sessionMachine } from '../../../simulator/session/session.ts';
import { decodeLink, encodeLink, LinkError } from '../../../simulator/link/permalink.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { decisionAt } from '../../../simulator/run/execution.ts';
import { CLOCK } from '../../../simulator/trace/events.ts';
import { anyScenario, policy } from '../arbitrary.ts';

/** A session whose frames the test gives by hand. */
function open(scenario = GALLERY['first-pool'] as Parameters<typeof runScenario>[0]) {
  let onFrame: ((elapsed: number) => void) | null = null;
  const actor = createActor(sessionMachine, {
    input: {
      scenario,
      speed: 10,
      frames: (callback) => {
        onFrame = callback;
        return () => (onFrame = null);
      },
    },
  }).start();
  return {
    actor,
    get now() {
      return actor.getSnapshot().context;
    },
    get playing() {
      return actor.getSnapshot().matches('playing');
    },
    frame: (elapsed: number) => onFrame?.(elapsed),
    get ticking() {
      return onFrame !== null;
    },
  };
}

describe('stepping', () => {
  test('back undoes a step, at every position of the run', () => {
    const session = open();
    const positions = [0];
    while (session.now.position < session.now.execution.trace.length) {
      session.actor.send({ type: 'STEP' });
      positions.push(session.now.position);
    }
    for (const expected of positions.toReversed().slice(1)) {
      session.actor.send({ type: 'BACK' });
      expect(session.now.position).toBe(expected);
    }
  });
  test('at the ends it says so and stays', () => {
    const session = open();
    session.actor.send({ type: 'BACK' });
    expect([session.now.position, session.now.notice]).toEqual([0, { kind: 'at-start' }]);
    session.actor.send({ type: 'SEEK', position: Infinity });
    session.actor.send({ type: 'SEEK', position: 1e9 });
    session.actor.send({ type: 'STEP' });
    expect([session.now.position, session.now.notice]).toEqual([
      session.now.execution.trace.length,
      { kind: 'at-end' },
    ]);
  });
  test('a thread that the learner selects takes the next step, and the rest follows the policy', () => {
    const session = open(GALLERY['work-manager-small']);
    while (
      session.now.execution.player.seek(session.now.position).threads.filter(({ status }) => status === 'ready')
        .length < 3
    )
      session.actor.send({ type: 'STEP' });
    const { position, execution: before } = session.now;
    const usual = before.trace.threadAt(position);
    const other = before.player
      .seek(position)
      .threads.findIndex(({ status }, id) => status === 'ready' && id !== usual);
    session.actor.send({ type: 'STEP_THREAD', thread: other });
    expect(session.now.execution.trace.threadAt(position)).toBe(other);
    expect(session.now.execution.schedule.picks).toEqual([[decisionAt(before.trace, position), other]]);
    expect(session.now.execution.outcome).toBe('finished');
    session.actor.send({ type: 'FORGET_OVERRIDES' });
    expect(session.now.execution.trace.threadAt(position)).toBe(usual);
  });
  test('a thread that cannot run is said to, and nothing else changes', () => {
    const session = open();
    const { execution: before } = session.now;
    session.actor.send({ type: 'STEP_THREAD', thread: 3 });
    expect(session.now).toMatchObject({ position: 0, notice: { kind: 'cannot-run', thread: 3 } });
    expect(session.now.execution).toBe(before);
  });
  test('run to the next timeout stops right after it; where there is none it says so', () => {
    const session = open(GALLERY['poll-timeout']);
    session.actor.send({ type: 'RUN_TO', goal: 'timeout' });
    const { execution: now, position } = session.now;
    expect(now.trace.timeAt(position - 1)).toBe(0.5);
    session.actor.send({ type: 'RUN_TO', goal: 'dismiss' });
    expect(session.now).toMatchObject({ position, notice: { kind: 'not-found', goal: 'dismiss' } });
  });
  test('random walks of commands always stand between two steps', () => {
    const command = fc.oneof(
      fc.constantFrom({ type: 'STEP' as const }, { type: 'BACK' as const }, { type: 'RESTART' as const }),
      fc.nat(5).map((thread) => ({ type: 'STEP_THREAD' as const, thread })),
      fc.nat(200).map((position) => ({ type: 'SEEK' as const, position })),
      fc
        .constantFrom('put' as const, 'get' as const, 'dismiss' as const)
        .map((goal) => ({ type: 'RUN_TO' as const, goal })),
      policy.map((how) => ({ type: 'POLICY' as const, policy: how })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const session = open(GALLERY['dismiss']);
        for (const one of commands) {
          session.actor.send(one);
          const {
            position,
            execution: { trace },
          } = session.now;
          expect(position === 0 || position === trace.length || trace.isStep(position)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('playing', () => {
  test('at 10 steps a second, a second is 10 steps, in frames of any length', () => {
    const session = open();
    session.actor.send({ type: 'PLAY' });
    for (let i = 0; i < 16; i++) session.frame(1 / 16);
    const { trace } = session.now.execution;
    const steps = Array.from({ length: session.now.position }, (_, i) => trace.isStep(i)).filter(Boolean);
    expect(steps).toHaveLength(10);
  });
  test('stops at the end by itself, and play then starts again', () => {
    const session = open();
    session.actor.send({ type: 'SPEED', speed: 1000 });
    session.actor.send({ type: 'PLAY' });
    for (let i = 0; i < 20; i++) session.frame(0.1);
    expect([session.playing, session.ticking, session.now.position]).toEqual([
      false,
      false,
      session.now.execution.trace.length,
    ]);
    session.actor.send({ type: 'PLAY' });
    expect([session.playing, session.now.position]).toEqual([true, 0]);
  });
  test('any command stops it', () => {
    const session = open();
    session.actor.send({ type: 'PLAY' });
    session.actor.send({ type: 'STEP' });
    expect([session.playing, session.ticking]).toEqual([false, false]);
  });
});

describe('links', () => {
  test('bring back scenario, schedule and position', () => {
    fc.assert(
      fc.property(
        anyScenario,
        policy,
        fc.nat(1000),
        fc.array(fc.tuple(fc.nat(500), fc.nat(9))),
        (scenario, how, position, steps) => {
          const picks = steps.toSorted(([a], [b]) => a - b);
          const place = { scenario, schedule: { policy: how, picks }, position };
          expect(decodeLink(encodeLink(place))).toEqual(place);
        },
      ),
    );
  });
  test('are short: WorkManager(999, 99) with ten overrides is under 250 characters', () => {
    const picks = Array.from({ length: 10 }, (_, i) => [i * 37, i] as const);
    const link = encodeLink({
      scenario: GALLERY['work-manager'],
      schedule: { policy: { kind: 'round-robin' }, picks },
      position: 3000,
    });
    expect(link.length).toBeLessThan(250);
    expect(link).toMatch(/^[\w.-]+$/);
  });

  const good = encodeLink({
    scenario: GALLERY['deadlock'],
    schedule: { policy: { kind: 'round-robin' }, picks: [] },
    position: 7,
  });
  test('changing any one character, or cutting anywhere, is noticed', () => {
    for (let i = 2; i < good.length; i++) {
      const changed = good.slice(0, i) + (good[i] === 'a' ? 'b' : 'a') + good.slice(i + 1);
      if (changed !== good) expect(() => decodeLink(changed), changed).toThrow(LinkError);
      expect(() => decodeLink(good.slice(0, i))).toThrow(LinkError);
    }
  });
  test.each([
    ['nothing', '', 'corrupt'],
    ['a newer version', good.replace(/^1/, '2'), 'newer'],
    ['somebody else’s fragment', '#summary', 'corrupt'],
  ])('%s is refused by name', (_, text, reason) => {
    expect(() => decodeLink(text)).toThrow(expect.objectContaining({ reason }));
  });
  test('a scenario out of range is refused', () => {
    const bad = { ...GALLERY['deadlock'], jobs: [{ count: 1e9, duration: 0.1 }] };
    const link = encodeLink({ scenario: bad, schedule: { policy: { kind: 'round-robin' }, picks: [] }, position: 0 });
    expect(() => decodeLink(link)).toThrow(expect.objectContaining({ reason: 'not-a-scenario' }));
  });
  test('a link that unpacks to megabytes is refused', () => {
    const huge = { ...GALLERY['deadlock'], threads: [{ name: 'a'.repeat(3_000_000), script: [] }] };
    const link = encodeLink({ scenario: huge, schedule: { policy: { kind: 'round-robin' }, picks: [] }, position: 0 });
    expect(link.length).toBeLessThan(10_000);
    expect(() => decodeLink(link)).toThrow(LinkError);
  });
  test('overrides that do not fit the scenario are kept as far as they do, and the execution says so', () => {
    const result = runScenario(GALLERY['first-pool'], {
      policy: { kind: 'round-robin' },
      picks: [
        [0, 0],
        [2, 77],
      ],
    });
    expect(result.mismatch).toMatchObject({ step: 2, thread: 77 });
    expect(result.schedule.picks).toEqual([[0, 0]]);
    expect(result.outcome).toBe('finished');
  });
});

test('the clock is never an override', () => {
  const session = open();
  session.actor.send({ type: 'STEP_THREAD', thread: CLOCK });
  expect(session.now.notice).toEqual({ kind: 'cannot-run', thread: CLOCK });
});
