/**
 * Lighthouse's four scores, on its phone preset, for the home, course and first lesson pages in both languages, or for
 * the paths given: `npm run lighthouse -- course/ zh-cn/course/`. The site has to be built. A score below 98 fails.
 */
import { createServer } from 'node:net';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { serve } from '../../site/server/serve.mjs';
import { browserFlags, findBrowser } from './browser.mjs';
import { root } from './command.mjs';

const lowest = 98;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

const port = await freePort();
const executablePath = await findBrowser();
const served = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath, args: [...browserFlags, `--remote-debugging-port=${port}`] });
let low = false;
try {
  console.log('page'.padEnd(44) + categories.map((name) => name.padStart(16)).join(''));
  for (const page of process.argv.length > 2 ? process.argv.slice(2) : defaultPages()) {
    const { lhr } = await lighthouse(served.url + page, { port, onlyCategories: categories, logLevel: 'error' });
    const scores = categories.map((name) => Math.round((lhr.categories[name]?.score ?? 0) * 100));
    console.log(`/${page}`.padEnd(44) + scores.map((score) => String(score).padStart(16)).join(''));
    low ||= scores.some((score) => score < lowest);
    printFindings(lhr);
  }
} finally {
  await browser.close();
  await served.close();
}
process.exitCode = low ? 1 : 0;

function defaultPages() {
  const first = (pattern) =>
    globSync(pattern, { cwd: join(root, 'dist') })
      .toSorted()
      .slice(0, 1);
  const lessons = ['lessons/*/index.html', 'zh-cn/lessons/*/index.html'].flatMap(first);
  const asPath = (file) => file.replaceAll('\\', '/').replace(/index\.html$/, '');
  return ['', 'zh-cn/', 'course/', 'zh-cn/course/', ...lessons.map(asPath)];
}

/** Prints the audits that cost points, so that a score below 100 says why. */
function printFindings(lhr) {
  for (const { auditRefs } of Object.values(lhr.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) console.log(`  ${id}: ${title} ${displayValue ?? ''}`);
    }
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
}
