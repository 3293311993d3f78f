import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  embedFolders,
  embedHeaders,
  embedPolicy,
  forever,
  headersOf,
  isolationHeaders,
  pagePolicy,
  privacyHeaders,
  threadFolder,
  threadPolicy,
  workerFolder,
  workerPolicy,
} from '../../../site/server/headers.mjs';
import { apache, caddy, inReadme, netlify, nginx, recipes, vercel } from '../../../site/server/recipes.mjs';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const RESOURCES = 'Cross-Origin-Resource-Policy';
const POLICY = 'Content-Security-Policy';
/** A path of each kind. */
const PATHS = ['/', '/course/', '/zh-cn/course/', '/embed/stage/', '/zh-cn/embed/', '/_astro/a.js', '/_threads/a.js'];

test('every page but the embeds may be framed by the site alone, and no form leads away', () => {
  for (const path of ['/', '/course/', '/zh-cn/', '/embedding/', '/zh-cn/class/', '/404.html'])
    expect(headersOf(path)[POLICY]).toBe("frame-ancestors 'self'; form-action 'self'");
  for (const folder of embedFolders) expect(headersOf(folder)[POLICY]).toBe("form-action 'self'");
});

test('the policy in the <meta> of every page forbids forms that lead away, for hosts that send no header', () => {
  expect(read('astro.config.mjs')).toContain(`"form-action 'self'"`);
});

test('nothing is guessed, no other site learns an address, and devices are out of reach, on every path', () => {
  for (const path of PATHS) {
    expect(headersOf(path)).toMatchObject({ ...privacyHeaders, 'X-Content-Type-Options': 'nosniff' });
    expect(Object.keys(headersOf(path))).toEqual(
      expect.arrayContaining(['Referrer-Policy', 'Permissions-Policy', ...Object.keys(isolationHeaders)]),
    );
  }
});

test.each([
  ['site/public/_headers', netlify()],
  ['vercel.json', `${JSON.stringify(vercel(), null, 2)}\n`],
  ['README.md', inReadme(read('README.md'))],
])('%s is what `node site/server/recipes.mjs write` writes', (path, made) => expect(read(path)).toBe(made));

/** The rules of `_headers`, by path. */
const rulesOf = (text: string) =>
  new Map(
    text
      .replaceAll(/^#.*\n/gm, '')
      .trim()
      .split('\n\n')
      .map((block) => {
        const [path = '', ...lines] = block.split('\n');
        return [
          path,
          lines.map(
            (line) =>
              line
                .trim()
                .split(/: (.*)/s)
                .slice(0, 2) as [string, string],
          ),
        ];
      }),
  );

test('_headers says for every path what the server says, and nothing twice, for hosts would join it', () => {
  const rules = [...rulesOf(read('site/public/_headers'))];
  expect(rules.length).toBeLessThan(100);
  for (const path of [...PATHS, '/pyodide/1/a.zip']) {
    const fits = (rule: string) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule);
    const lines = rules.filter(([rule]) => fits(rule)).flatMap(([, headers]) => headers);
    const sent = Object.fromEntries(lines);
    expect(Object.keys(sent)).toHaveLength(lines.length);
    const { 'Cache-Control': cache, ...wanted } = headersOf(path);
    // The hosts ask again for what says nothing; the form policy of embeds is in their <meta>.
    if (cache !== 'no-cache') wanted['Cache-Control'] = cache!;
    if (embedFolders.some((folder) => path.startsWith(folder))) delete wanted[POLICY];
    if (path.startsWith('/pyodide/')) delete wanted[POLICY];
    expect([path, sent]).toEqual([path, wanted]);
  }
});

test('vercel.json says for every path what the server says', () => {
  const { headers: rules } = JSON.parse(read('vercel.json')) as ReturnType<typeof vercel>;
  for (const path of PATHS) {
    const sent: Record<string, string> = {};
    for (const { source, headers } of rules)
      if (new RegExp(`^${source}$`).test(path)) for (const { key, value } of headers) sent[key] = value;
    const { 'Cache-Control': cache, ...wanted } = headersOf(path);
    if (cache !== 'no-cache') wanted['Cache-Control'] = cache!;
    if (embedFolders.some((folder) => path.startsWith(folder))) delete wanted[POLICY];
    expect([path, sent]).toEqual([path, wanted]);
  }
});

test.each(Object.entries(recipes))('the README has every header and policy for %s', (name, recipe) => {
  const text = recipe();
  expect(read('README.md')).toContain(text);
  for (const [header, value] of Object.entries({ ...isolationHeaders, ...privacyHeaders })) {
    expect(text).toContain(header);
    expect(text).toContain(value);
  }
  for (const value of [workerPolicy, threadPolicy, pagePolicy, embedHeaders[RESOURCES], 'immutable', 'no-cache'])
    expect([name, text]).toEqual([name, expect.stringContaining(value)]);
  for (const folder of [workerFolder, threadFolder, ...forever, ...embedFolders])
    expect(text).toContain(folder.slice(1, -1));
});

test('for a site in a folder, each recipe names the folder in every pattern', () => {
  for (const recipe of [nginx, caddy, apache])
    for (const folder of ['_astro', '_threads', 'embed']) {
      const lines = recipe('/lab/')
        .split('\n')
        .filter((line) => new RegExp(`\\b${folder}\\b.*/|/${folder}`).test(line));
      expect(lines).not.toEqual([]);
      for (const line of lines) expect(line).toContain('/lab/');
    }
});

test('site/public/isolate.js sends the same headers as the server', () => {
  const text = read('site/public/isolate.js');
  const [, everywhere] = /const everywhere = (\{[^}]*\});/.exec(text)!;
  const { 'Cache-Control': _, [POLICY]: page, ...wanted } = headersOf('/');
  for (const [name, value] of Object.entries(isolationHeaders)) {
    expect(text).toContain(`headers.set('${name}', '${value}')`);
    delete wanted[name];
  }
  expect(new Function(`return ${everywhere}`)()).toEqual(wanted);
  expect(text).toContain(`const pagePolicy = "${page}"`);
  expect(text).toContain(`const embedPolicy = "${embedPolicy}"`);
  expect(text).toContain(`const workerPolicy = "${workerPolicy}"`);
  expect(text).toContain(`const threadPolicy = "${threadPolicy}"`);
  for (const folder of [threadFolder, workerFolder, ...embedFolders]) expect(text).toContain(`'${folder}'`);
});

test('the page that is missing is where the recipes look for it', () => {
  expect(existsSync(fileURLToPath(new URL('../../../site/pages/404.astro', import.meta.url)))).toBe(true);
  for (const recipe of [nginx, caddy, apache]) expect(recipe()).toContain('/404.html');
});
