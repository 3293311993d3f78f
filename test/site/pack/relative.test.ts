import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOWHERE, relativePage, relativeScript, relativeStyles } from '../../../site/pack/relative.mjs';

const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

test('a link of a page starts from the page and ends in a file', () => {
  const html = `<a href="${NOWHERE}course/#part-1"></a><a href="${NOWHERE}"></a><script src="${NOWHERE}_astro/a.B-1.js"></script>`;
  expect(relativePage(html, 'lessons/01-a/index.html')).toBe(
    '<a href="./../../course/index.html#part-1"></a><a href="./../../index.html"></a><script src="./../../_astro/a.B-1.js"></script>',
  );
});

test('a link of the prose, which is relative already, ends in a file too', () => {
  expect(relativePage('<a href="../lessons/six-bugs/#one"></a><a href="../x.svg"></a>', 'article/index.html')).toBe(
    '<a href="../lessons/six-bugs/index.html#one"></a><a href="../x.svg"></a>',
  );
});

test('what needs a host of its own is taken out of a page', () => {
  const html = 'a<!--hosted--><p>b</p>\n<!--/hosted-->c<!--hosted-->d<!--/hosted-->';
  expect(relativePage(html, 'index.html')).toBe('ac');
});

test('an inline script that is changed is allowed under its new hash', () => {
  const script = `import"${NOWHERE}_astro/a.js"`;
  const html = `<meta content="script-src '${hash(script)}'"><script type="module">${script}</script>`;
  expect(relativePage(html, 'index.html')).toContain(`'${hash('import"./_astro/a.js"')}'`);
});

test('a script and a style sheet start from themselves', () => {
  expect(relativeScript(`new Worker(\`${NOWHERE}_astro/w.js\`)`, '_astro/a.js')).toBe(
    'new Worker((new URL("./../_astro/w.js",import.meta.url).href))',
  );
  expect(relativeScript(`return"${NOWHERE}"+e`, '_astro/a.js')).toBe('return(new URL("./../",import.meta.url).href)+e');
  expect(relativeScript(`fetch(\`${NOWHERE}solutions/\${e}.json\`)`, '_astro/a.js')).toBe(
    'fetch(`${new URL("./../",import.meta.url).href}solutions/${e}.json`)',
  );
  expect(relativeStyles(`url(${NOWHERE}_astro/f.woff2)`, '_astro/a.css')).toBe('url(./../_astro/f.woff2)');
});
