import { expect, test } from 'vitest';
import { glossaryOf } from '../../site/content/glossary.ts';
import { all, lessons } from './lessons.ts';

const english = glossaryOf('en');
const chinese = glossaryOf('zh-cn');

test('the glossary has the same words in both languages', () => {
  expect(Object.keys(chinese)).toEqual(Object.keys(english));
});

test('every word says what it means, and can be found in a text', () => {
  for (const [id, { word, match, text }] of [...Object.entries(english), ...Object.entries(chinese)]) {
    expect([id, word, text]).toEqual([id, expect.stringMatching(/\S/), expect.stringMatching(/[.。]$/)]);
    expect(match, id).not.toEqual([]);
  }
});

test('a word stands for one thing', () => {
  for (const glossary of [english, chinese]) {
    const ways = Object.values(glossary).flatMap(({ match }) => match.map((way) => way.toLowerCase()));
    expect(ways.filter((way, at) => ways.indexOf(way) !== at)).toEqual([]);
  }
});

test.each(['en', 'zh-cn'] as const)('every word that a lesson in %s explains is in the glossary', (lang) => {
  const explained = lessons(lang).flatMap((lesson) => all(lesson, 'Term').map(({ props }) => String(props['id'])));
  expect(explained.filter((id) => !(id in english))).toEqual([]);
});
