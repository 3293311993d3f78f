import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  embedFolders,
  embedHeaders,
  forever,
  isolationHeaders,
  threadFolder,
  threadPolicy,
  workerPolicy,
} from '../../../site/server/headers.mjs';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const headers = Object.entries(isolationHeaders);

const RESOURCES = 'Cross-Origin-Resource-Policy';

test('site/public/isolate.js sends the same isolation headers as the server', () => {
  for (const [name, value] of headers)
    expect(read('site/public/isolate.js')).toContain(`headers.set('${name}', '${value}')`);
});

/** The rules of `_headers`, by path. */
const rulesOf = (text: string) =>
  new Map(
    text
      .replaceAll(/^#.*\n/gm, '')
      .trim()
      .split('\n\n')
      .map((block) => {
        const [path = '', ...lines] = block.split('\n');
        return [path, lines.map((line) => line.trim())];
      }),
  );

test('_headers isolates every page, and no path gets two resource policies, for hosts would join them', () => {
  const rules = rulesOf(read('site/public/_headers'));
  for (const [name, value] of headers) if (name !== RESOURCES) expect(rules.get('/*')).toContain(`${name}: ${value}`);
  expect(rules.get('/*')!.join()).not.toContain(RESOURCES);
  for (const folder of forever)
    expect(rules.get(`${folder}*`)).toContain(`${RESOURCES}: ${isolationHeaders[RESOURCES]}`);
});

test.each(embedFolders)('whoever serves it, %s may be framed by a page that is isolated itself', (folder) => {
  const value = embedHeaders[RESOURCES];
  expect(rulesOf(read('site/public/_headers')).get(`${folder}*`)).toEqual([`${RESOURCES}: ${value}`]);
  expect(read('site/public/isolate.js')).toContain(`'${folder}'`);
  expect(read('site/public/isolate.js')).toContain(`headers.set('${RESOURCES}', '${value}')`);
  const rules = (JSON.parse(read('vercel.json')) as { headers: { source: string; headers: object[] }[] }).headers;
  // A later rule of Vercel's stands over an earlier one.
  const at = rules.findIndex(({ source }) => source === `${folder}(.*)`);
  expect(at).toBeGreaterThan(rules.findIndex(({ source }) => source === '/(.*)'));
  expect(rules[at]!.headers).toEqual([{ key: RESOURCES, value }]);
});

test('vercel.json sends the same isolation headers as the server', () => {
  const rules = JSON.parse(read('vercel.json')) as { headers: { source: string; headers: object[] }[] };
  const everywhere = rules.headers.find((rule) => rule.source === '/(.*)');
  for (const [key, value] of headers) expect(everywhere?.headers).toContainEqual({ key, value });
});

test.each(['site/public/_headers', 'site/public/isolate.js', 'vercel.json'])(
  '%s sends the same content policy with worker scripts as the server',
  (path) => expect(read(path)).toContain(workerPolicy),
);

test('the threads of TypeScript programs have their own content policy, whoever serves them', () => {
  expect(read('site/public/_headers')).toMatch(
    new RegExp(`\\n${threadFolder}\\*\\n.*\\n  Content-Security-Policy: ${threadPolicy}\\n`),
  );
  expect(read('site/public/isolate.js')).toContain(`threadPolicy = "${threadPolicy}"`);
  expect(read('site/public/isolate.js')).toContain(`includes('${threadFolder}')`);
  const rules = JSON.parse(read('vercel.json')) as { headers: { source: string; headers: object[] }[] };
  const rule = rules.headers.find(({ source }) => source === `${threadFolder}(.*)`);
  expect(rule?.headers).toContainEqual({ key: 'Content-Security-Policy', value: threadPolicy });
});

test.each(forever)('%s stays in caches for ever, whoever serves it', (folder) => {
  expect(read('site/public/_headers')).toMatch(new RegExp(`\\n${folder}\\*\\n  Cache-Control: .*immutable`));
  const rules = JSON.parse(read('vercel.json')) as { headers: { source: string; headers: { value: string }[] }[] };
  expect(rules.headers.find(({ source }) => source === `${folder}(.*)`)?.headers[0]?.value).toContain('immutable');
});
