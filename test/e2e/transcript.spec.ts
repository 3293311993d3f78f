import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { choosePlain, LONG, PYTHON } from './workbench.ts';

/** Has the page note what its live regions say, as a screen reader would speak it. */
const listenIn = (page: Page) =>
  page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const LIVE = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]';
    const regions = new Map<Element, string>();
    const look = (): void => {
      for (const region of document.querySelectorAll(LIVE)) {
        const text = region.textContent.replace(/\s+/g, ' ').trim();
        // A region is spoken when it changes, not when it comes with its text.
        if (regions.has(region) && regions.get(region) !== text && text) said.push(text);
        regions.set(region, text);
      }
    };
    document.addEventListener('DOMContentLoaded', () => {
      look();
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  });
const said = (page: Page) => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));

test('what a screen reader speaks makes sense without the picture: ten steps, a deadlock, a failed exercise', async ({
  page,
}) => {
  test.setTimeout(LONG);
  await choosePlain(page);
  await listenIn(page);
  await open(page, 'lessons/putrequest-and-bounded-queues/');

  await test.step('ten steps', async () => {
    const stage = page.locator('#bounded-queue');
    await stage.hover();
    await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
    await said(page);
    const steps: string[] = [];
    for (let step = 1; step <= 10; step++) {
      await stage.press('ArrowRight');
      await expect(stage.getByText(new RegExp(`^step ${step} of`))).toBeVisible();
      steps.push(...(await said(page)));
    }
    expect(steps).toEqual([
      'main calls ThreadPool(2, q_size=2) and starts Thread-1.',
      'Thread-1 checks its _dismissed event: it is not set, so it asks for a request.',
      'main starts Thread-2.',
      'Thread-1 calls get(True, 5): _requests_queue is empty, so it waits on not_empty until another thread puts, or until t = 5.0 s.',
      'Thread-2 checks its _dismissed event: it is not set, so it asks for a request.',
      'main calls makeRequests(do_job, data), gets its requests (6), calls pool.putRequest(request) and puts request 0 into _requests_queue. This wakes Thread-1 from not_empty.',
      'Thread-1 takes request 0 from _requests_queue.',
      'Thread-2 calls get(True, 5): _requests_queue is empty, so it waits on not_empty until another thread puts, or until t = 5.0 s.',
      'main enters request 0 in workRequests: results expected now: 1.',
      'Thread-1 checks its _dismissed event: it is not set, so it does the job.',
    ]);
  });

  await test.step('a deadlock', async () => {
    const stage = page.locator('#deadlock');
    await stage.hover();
    await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
    await said(page);
    await stage.getByRole('slider').press('End');
    await expect(stage.getByRole('group', { name: 'How the run ended' })).toContainText('Deadlock');
    const [spoken, ...more] = await said(page);
    expect(more).toEqual([]);
    // The last step, that it is a deadlock, and of each thread what it waits for and who could end that.
    for (const part of [
      'Thread-1 calls _results_queue.put(…): _results_queue is full (1 of 1), so it waits on not_full until another thread gets.',
      'Deadlock: no thread can go on, now or later.',
      'main waits on not_full of _requests_queue; only Thread-1 or Thread-2 could end that.',
      'Thread-1 waits on not_full of _results_queue; only main could end that.',
      'Thread-2 waits on not_full of _results_queue; only main could end',
    ])
      expect(spoken).toContain(part);
    await expect(stage.locator('.st-lanes')).toMatchAriaSnapshot(`
      - 'group "Pool manager: ThreadPool"':
        - button "main" [pressed]
        - text: blocked no timeout
        - paragraph:
          - text: in
          - code: _requests_queue.put(request)
          - text: "the queue is full; could get: Thread-1 or Thread-2"
      - group "Worker threads":
        - button "Thread-1"
        - text: blocked no timeout
        - paragraph:
          - text: in
          - code: _results_queue.put(…)
          - text: "the queue is full; could get: main"
        - button "Thread-2"
        - text: blocked no timeout
        - paragraph:
          - text: in
          - code: _results_queue.put(…)
          - text: "the queue is full; could get: main"
    `);
  });

  await test.step('a failed exercise', async () => {
    const exercise = page.locator('#put-all');
    await said(page);
    await exercise.getByRole('button', { name: 'Check my code' }).click();
    await expect(exercise.locator('.wb-scenarios .wb-failed').first()).toBeVisible(PYTHON);
    expect(await said(page)).toEqual(['5 of 5 do not hold yet.']);
    const first = exercise.locator('.wb-scenarios li').first();
    expect(await first.ariaSnapshot()).toMatch(
      /text: "failed Ten requests [^]* put_all\(\) never came to its end, [^]* Who takes a result out\?"\n\s+- button "See how"/,
    );
  });
});
