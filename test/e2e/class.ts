import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { handInFile, readHandInLink } from '../../simulator/class/hand-in.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { alive, open as openIn, press, see, until, write } from '../browsers/tab.ts';
import { browserFlags } from '../tools/browser.mjs';
import { expect, listen, open } from './fixtures.ts';
import { choosePlain } from './workbench.ts';

/** The page of a class, alive. */
export async function openClass(page: Page, path = './class/'): Promise<Locator> {
  await open(page, path);
  const root = page.locator('.class');
  await expect(root).toHaveAttribute('data-ready', '');
  return root;
}

/** An instructor puts a class of two lessons and their exercises together. Gives its link. */
export async function putTogether(page: Page, title = 'Tuesday'): Promise<string> {
  await openClass(page);
  const build = page.locator('[data-build]');
  await build.getByLabel('What the class is called').fill(title);
  await build.getByLabel('15. The GIL is a lock').check();
  await build.getByLabel('9. The worker that will not leave').check();
  await build.getByRole('button', { name: 'Later: 9.' }).click();
  await build.getByLabel('Exercise: Let the waits overlap').check();
  await build.getByLabel('Pool views begin with').selectOption('random');
  await build.getByLabel('Seed').fill('42');
  await build.getByLabel('Seed').blur();
  await build.getByLabel('Programs can be switched').selectOption('line');
  return build.locator('[data-link]').inputValue();
}

/** Opens the link as a learner and joins. */
export async function join(page: Page, link: string, button = 'Join this class'): Promise<void> {
  await openClass(page, link);
  await page.getByRole('button', { name: button }).click();
}

/** A solution of the exercise of {@link putTogether}. */
export const SOLUTION = readFileSync(new URL('../../lessons/listings/fetch_all.py', import.meta.url), 'utf8');

/** A learner's work in the class. */
export interface Work {
  name: string;
  /** Written into the exercise. */
  code: string;
  /** The browser says that the exercise has passed; the entry can be forged. */
  claims: boolean;
  chinese?: boolean;
  phone?: boolean;
  /** The device loses all that it has kept, in the middle of the work. */
  emptied?: boolean;
}

/** A file as a learner's browser saves it. */
export interface SavedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DRAFT = 'lab:draft:v1:try-overlap-the-waits';

/**
 * A learner joins on a device of their own and hands in, works, marks a lesson as done and hands in again. Gives both files.
 * `foreign`: what the browser says of itself at such an address.
 */
export async function handInsOf(browser: Browser, link: string, work: Work, foreign = /^$/): Promise<SavedFile[]> {
  const context = await browser.newContext(work.phone ? PHONE : {});
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints = await listen(page);
  await choosePlain(page);
  const { chinese, name } = work;
  const own = chinese ? link.replace('/class/', '/zh-cn/class/') : link;
  const joinIt = () => join(page, own, chinese ? '加入这个班级' : 'Join this class');
  const handIn = async (file: string): Promise<SavedFile> => {
    await page.getByLabel(chinese ? '你的名字' : 'Your name').fill(name);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: chinese ? '交作业' : 'Hand in', exact: true }).click();
    return { name: file, mimeType: 'application/json', buffer: readFileSync(await (await saving).path()) };
  };

  await joinIt();
  const first = await handIn(`${name}-first.json`);
  await page.locator('[data-parts] a').first().click();
  await page.getByRole('button', { name: chinese ? '标记为已学完' : 'Mark as done' }).click();
  const code = page.locator('[data-workbench="try-overlap-the-waits"] textarea').first();
  await code.focus();
  await expect(page.locator('[data-workbench="try-overlap-the-waits"][data-ready]')).toHaveCount(1);
  await code.fill(work.code);
  const kept = () => page.evaluate((key) => localStorage.getItem(key), DRAFT);
  const whole = JSON.stringify(work.code.slice(-20)).slice(1, -1);
  await expect.poll(kept).toContain(whole);
  if (work.emptied) {
    await page.evaluate(() => localStorage.clear());
    await expect.poll(kept, { timeout: 15_000 }).toContain(whole);
    await joinIt();
  }
  if (work.claims) await page.evaluate(() => localStorage.setItem('lab:passed:overlap-the-waits', '{}'));
  await openClass(page, own.split('#')[0]!);
  const last = await handIn(`${name}.json`);
  expect(complaints.filter((text) => !foreign.test(text))).toEqual([]);
  await context.close();
  return [first, last];
}

/** The same in Firefox, which Playwright does not drive: the files are made of the links that it gives. */
export async function handInsFromFirefox(
  program: string,
  link: string,
  { name, code }: Pick<Work, 'name' | 'code'>,
): Promise<SavedFile[]> {
  const { tab, close } = await startFirefox(program);
  const workbench = '[data-workbench="try-overlap-the-waits"]';
  const handIn = async (file: string): Promise<SavedFile> => {
    await write(tab, 'input[autocomplete=name]', name);
    await press(tab, '.class button', 'Hand in');
    const sent = await until('the link of the hand-in', () =>
      tab.call(() => [...document.querySelectorAll('input')].find(({ value }) => value.includes('#hand-in='))?.value),
    );
    const text = handInFile(readHandInLink(sent.split('#hand-in=')[1]!).handIn);
    return { name: file, mimeType: 'application/json', buffer: Buffer.from(text) };
  };
  try {
    await openIn(tab, link);
    await tab.call(() => localStorage.setItem('lab:editor', 'plain'));
    await press(tab, '.class button', 'Join this class');
    const first = await handIn(`${name}-first.json`);
    await press(tab, '[data-parts] a');
    await see(tab, 'h1', /GIL/);
    await alive(tab);
    await press(tab, 'lab-done button', 'Mark as done');
    // A download leaves Firefox's window without the focus, so no element gets it: the pointer reaches for the code.
    await tab.call((css: string) => {
      document.querySelector(css)!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    }, `${workbench} textarea`);
    await see(tab, `${workbench}[data-ready]`, /./);
    await write(tab, `${workbench} textarea`, code);
    await until('the code to be kept', () =>
      tab.call((key: string) => (localStorage.getItem(key) ? true : undefined), DRAFT),
    );
    await openIn(tab, link.split('#')[0]!);
    return [first, await handIn(`${name}.json`)];
  } finally {
    await close();
  }
}

/** The browser itself says that headers for isolation hold at https and localhost only. */
export const NOT_SECURE = /Cross-Origin-Opener-Policy header has been ignored/;

/** A browser to which `room.test` is this machine: a plain http address, which is no secure context. */
export function roomBrowser(): Promise<Browser> {
  const args = [...browserFlags, '--host-resolver-rules=MAP room.test 127.0.0.1'];
  return chromium.launch({ executablePath: process.env['CHROMIUM']!, args });
}
