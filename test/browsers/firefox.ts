import { tmpdir } from 'node:os';
import { launch, type KeyInput, type Page } from 'puppeteer-core';
import type { Browser, Tab } from './tab.ts';

/** Starts Firefox, driven by WebDriver BiDi. */
export async function startFirefox(executablePath: string): Promise<Browser> {
  const firefox = await launch({
    browser: 'firefox',
    executablePath,
    protocolTimeout: 60_000,
    defaultViewport: { width: 1280, height: 720 },
    // What a page saves goes nowhere near the machine's own downloads.
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': tmpdir() },
  });
  return { tab: tabOf(await firefox.newPage()), close: () => firefox.close() };
}

function tabOf(page: Page): Tab {
  return {
    async goto(url) {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    },
    key: (name) => page.keyboard.press(name as KeyInput),
    call: (inPage, ...args) => page.evaluate(inPage as never, ...args) as never,
    another: async () => tabOf(await page.browser().newPage()),
    close: () => page.close(),
  };
}
