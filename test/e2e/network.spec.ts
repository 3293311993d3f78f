import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { isolationHeaders } from '../../site/server/headers.mjs';
import { foreign, pythonAttack, typeScriptAttack, type Foreign } from './attack.ts';
import { expect, test } from './fixtures.ts';
import { servedAt } from './urls.ts';
import { Workbench, choosePlain, LONG } from './workbench.ts';

test.setTimeout(LONG);
// The service worker of one test would isolate the pages of the next.
test.use({ firstVisit: true });

let other: Foreign;
/** A host that sends the three headers that isolate a page, and no policy at all. */
let three: Server;
let threeAddress = '';
test.beforeAll(async () => {
  other = await foreign();
  three = createServer((request, response) => {
    const { hostname, port } = new URL(servedAt('bare'));
    ask({ hostname, port, path: request.url, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode!, { ...answer.headers, ...isolationHeaders });
      answer.pipe(response);
    }).end();
  });
  await new Promise<void>((done) => three.listen(0, '127.0.0.1', done));
  threeAddress = `http://localhost:${(three.address() as AddressInfo).port}/`;
});
test.afterAll(async () => {
  three.closeAllConnections();
  three.close();
  await other.close();
});

interface Host {
  address: () => string;
  /** Allows or blocks service workers. */
  workers: 'allow' | 'block';
  /** True if threads share memory there, which a TypeScript program needs. */
  typeScript: boolean;
}
const hosts: Record<string, Host> = {
  'a host with all headers': { address: () => servedAt('main'), workers: 'allow', typeScript: true },
  'a host with all headers, without service workers': {
    address: () => servedAt('main'),
    workers: 'block',
    typeScript: true,
  },
  'a host without headers': { address: () => servedAt('bare'), workers: 'allow', typeScript: true },
  'a host without headers, without service workers': {
    address: () => servedAt('bare'),
    workers: 'block',
    typeScript: false,
  },
  'a host with the three headers only': { address: () => threeAddress, workers: 'allow', typeScript: true },
};

/** Real servers with the README's recipes, for a trial by hand: `LAB_HOSTS="nginx=http://localhost:8101/"`, by commas. */
for (const pair of (process.env['LAB_HOSTS'] ?? '').split(',').filter(Boolean)) {
  const [name = '', address = ''] = pair.split('=');
  hosts[name] = { address: () => address, workers: 'block', typeScript: true };
}

/** A page of a host, in a browser of its own that shares nothing with other tests, isolated if it can be. */
async function pageOf(browser: Browser, { address, workers }: Host): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: workers });
  const page = await context.newPage();
  await choosePlain(page);
  if (workers === 'allow') {
    await page.goto(address());
    await page.waitForFunction(() => globalThis.crossOriginIsolated);
  }
  return page;
}

async function benchAt(page: Page, { address }: Host, path: string): Promise<Workbench> {
  await page.goto(`${address()}${path}`);
  await page.waitForLoadState('networkidle');
  return new Workbench(page, page.locator('[data-workbench]'));
}

for (const [name, host] of Object.entries(hosts))
  test(`${name}: programs in Python and in TypeScript run, and reach no other server`, async ({ browser }) => {
    const page = await pageOf(browser, host);
    const python = await benchAt(page, host, 'playground/');
    await python.run(pythonAttack(other.url));
    // Later than what the program has left behind.
    await python.run('print("ran")\n');
    await expect(python.output).toHaveText('ran');
    expect(other.asked.filter((path) => path.includes('python'))).toEqual([]);

    const typeScript = await benchAt(page, host, 'playground/typescript/');
    await typeScript.run(typeScriptAttack(other.url));
    if (host.typeScript) await expect(typeScript.output).toContainText('tried');
    await typeScript.run("export function main() {\n  console.log('ran');\n}\n");
    if (host.typeScript) await expect(typeScript.output).toHaveText('ran');
    expect(other.asked.filter((path) => path.includes('ts'))).toEqual([]);
    await page.context().close();
  });
