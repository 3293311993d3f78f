import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from '@playwright/test';
import { built, scormFiles } from '../../site/pack/scorm.mjs';
import type { Api } from '../../site/scorm/api.ts';
import { decodeFragment } from '../../simulator/link/permalink.ts';
import { foreign, pythonAttack } from './attack.ts';
import { expect, test } from './fixtures.ts';
import { FOLDER, startPlatform } from './platform.ts';
import { Workbench, choosePlain, LONG } from './workbench.ts';

test.setTimeout(LONG);

let platform: Awaited<ReturnType<typeof startPlatform>>;
let address = '';
let files: Record<string, Uint8Array> = {};
test.beforeAll(async () => {
  files = scormFiles();
  platform = await startPlatform(files);
  ({ address } = platform);
});
test.afterAll(() => platform.close());

const calls = (page: Page) => page.evaluate(() => (globalThis as unknown as { calls: string[] }).calls);
const value = (page: Page, name: string) =>
  page.evaluate((asked) => (globalThis as unknown as { API: Api }).API.LMSGetValue(asked), name);

/** Launches the package in the platform: what it says of itself, and the course in it. */
async function launch(page: Page): Promise<{ sco: FrameLocator; course: FrameLocator }> {
  await page.goto(`${address}/`);
  const sco = page.frameLocator('#sco');
  const course = sco.frameLocator('iframe');
  await expect(course.getByRole('heading', { level: 1 })).toBeVisible();
  return { sco, course };
}

test('the manifest is one of SCORM 1.2 with one SCO, names every file, and has the schemas that it names', () => {
  const manifest = Buffer.from(files['imsmanifest.xml']!).toString();
  expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
  expect(manifest.match(/adlcp:scormtype="sco"/g)).toHaveLength(1);
  expect(manifest).toContain('href="scorm/index.html"');
  const named = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, name]) => name);
  expect(['imsmanifest.xml', ...named].toSorted()).toEqual(Object.keys(files).toSorted());
  const located = /xsi:schemaLocation="([^"]*)"/
    .exec(manifest)![1]!
    .split(/\s+/)
    .filter((_, at) => at % 2 === 1);
  const imported = located.flatMap((name) =>
    [
      ...Buffer.from(files[name]!)
        .toString()
        .matchAll(/schemaLocation="([^"]*)"/g),
    ].map(([, other]) => other!),
  );
  expect(Object.keys(files).filter((name) => name.endsWith('.xsd'))).toEqual(
    [...new Set([...located, ...imported])].toSorted(),
  );
});

test('every link of the package leads to a file of it', () => {
  const broken: string[] = [];
  for (const [name, bytes] of Object.entries(files).filter(([each]) => each.endsWith('.html')))
    for (const [, link] of Buffer.from(bytes)
      .toString()
      .matchAll(/<[a-z][^>]*?\s(?:href|src|component-url|renderer-url)="([^"#]+)[^"]*"/g)) {
      const url = new URL(link!, `http://package.invalid/${name}`);
      if (url.origin === 'http://package.invalid' && !(decodeURIComponent(url.pathname.slice(1)) in files))
        broken.push(`${name}: ${link}`);
    }
  expect(broken).toEqual([]);
});

test('scorm-again is told of a lesson and a quiz, and they come back after a reload, after Back and where the device has nothing', async ({
  page,
}) => {
  const { sco, course } = await launch(page);
  await expect(sco.getByRole('status')).toContainText('0 of');
  await course
    .getByRole('link', { name: /1\s*Five parts|Five parts/ })
    .first()
    .click();
  await course.locator('lab-done button:not([hidden])').click();
  await expect(sco.getByRole('status')).toContainText(/^1 of \d+ lessons done, 0 of \d+ questions right/);
  const question = course.locator('lab-quiz [data-question]').first();
  await question.locator('input[data-right]').check();
  await question.getByRole('button').first().click();
  await expect(sco.getByRole('status')).toContainText(/^1 of \d+ lessons done, 1 of \d+ questions right/);

  const text = await sco.getByRole('status').innerText();
  const [done, lessons, right, questions] = text.match(/\d+/g)!.map(Number) as [number, number, number, number];
  const score = String(Math.round((100 * (done + right)) / (lessons + questions)));
  await expect.poll(() => value(page, 'cmi.core.score.raw')).toBe(score);
  expect(await value(page, 'cmi.core.score.max')).toBe('100');
  expect(await value(page, 'cmi.core.lesson_status')).toBe('incomplete');
  expect(await calls(page)).toContain('LMSCommit');
  const suspended = (await value(page, 'cmi.suspend_data'))!;
  expect(suspended.length).toBeLessThan(4096);
  expect(Object.keys(decodeFragment(suspended) as object)).toContain('done:five-parts');

  await page.reload();
  await expect(sco.getByRole('status')).toContainText(/^1 of \d+ lessons done, 1 of \d+ questions right/);
  await page.goto('about:blank');
  await page.goBack();
  await expect(sco.getByRole('status')).toContainText(/^1 of \d+ lessons done, 1 of \d+ questions right/);
  expect(await calls(page)).toContain('LMSInitialize');
  await expect.poll(() => value(page, 'cmi.core.score.raw')).toBe(score);

  // A browser that keeps pages whole brings it back as it was: that visit has ended, and what is done is told in the next.
  const frame = page.frame({ url: /scorm\/index\.html/ })!;
  for (const type of ['pagehide', 'pageshow'])
    await frame.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
  const keep = async (kept: 'yes' | null) => {
    await frame.evaluate((value) => {
      if (value) localStorage.setItem('lab:done:six-bugs', value);
      else localStorage.removeItem('lab:done:six-bugs');
      dispatchEvent(new StorageEvent('storage'));
    }, kept);
  };
  await keep('yes');
  await expect(sco.getByRole('status')).toContainText(/^2 of \d+ lessons done.*has been told/);
  const more = String(Math.round((100 * (done + right + 1)) / (lessons + questions)));
  await expect.poll(() => value(page, 'cmi.core.score.raw')).toBe(more);
  await keep(null);

  // Away, and back on a device that has nothing.
  await page.evaluate(() => ((document.getElementById('sco') as HTMLIFrameElement).src = 'about:blank'));
  await expect.poll(() => calls(page)).toContain('LMSFinish');
  expect((await calls(page)).filter((call) => call === 'LMSFinish')).toHaveLength(1);
  await page.evaluate(() => localStorage.clear());
  const again = await launch(page);
  await expect(again.sco.getByRole('status')).toContainText(/^1 of \d+ lessons done, 1 of \d+ questions right/);
  await expect(again.course.locator('[data-done-slug].done')).toHaveCount(1);
});

test('in the package a Python program reaches no other server, for its worker has the policy of its page', async ({
  page,
}) => {
  const other = await foreign();
  try {
    await choosePlain(page);
    await page.goto(`${address}${FOLDER}playground/index.html`);
    const bench = new Workbench(page, page.locator('[data-workbench]'));
    await bench.run(pythonAttack(other.url));
    await bench.run('print("ran")\n');
    await expect(bench.output).toHaveText('ran');
    expect(other.asked).toEqual([]);
    // Whatever is left of the walls inside the worker: the platform sends no policy, and the page's forbids code from text.
    const worker = await page.evaluate(async (url) => {
      const code = `try { setTimeout("import('${url}timer')", 0); } catch {}
        let made = 'made'; try { new Function('')(); } catch { made = 'refused'; }
        const got = await import('${url}module').then(() => 'got', () => 'refused');
        setTimeout(() => postMessage([made, got]), 500);`;
      const blob = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      const made = new Worker(blob, { type: 'module' });
      return new Promise((done) => made.addEventListener('message', ({ data }) => done(data)));
    }, other.url);
    expect(worker).toEqual(['refused', 'refused']);
    expect(other.asked).toEqual([]);
  } finally {
    await other.close();
  }
});

test('the package has neither search nor a service worker, which need a host of their own, and the site in a folder has', () => {
  const needs = /hosted-->|data-search-open|isolate\.js/;
  const pages = Object.keys(files).filter((name) => name.endsWith('.html'));
  expect(pages.filter((name) => needs.test(Buffer.from(files[name]!).toString()))).toEqual([]);
  expect(readFileSync(join(built, 'course/index.html'), 'utf8')).toMatch(needs);
});

test('the package has the licences of others, and names them in its manifest', () => {
  expect(Buffer.from(files['THIRD-PARTY.txt']!).toString()).toContain('MPL-2.0');
  expect(Buffer.from(files['imsmanifest.xml']!).toString()).toContain('href="THIRD-PARTY.txt"');
});

test('in the package, stages step and Python runs', async ({ page }) => {
  await page.goto(`${address}${FOLDER}lessons/five-parts/index.html`);
  const stage = page.locator('[data-stage]').first();
  await stage
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(stage.getByText(/^step 1 of/)).toBeVisible();
  await page.goto(`${address}${FOLDER}playground/index.html`);
  const bench = new Workbench(page, page.locator('[data-workbench]'));
  await bench.run('print("in a package")\n');
  await expect(bench.output).toHaveText('in a package');
});

test('without a platform, the package works and says that nothing is reported', async ({ page }) => {
  await page.goto(`${address}${FOLDER}scorm/index.html`);
  await expect(page.getByRole('status')).toContainText('nothing is reported');
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('The course');
});
