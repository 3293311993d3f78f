import { expect, test } from 'vitest';
import { entryPath, glossaryOf } from '../../../site/content/glossary.ts';
import { synonymsOf } from '../../../site/content/synonyms.ts';
import { beginning, hasAll, titledNear, titledWith, type Titled } from '../../../site/search/first.ts';

const entry = (kind: Titled['kind'], title: string, also?: string[]): Titled => ({
  kind,
  title,
  href: '/',
  text: '',
  ...(also && { also }),
});
const titles = (entries: Titled[], query: string) => titledWith(entries, query).map(({ title }) => title);

test('main words come before lessons, and the very word before those that have it', () => {
  const all = [
    entry('lesson', 'poll 与 wait，回调与异常'),
    entry('section', '回调在哪里运行'),
    entry('term', '异常回调'),
    entry('term', '回调'),
    entry('term', '超时'),
  ];
  expect(titles(all, '回调')).toEqual(['回调', '异常回调', 'poll 与 wait，回调与异常', '回调在哪里运行']);
  expect(titles(all, '调回')).toEqual([]);
  expect(titles(all, ' ')).toEqual([]);
});

test('capitals, plurals and other ways to write a word do not matter', () => {
  const all = [entry('term', 'Daemon thread', ['daemon thread']), entry('term', 'GIL', ['global interpreter lock'])];
  expect(titles(all, 'daemon  THREADS')).toEqual(['Daemon thread']);
  expect(titles(all, 'interpreter')).toEqual(['GIL']);
});

test('a page with a part of the word is none that has it', () => {
  expect(hasAll('x marks the spot', 'xyzzy')).toBe(false);
  expect(hasAll('这个线程守在门口', '守护线程')).toBe(false);
  expect(hasAll('守护线程会随程序结束', '守护线程')).toBe(true);
  expect(hasAll('each waits its turn', 'waiting')).toBe(true);
  expect(hasAll('a thread notifies one', 'notified')).toBe(true);
  expect(hasAll('its cache', 'caching')).toBe(true);
  expect(hasAll('the thread is dead', 'deadlok')).toBe(false);
  expect(hasAll('it calls back', 'calback')).toBe(false);
  expect(hasAll('a queue is full', 'queue empty')).toBe(false);
  expect(hasAll('`unfinished_tasks` is 2', 'unfinished_tasks')).toBe(true);
});

test('of a Chinese word its first character is asked for, too, and of a mixed one what is not Chinese', () => {
  const asked = ['守护线程', '回调', '锁', 'callback', 'GIL 锁', 'ＧＩＬ锁'];
  expect(asked.map(beginning)).toEqual(['守', '回', null, null, 'gil', 'gil']);
});

test('full width, and a space between Chinese and other writing, do not matter', () => {
  const all = [entry('lesson', 'GIL 就是一把锁'), entry('term', 'GIL'), entry('term', '超时')];
  for (const asked of ['GIL 锁', 'gil锁', 'ＧＩＬ　锁', '锁 GIL']) {
    expect(titles(all, asked)).toEqual(['GIL 就是一把锁']);
    expect(hasAll('GIL是一把锁，只有一个线程拿着它', asked)).toBe(true);
    expect(hasAll('GIL 只有一个线程拿着它', asked)).toBe(false);
  }
  expect(titles(all, 'ＧＩＬ')).toEqual(['GIL', 'GIL 就是一把锁']);
  expect(titles(all, 'GIL 超时')).toEqual([]);
});

test('a word that is half typed is found by its beginning', () => {
  expect(titles([entry('term', 'Deadlock'), entry('lesson', 'Locks in order')], 'dead')).toEqual(['Deadlock']);
  expect(hasAll('a deadlock is a circle', 'deadl')).toBe(true);
});

test('a hyphen or a space in a word does not matter', () => {
  const all = [entry('term', 'back-pressure'), entry('lesson', 'Using threadpool'), entry('term', 'deadlock')];
  expect(['backpressure', 'back pressure', 'back-pressure'].map((asked) => titles(all, asked))).toEqual(
    Array.from({ length: 3 }, () => ['back-pressure']),
  );
  expect(titles(all, 'thread pool')).toEqual(['Using threadpool']);
  expect(titles(all, 'dead lock')).toEqual(['deadlock']);
});

test('a misspelt word leads to titles that have it right', () => {
  const all = [
    entry('lesson', 'putRequest and bounded queues'),
    ...['deadlock', 'daemon thread', 'callback', 'timeout', 'request queue'].map((title) => entry('term', title)),
  ];
  const near = (asked: string) => titledNear(all, asked).map(({ title }) => title);
  expect(['dedlock', 'deamon', 'calback', 'timeuot', 'deadlockk', 'deadlosk', 'daemon thraed'].flatMap(near)).toEqual([
    'deadlock',
    'daemon thread',
    'callback',
    'timeout',
    'deadlock',
    'deadlock',
    'daemon thread',
  ]);
  expect(titledNear([entry('term', 'back-pressure')], 'backpresure')).toHaveLength(1);
  expect(near('qeue')).toEqual(['request queue', 'putRequest and bounded queues']);
  // Eight letters and more may differ by two.
  expect(titledNear([entry('term', 'parallelism', ['parallel'])], 'parralel')).toHaveLength(1);
  // Nonsense, words that differ by more, and words of three letters.
  for (const asked of ['xyzzy', 'blorptang', 'asdfgh', 'dadlok', 'que', '', '回掉', 'deadlock xyzzy'])
    expect([asked, near(asked)]).toEqual([asked, []]);
});

test('traditional characters, and the terms of Taiwan and Hong Kong, find the same', () => {
  const all = ['线程池', '守护线程', '请求队列', '死锁', '回调', '超时', '字节码'].map((title) => entry('term', title));
  const found = (asked: string) => titles(all, asked);
  expect(
    ['線程池', '執行緒池', '守護執行緒', '佇列', '隊列', '死鎖', '死結', '回調', '回呼', '逾時', '位元組碼'].flatMap(
      found,
    ),
  ).toEqual(['线程池', '线程池', '守护线程', '请求队列', '请求队列', '死锁', '死锁', '回调', '回调', '超时', '字节码']);
  expect(hasAll('守护线程会随程序结束', '守護執行緒')).toBe(true);
});

test('a word by which readers look something up finds it, after all whose title has the word', () => {
  const all: Titled[] = [
    { ...entry('term', 'executor'), synonyms: ['ThreadPoolExecutor'] },
    { ...entry('term', '调度'), synonyms: ['随机种子'] },
    { ...entry('page', 'Woken, and nothing there'), synonyms: ['spurious wake-up'] },
    entry('term', 'thread pool'),
  ];
  expect(titles(all, 'threadpool')).toEqual(['thread pool', 'executor']);
  expect(['种子', '種子', 'spurious wakeup'].flatMap((asked) => titles(all, asked))).toEqual([
    '调度',
    '调度',
    'Woken, and nothing there',
  ]);
});

test('words that no lesson is about lead to the term that explains them', () => {
  const first = (lang: 'en' | 'zh-cn', asked: string) => {
    const others = new Map(synonymsOf(lang));
    const terms = Object.entries(glossaryOf(lang)).map(([id, { word, match }]): Titled => {
      const href = entryPath(lang, id);
      return { kind: 'term', title: word, href, text: '', also: match, synonyms: others.get(href) ?? [] };
    });
    return titledWith(terms, asked)[0]?.href.split('#')[1];
  };
  const english = ['coroutines', 'async', 'asyncio', 'starvation', 'barrier', 'read write lock', 'rwlock'];
  expect(english.map((asked) => first('en', asked))).toEqual([
    'coroutine',
    'coroutine',
    'coroutine',
    'starvation',
    'barrier',
    'read-write-lock',
    'read-write-lock',
  ]);
  const chinese = ['协程', '異步', '屏障', '读写锁', '饥饿', '饿死', 'barrier', 'coroutine'];
  expect(chinese.map((asked) => first('zh-cn', asked))).toEqual([
    'coroutine',
    'coroutine',
    'barrier',
    'read-write-lock',
    'starvation',
    'starvation',
    'barrier',
    'coroutine',
  ]);
});
