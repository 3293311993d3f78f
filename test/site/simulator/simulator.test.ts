import { expect, test, vi } from 'vitest';
import { runScenario, type ModelExecution } from '../../../simulator/engines/model/execution.ts';
import { encodeLink } from '../../../simulator/link/permalink.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { words } from '../../../site/i18n/words.ts';
import { FIRST, SimulatorState } from '../../../site/simulator/simulator.svelte.ts';

const t = words('en', 'simulator');

/** A simulator that shows the first scenario. @param shared Whether real threads can be had. */
function simulator(shared = true) {
  const shown = { execution: runScenario(FIRST, ROUND_ROBIN), position: 5 };
  const page = { shown: () => shown, load: vi.fn(), fetchPython: vi.fn(() => Promise.resolve()) };
  const threads = { said: '', run: vi.fn(() => Promise.resolve(shared)), stop: vi.fn() };
  return { state: new SimulatorState(page, t, () => threads), page, threads };
}

test('a ready scenario is shown from its start, and is named while nobody has changed it', () => {
  const { state, page } = simulator();
  state.follow('deadlock');
  expect(page.load).toHaveBeenCalledWith({ scenario: GALLERY.deadlock, schedule: ROUND_ROBIN }, 0);
  expect(state.ready).toBe('deadlock');
  state.edit({ ...GALLERY.deadlock });
  expect(state.ready).toBeUndefined();
});

test('a link leads to its scenario, schedule and position; a broken one is named and changes nothing', () => {
  const { state, page } = simulator();
  const place = { scenario: GALLERY.deadlock, schedule: { policy: ROUND_ROBIN.policy, picks: [] }, position: 9 };
  state.follow(encodeLink(place));
  expect(page.load.mock.lastCall).toEqual([{ scenario: place.scenario, schedule: place.schedule }, 9]);
  page.load.mockClear();
  state.follow('1.broken.link');
  expect([state.linkError, page.load.mock.calls.length]).toEqual([t.linkErrors.corrupt, 0]);
  expect(state.draft).toEqual(place.scenario);
});

test('a scenario with a problem stays in the form, and the run on the stage stays', () => {
  const { state, page } = simulator();
  state.edit({ ...FIRST, pool: { kind: 'Queue', maxsize: -5 } as never });
  expect(state.problems.length).toBeGreaterThan(0);
  expect(page.load).not.toHaveBeenCalled();
});

test('real threads run what is shown, and where there are none the model goes on', async () => {
  const { state, page, threads } = simulator();
  state.choose('workers');
  expect(threads.run).toHaveBeenCalledWith({ scenario: FIRST, schedule: ROUND_ROBIN, position: 5 });
  expect(page.load).not.toHaveBeenCalled();
  const without = simulator(false);
  without.state.choose('workers');
  await vi.waitFor(() => expect(without.state.engine).toBe('model'));
  expect(without.page.load).toHaveBeenCalledWith({ scenario: FIRST, schedule: ROUND_ROBIN }, 5);
});

test('Python that cannot be fetched is said, and the model goes on', async () => {
  const { state, page } = simulator();
  page.fetchPython.mockRejectedValue(new Error('no network'));
  state.choose('python');
  await vi.waitFor(() => expect(state.engine).toBe('model'));
  expect(state.threads.said).toBe(t.engine.offline);
});

test('a saved run of threads that took no turns is shown as it was', () => {
  const { state, page } = simulator();
  const free = { ...runScenario(FIRST, ROUND_ROBIN), real: 'uncontrolled', missing: 0 } as ModelExecution;
  state.open(free);
  expect(page.load).toHaveBeenCalledWith({ execution: free });
  expect(state.engine).toBe('workers');
});
