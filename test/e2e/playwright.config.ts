import { defineConfig, devices } from '@playwright/test';
import { browserFlags, findBrowser } from '../tools/browser.mjs';

// Looked for once: the worker processes inherit the variable.
process.env['CHROMIUM'] ??= await findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/e2e',
  globalSetup: './serve.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // The tally says which tests needed it, and fails when they are many.
  retries: 1,
  workers: 2,
  timeout: 120_000,
  // Long enough for a machine that does other things too.
  expect: { timeout: 30_000 },
  reporter: 'line',
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: {
      executablePath: process.env['CHROMIUM'],
      // A test's programs are over before V8 has made Python's loop fast, which takes a second in each page.
      args: [...browserFlags, '--js-flags=--liftoff-only'],
    },
    screenshot: 'only-on-failure',
  },
});
