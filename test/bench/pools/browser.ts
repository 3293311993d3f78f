import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { serve } from '../../../site/server/serve.mjs';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';
import type { LOADS, Measured } from './loads.ts';

const DIST = fileURLToPath(new URL('../../.cache/pools', import.meta.url));
const PAGE = new URL('page/', import.meta.url);
const SCRIPTS = ['main', 'ours', 'workerpool', 'threads', 'comlink', 'poolifier', 'raw'];

/** The face of `page/main.ts`. */
interface Bench {
  pools(
    workers: number,
    loads: readonly (keyof typeof LOADS)[],
    rounds: number,
    only?: readonly string[],
  ): Promise<Measured>;
  article(jobs: number, workers: number, kind: 'WorkManager' | 'ThreadPool'): Promise<number>;
  rawLimits(rounds: number): Promise<{ hand: number[]; ring: number[] }>;
}

/** Opens the page of the pools in Chromium, isolated, and hands out what it can measure. */
export async function withPage<R>(use: (bench: Bench) => Promise<R>): Promise<R> {
  await bundle();
  const { url, close } = await serve({ dir: DIST, port: 0 });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserFlags, '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    const call =
      (name: string) =>
      (...args: unknown[]) =>
        page.evaluate(
          ([name, args]) => (globalThis as never as { bench: Record<string, Function> }).bench[name]!(...args),
          [name, args] as const,
        );
    return await use({ pools: call('pools'), article: call('article'), rawLimits: call('rawLimits') } as Bench);
  } finally {
    await browser.close();
    await close();
  }
}

async function bundle(): Promise<void> {
  await build({
    entryPoints: SCRIPTS.map((name) => fileURLToPath(new URL(`${name}.ts`, PAGE))),
    outdir: DIST,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Asked for only where there is no browser.
    external: ['worker_threads', 'os', 'child_process', 'process'],
    logLevel: 'warning',
  });
  await mkdir(DIST, { recursive: true });
  await writeFile(`${DIST}/index.html`, '<!doctype html><script type="module" src="main.js"></script>');
}
