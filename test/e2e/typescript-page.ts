import type { Page } from '@playwright/test';

/** The page of TypeScript programs. */
export const PAGE = 'playground/typescript/';
/** Files of Python, of TypeScript's service, and of a program's threads. */
export const PYTHON = /\/pyodide\/|\/worker-|monaco-python/;
export const SERVICE = /ts\.worker|monaco-typescript/;
export const THREAD = /\/_threads\//;

/** Counts the files that a page fetches from now on, by their address. */
export function fetchedBy(page: Page): (what: RegExp) => number {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return (what) => urls.filter((url) => what.test(url)).length;
}
