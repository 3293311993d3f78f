import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { apply } from '../../../simulator/trace/apply.ts';
import { Player } from '../../../simulator/trace/player.ts';
import { cloneState, contents, initialState } from '../../../simulator/trace/state.ts';
import { anyScenario, policy } from '../arbitrary.ts';

const { trace } = runScenario(GALLERY['work-manager'], ROUND_ROBIN);
const shown = (player: Player, position: number) => {
  const state = cloneState(player.seek(position));
  return { ...state, queues: state.queues.map((queue) => ({ ...queue, log: contents(queue) })) };
};

test('any order of seeks shows what playing from the start shows', () => {
  const player = new Player(trace);
  fc.assert(
    fc.property(fc.nat(trace.length), (position) => {
      expect(shown(player, position)).toEqual(shown(new Player(trace), position));
    }),
    { numRuns: 60 },
  );
});

test('positions outside are clamped', () => {
  const player = new Player(trace);
  expect(player.seek(-5).position).toBe(0);
  expect(player.seek(1e9).position).toBe(trace.length);
  expect(player.seek(Number.NaN).position).toBe(0);
});

test('a kept copy does not change when the player goes on', () => {
  const player = new Player(trace);
  const kept = cloneState(player.seek(3000));
  const before = structuredClone(kept);
  player.seek(trace.length);
  player.seek(10);
  expect(kept).toEqual(before);
});

test('in every run a status says the truth: only ready threads take steps, and a waiting thread stands in exactly one line', () => {
  fc.assert(
    fc.property(anyScenario, policy, (scenario, how) => {
      const { trace: random } = runScenario(scenario, { policy: how, picks: [] }, 20_000);
      const state = initialState(random);
      while (state.position < random.length) {
        const at = state.position;
        const thread = random.threadAt(at);
        if (random.isStep(at) && thread !== 0xffff) expect(state.threads[thread]!.status).toBe('ready');
        apply(state, random);
        state.threads.forEach((one, id) => {
          const lines = state.queues.flatMap((queue) =>
            Object.values(queue.waiters).filter((line) => line.includes(id)),
          );
          expect(lines.length).toBe(one.condition === null ? 0 : 1);
        });
      }
    }),
    { numRuns: 60 },
  );
});
