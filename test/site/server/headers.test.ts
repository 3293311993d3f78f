import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { forever, isolationHeaders, threadFolder, threadPolicy, workerPolicy } from '../../../site/server/headers.mjs';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const headers = Object.entries(isolationHeaders);

test.each([
  ['site/public/_headers', (name: string, value: string) => `\n  ${name}: ${value}`],
  ['site/public/isolate.js', (name: string, value: string) => `headers.set('${name}', '${value}')`],
])('%s sends the same isolation headers as the server', (path, line) => {
  for (const [name, value] of headers) expect(read(path)).toContain(line(name, value));
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
