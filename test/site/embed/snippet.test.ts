import { expect, test } from 'vitest';
import { addressOf, carriedBy, snippetOf } from '../../../site/embed/snippet.ts';

const page = 'https://lab.example/zh-cn/embed/stage/';

test('a snippet is a plain frame with a title, fetched when it comes into view', () => {
  expect(
    snippetOf({
      page,
      parameters: [
        ['scenario', 'deadlock'],
        ['theme', 'dark'],
      ],
      title: 'A "pool" & more',
      height: 600,
    }),
  ).toBe(
    [
      '<iframe',
      '  src="https://lab.example/zh-cn/embed/stage/?scenario=deadlock&amp;theme=dark"',
      '  title="A &quot;pool&quot; &amp; more"',
      '  width="100%" height="600" style="border: 0"',
      '  loading="lazy" allow="fullscreen"',
      '></iframe>',
    ].join('\n'),
  );
});

test('what is empty is left out of the address, and commas stay readable', () => {
  expect(
    addressOf({
      page,
      parameters: [
        ['at', ''],
        ['show', 'lanes,timeline'],
      ],
    }),
  ).toBe(`${page}?show=lanes,timeline`);
  expect(addressOf({ page, parameters: [] })).toBe(page);
});

test('a link of the simulator gives what it carries, and other texts nothing', () => {
  expect(carriedBy('https://lab.example/simulator/#1.abc.Zm9-_x')).toBe('1.abc.Zm9-_x');
  expect(carriedBy(' 1.abc.Zm9 ')).toBe('1.abc.Zm9');
  expect(carriedBy('https://lab.example/simulator/')).toBeNull();
  expect(carriedBy('https://lab.example/#deadlock')).toBeNull();
});
