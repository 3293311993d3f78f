import { test as base, expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { servedAt } from './urls.ts';

export { expect };

/**
 * Chromium's own promises, of the transition to the next page that styles ask for; no script of the site starts one. They
 * fail when that page asks for none, or was there before the transition was (w3c/csswg-drafts#13726).
 */
const ITS_OWN =
  /ViewTransition opt-in disabled|Transition was aborted because of invalid state\. Page already revealed/;

interface Fixtures {
  /** Complaints a test expects, such as the 404 of a missing page. */
  tolerated: RegExp[];
  /** True if the browser has never seen the site: nothing is in its caches, and no service worker is there. */
  firstVisit: boolean;
}

interface WorkerFixtures {
  visitor: Visitor;
}

/** A browser context with what a browser caches of a site, which the tests of a worker share. */
interface Visitor {
  context: BrowserContext;
  /** Takes away what a test has left, but for the caches. */
  forget: () => Promise<void>;
}

async function forgetful(context: BrowserContext): Promise<Visitor> {
  const own = await context.newPage();
  // While a document of the site is open, the browser keeps the site's process, with what it has compiled.
  await own.goto('favicon.svg');
  const devtools = await context.newCDPSession(own);
  return {
    context,
    async forget() {
      await Promise.all(context.pages().map((page) => (page === own ? undefined : page.close())));
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await context.setOffline(false);
      await context.clearPermissions();
      await context.clearCookies();
      for (const served of ['main', 'bare', 'folder'] as const) await clear(devtools, new URL(servedAt(served)).origin);
    },
  };
}

const clear = (devtools: CDPSession, origin: string) =>
  devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb,file_systems' });

/** Playwright's `test`, whose `page` fails the test on any console error, page error or breach of the content policy. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({}, use) => use(servedAt('main')),
  tolerated: [[], { option: true }],
  firstVisit: [false, { option: true }],
  visitor: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: servedAt('main'), viewport: { width: 1280, height: 720 } });
      await use(await forgetful(context));
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, visitor, baseURL, firstVisit, viewport, hasTouch, isMobile }, use) => {
    if (!firstVisit && !hasTouch && !isMobile && baseURL === servedAt('main')) {
      await use(visitor.context);
      return visitor.forget();
    }
    const context = await browser.newContext({ baseURL: baseURL!, viewport, hasTouch, isMobile });
    await use(context);
    await context.close();
  },
  page: async ({ context, viewport, tolerated }, use) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    const complaints = await listen(page);
    await use(page);
    const untolerated = complaints.filter((text) => !tolerated.some((pattern) => pattern.test(text)));
    expect(untolerated, 'nothing complains in the console').toEqual([]);
  },
});

/** Collects what goes wrong in a page, from now on. For pages a test opens by itself, in a context of its own. */
export async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', ({ name, message, stack }) => {
    if (!ITS_OWN.test(message)) complaints.push(`page error: ${stack || `${name}: ${message}`}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`content policy: ${violatedDirective} forbids ${blockedURI} ${sample}`);
    });
  });
  return complaints;
}

/** Has the page start in a theme, as if the visitor had chosen it before. */
export async function chooseTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.addInitScript((chosen) => {
    // An empty page has no storage.
    if (location.protocol !== 'about:') localStorage.setItem('lab:theme', chosen);
  }, theme);
}

/** Opens a page and waits until every island that loads by itself is alive, and nothing further down will change its size. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' });
  const still = ['astro-island[ssr]:not([client="intent"])', 'astro-island[ssr][opts*="idle"]'];
  await expect(page.locator(still.join())).toHaveCount(0);
  const later = page.locator('astro-island[ssr]:not([laid-out]) > .st');
  const below = () => later.evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().bottom > 0).length);
  await expect.poll(below).toBe(0);
}

/** Keeps what a page asks for under these addresses waiting, until the function it gives is called. */
export async function holdBack(page: Page, addresses: string | RegExp): Promise<() => void> {
  let letGo = () => {};
  const wait = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(addresses, async (route) => {
    await wait;
    await route.continue();
  });
  return letGo;
}
