import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { launch } from 'puppeteer-core';
import { serve } from '../../../site/server/serve.mjs';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';

/** Run by hand: `node test/conformance/browsers/run.ts [chromium] [firefox]`. The second is $FIREFOX, or `firefox-esr`. */
const DIST = fileURLToPath(new URL('../../.cache/smoke', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const asked = process.argv.slice(2);
const browsers = asked.length > 0 ? asked : ['chromium', 'firefox'];

await build({
  entryPoints: {
    page: `${HERE}page.ts`,
    actor: `${HERE}actor.ts`,
    director: `${HERE}director.ts`,
    'wide-actor': `${HERE}wide-actor.ts`,
    'wide-director': `${HERE}wide-director.ts`,
    worker: `${HERE}../../bench/pools/page/ours.ts`,
  },
  outdir: DIST,
  bundle: true,
  format: 'esm',
  logLevel: 'warning',
});
await mkdir(DIST, { recursive: true });
await writeFile(`${DIST}/index.html`, '<!doctype html><script type="module" src="page.js"></script>');
const recordings = JSON.parse(await readFile(`${HERE}../recordings.json`, 'utf8')) as { scenario: Scenario }[];
const scenarios = [...new Map(recordings.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values()];
const policies = [{ kind: 'round-robin' }, { kind: 'random', seed: 1 }];
const { url, close } = await serve({ dir: DIST, port: 0 });

type Evaluate = (script: string) => Promise<unknown>;
async function opened(browser: string): Promise<{ evaluate: Evaluate; close(): Promise<void> }> {
  if (browser === 'chromium') {
    const chrome = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
    const page = await chrome.newPage();
    await page.goto(url);
    return { evaluate: (script) => page.evaluate(script), close: () => chrome.close() };
  }
  const executablePath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
  const firefox = await launch({ browser: 'firefox', executablePath, protocolTimeout: 1e6 });
  const page = await firefox.newPage();
  await page.goto(url);
  return { evaluate: (script) => page.evaluate(script), close: () => firefox.close() };
}

let failed = false;
for (const name of browsers) {
  const browser = await opened(name);
  await browser.evaluate(
    'new Promise((resolve) => { const look = () => globalThis.smoke ? resolve() : setTimeout(look, 20); look(); })',
  );
  const call = async (title: string, script: string, right: (result: never) => boolean) => {
    const result = await browser.evaluate(script);
    const holds = right(result as never);
    failed ||= !holds;
    console.log(`${name}: ${holds ? 'holds' : 'FAILS'}: ${title}`, JSON.stringify(result).slice(0, 2000));
  };
  for (const wide of [false, true])
    await call(
      `real threads write the model's trace${wide ? ', with late notifies' : ''}`,
      `smoke.conformance(${JSON.stringify(scenarios)}, ${JSON.stringify(policies)}, ${wide})`,
      ({ wrong }: { wrong: string[] }) => wrong.length === 0,
    );
  for (const [title, items, shared, bounds] of [
    ['a million items, workers ended', 1_000_000, true, {}],
    ['20,000 through queues with bounds, workers ended', 20_000, true, { qSize: 50, resqSize: 50 }],
    ['a million by messages, workers ended', 1_000_000, false, {}],
  ] as const)
    await call(
      title,
      `smoke.kills(${items}, ${shared}, ${JSON.stringify(bounds)})`,
      (result: { answered: number; right: number; lost: number; once: boolean }) =>
        result.answered === items && result.right + result.lost === items && result.once,
    );
  await browser.close();
}
await close();
process.exitCode = failed ? 1 : 0;
