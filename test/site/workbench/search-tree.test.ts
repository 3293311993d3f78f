import { describe, expect, test } from 'vitest';
import type { NamedDeed, SearchTree, TreeBranch } from '../../../simulator/engines/python/analysis/search-tree.ts';
import { words, allWords } from '../../../site/i18n/words.ts';
import { plain } from '../../../site/i18n/text.ts';
import { locales, type Locale } from '../../../site/i18n/index.ts';
import { moved, orderRows } from '../../../site/workbench/search-tree.ts';

const deed = (thread: string, did: NamedDeed['did'], name = 'n'): NamedDeed => ({ thread, did, name });
const end = (last: string, failed = false) => ({
  status: failed ? ('deadlock' as const) : ('finished' as const),
  error: '',
  last,
  failed,
  runs: last === '2' ? 3 : 1,
  schedule: null,
});
const leaf = (id: number, because: TreeBranch['because'], last: string): TreeBranch => {
  return { id, because, left: [], end: end(last), next: [] };
};
const [readA, readB, writeA, writeB] = [deed('A', 'read'), deed('B', 'read'), deed('A', 'write'), deed('B', 'write')];
/** Of the four orders of n += 1, the three in which A reads first are below one branch. */
const TREE: SearchTree = {
  drawn: 3,
  cut: 0,
  root: {
    id: 0,
    because: [],
    left: [],
    end: null,
    next: [
      {
        id: 1,
        because: [{ first: readB, second: writeA }],
        left: [{ first: readB, second: readA }],
        end: null,
        next: [leaf(5, [{ first: writeB, second: writeA }], '1'), leaf(6, [{ first: writeA, second: writeB }], '1')],
      },
      leaf(2, [{ first: writeA, second: readB }], '2'),
    ],
  },
};
const of = (lang: Locale) => ({ tree: words(lang, 'search-tree'), status: words(lang, 'workbench').search.status });
const rows = (closed: string[] = [], lang: Locale = 'en') => orderRows(TREE, new Set(closed), of(lang));

describe('a tree is told row by row: why two orders part, what was not tried, and how each ends', () => {
  test('in English', () => {
    expect(rows().map(({ level, text }) => [level, plain(text)])).toEqual([
      [1, 'All begin alike'],
      [2, 'B read n before A wrote it'],
      [3, 'Not tried: B read n before A read it. These two steps commute.'],
      [3, 'B wrote n before A wrote it → finished 1'],
      [3, 'A wrote n before B wrote it → finished 1'],
      [2, 'A wrote n before B read it → finished 2 (3 schedules)'],
    ]);
  });

  test('in Chinese', () => {
    expect(rows([], 'zh-cn').map(({ text }) => plain(text))).toEqual([
      '开头都一样',
      'B 读取 n，先于 A 写入它',
      '不用试：B 读取 n，先于 A 读取它。这两步可以交换。',
      'B 写入 n，先于 A 写入它 → 正常结束 1',
      'A 写入 n，先于 B 写入它 → 正常结束 1',
      'A 写入 n，先于 B 读取它 → 正常结束 2（3 个调度）',
    ]);
  });

  test('each row knows its place among its sisters', () => {
    expect(rows().map(({ id, parent, position, sisters }) => [id, parent, position, sisters])).toEqual([
      ['0', null, 1, 1],
      ['1', '0', 1, 2],
      ['1-0', '1', 1, 3],
      ['5', '1', 2, 3],
      ['6', '1', 3, 3],
      ['2', '0', 2, 2],
    ]);
  });

  test.each(locales)('every deed has its words, without a hole left open: %s', (lang) => {
    for (const did of Object.keys(allWords[lang]['search-tree'].deed) as NamedDeed['did'][])
      for (const second of [null, deed('B', did, 'x'), deed('B', did, 'y')]) {
        const root = { ...leaf(0, [{ first: deed('A', did, 'x'), second }], ''), left: [] };
        const text = orderRows({ drawn: 1, cut: 0, root }, new Set(), of(lang))[0]!.text;
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(text).toContain('*A*');
        if (second) expect(text).toContain('*B*');
      }
  });

  test('a step that has no other after it is told alone, and what the library has inside by what it is', () => {
    const because = [
      { first: deed('A', 'take', 'lock'), second: null },
      { first: deed('A', 'library', ''), second: deed('B', 'use', 'q') },
    ];
    const [row] = orderRows({ drawn: 1, cut: 0, root: { ...leaf(0, because, ''), end: null } }, new Set(), of('en'));
    expect(plain(row!.text)).toBe('A took lock first; and A used a lock inside the library before B used q');
  });
});

describe('arrow keys move in the tree', () => {
  const key = (id: string, name: string, closed: string[] = []) => moved(rows(closed), id, name);

  test('up and down go from row to row, and stay at the ends', () => {
    expect([key('0', 'ArrowDown'), key('5', 'ArrowUp'), key('2', 'ArrowDown'), key('0', 'ArrowUp')]).toEqual([
      { id: '1' },
      { id: '1-0' },
      { id: '2' },
      { id: '0' },
    ]);
    expect([key('6', 'Home'), key('1', 'End')]).toEqual([{ id: '0' }, { id: '2' }]);
  });

  test('right opens a branch, then goes into it; left closes it, then goes out of it', () => {
    expect(key('1', 'ArrowRight', ['1'])).toEqual({ id: '1', open: true });
    expect(key('1', 'ArrowRight')).toEqual({ id: '1-0' });
    expect(key('5', 'ArrowRight')).toEqual({ id: '5' });
    expect(key('5', 'ArrowLeft')).toEqual({ id: '1' });
    expect(key('1', 'ArrowLeft')).toEqual({ id: '1', open: false });
    expect(key('0', 'ArrowLeft', ['0'])).toEqual({ id: '0' });
  });

  test('down passes by what is closed', () => {
    expect(key('1', 'ArrowDown', ['1'])).toEqual({ id: '2' });
  });

  test('other keys are not for the tree', () => {
    expect([key('1', 'a'), key('1', 'Tab'), key('gone', 'ArrowUp')]).toEqual([null, null, null]);
  });
});
