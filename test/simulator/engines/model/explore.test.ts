import { expect, test } from 'vitest';
import { GALLERY } from '../../../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../../../simulator/scenario/scenario.ts';
import { exploreModel, type Search } from '../../../../simulator/engines/model/explore.ts';
import { runScenario } from '../../../../simulator/engines/model/execution.ts';

async function search(scenario: Scenario, count = 300): Promise<Search> {
  let last: Search | undefined;
  for await (last of exploreModel(scenario, count));
  return last!;
}

/** The only worker may be dismissed at any time: main is told that there are no workers, or waits for ever. */
const dismissed: Scenario = {
  pool: { kind: 'ThreadPool', num_workers: 1, q_size: 0, resq_size: 0, poll_timeout: 5 },
  jobs: [{ duration: 0.1 }],
  threads: [
    {
      name: 'main',
      script: [{ call: 'ThreadPool' }, { call: 'makeRequests' }, { call: 'putRequest' }, { call: 'wait' }],
    },
    {
      name: 'other',
      script: [
        { call: 'sleep', seconds: 0 },
        { call: 'dismissWorkers', num_workers: 1 },
      ],
    },
  ],
};

test('a failing schedule is found, and as an execution it fails in the same way', async () => {
  const { failure } = await search(dismissed);
  const again = runScenario(dismissed, failure!.schedule);
  expect([again.mismatch, again.findings[0]?.kind]).toEqual([null, failure!.finding.kind]);
});

test('one preemption is enough: `other` goes on before main is back from wait', async () => {
  const { failure } = await search(dismissed);
  expect(failure?.preemptions).toBeLessThanOrEqual(1);
});

test('a scenario that always fails is shown without any preemption', async () => {
  expect(await search(GALLERY['wm-failing-job'])).toMatchObject({
    tried: 1,
    failure: { preemptions: 0, schedule: { picks: [] } },
  });
});

test('a pool that no schedule breaks is not said to be broken', async () => {
  expect(await search(GALLERY['first-pool'])).toEqual({ tried: 300, failure: null });
});
