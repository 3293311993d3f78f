import { mdxToJs, type MdxToJsResult } from 'satteri';
import { expect, test } from 'vitest';
import { terms } from '../../../site/integrations/terms.ts';

/** The words that are marked in a lesson, as `id: word`. */
function marked(source: string, file = 'lessons/en/05-x.mdx'): string[] {
  const { code } = mdxToJs(source, {
    mdastPlugins: [terms],
    fileURL: new URL(`file:///course/${file}`),
  }) as MdxToJsResult;
  return [...code.matchAll(/id: "([^"]+)",(?:\s*linked: true,)?\s*children: "([^"]+)"/g)].map(
    ([, id, word]) => `${id}: ${word}`,
  );
}

test('a main word is marked where it comes first, and only there', () => {
  expect(marked('Two callbacks.\n\nThe callback.')).toEqual(['callback: callbacks']);
});

test('of two ways to write a word the longer one is taken, and a capital letter does not matter', () => {
  expect(marked('Request queues hold requests.')).toEqual(['request-queue: Request queues', 'request: requests']);
});

test('a word inside of another word is not that word', () => {
  expect(marked('Carpools, multithreading, requested.')).toEqual([]);
});

test('headings, code and links are left alone', () => {
  expect(marked('## A deadlock\n\n`deadlock` and [deadlock](https://example.org).')).toEqual([]);
});

test('where a lesson explains a word itself, that is its mark', () => {
  expect(marked('A sentinel.\n\nThis is a <Term id="sentinel">sentinel</Term>.')).toEqual(['sentinel: sentinel']);
});

test('what a claim, a note or a list says is marked too', () => {
  expect(marked('<Note>\n- a deadlock\n- <Claim experiment="x">a livelock</Claim>\n</Note>')).toEqual([
    'deadlock: deadlock',
    'livelock: livelock',
  ]);
});

test('Chinese words need no space around them', () => {
  expect(marked('等待请求队列里的请求，会死锁。', 'lessons/zh-cn/05-x.mdx')).toEqual([
    'request-queue: 请求队列',
    'request: 请求',
    'deadlock: 死锁',
  ]);
});

test('a page that is no lesson is left alone', () => {
  expect(marked('A deadlock.', 'README.mdx')).toEqual([]);
});
