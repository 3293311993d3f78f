import { afterEach, describe, expect, test, vi } from 'vitest';
import { handInFile } from '../../../simulator/class/hand-in.ts';
import type { ClassPlan } from '../../../simulator/class/plan.ts';
import { goOn } from '../../../site/course/go-on.ts';
import { merge, readWork, workFile, workOf } from '../../../site/progress/work-file.ts';

/** A storage as browsers have it; `room`: how many keys it takes. */
function storageOf(entries: Record<string, string>, room = Infinity): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    key: (i: number) => [...map.keys()][i] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (!map.has(key) && map.size >= room) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
    removeItem: (key: string) => map.delete(key),
    clear: () => map.clear(),
  };
}
const contents = (storage: Storage) =>
  Object.fromEntries(
    Array.from({ length: storage.length }, (_, i) => [storage.key(i)!, storage.getItem(storage.key(i)!)!]),
  );

const plan: ClassPlan = { title: 'T', lessons: ['five-parts'], exercises: [], policy: null, granularity: null };
const day = new Date('2026-11-22T10:00:00Z');
const draft = (text: string) =>
  JSON.stringify({ revision: '1.a', after: '', files: { 'main.py': { text, from: 'x' } } });
const work = {
  'lab:done:five-parts': 'yes',
  'lab:quiz:five-parts:pool-quiz': '0,2,1',
  'lab:predict:02-x:who': '1',
  'lab:passed:repair-the-worker': '{"at":"2026-11-22"}',
  'lab:draft:v1:try-x': draft('print(1)'),
};

describe('a file of somebody’s work', () => {
  test('brings all of it to an empty device, and says what it was', () => {
    const there = storageOf({});
    const file = workFile(storageOf(work), day);
    expect(merge(there, readWork(file))).toEqual({
      taken: { lessons: 1, exercises: 1, answers: 2, programs: 1 },
      left: 0,
      beside: 0,
      refused: 0,
    });
    expect(contents(there)).toEqual(work);
  });

  test('holds nothing of other sites, and not how this device looks', () => {
    const storage = storageOf({ ...work, other: '1', 'lab:theme': 'dark', 'lab:editor': 'plain' });
    expect(JSON.parse(workFile(storage, day))).toMatchObject({
      format: 'thread-pool-lab-work',
      version: 1,
      saved: '2026-11-22T10:00:00.000Z',
      entries: Object.fromEntries(Object.entries(work).map(([key, value]) => [key.slice(4), value])),
    });
  });

  test('has the learner’s own pool, and leaves one that is here as it is', () => {
    const own = { 'lab:pool:own-pool-begins': 'class Pool: ...' };
    const file = readWork(workFile(storageOf(own), day));
    const empty = storageOf({});
    expect(merge(empty, file).taken.programs).toBe(1);
    expect(contents(empty)).toEqual(own);
    const here = { 'lab:pool:own-pool-begins': 'class Pool: pass' };
    const there = storageOf(here);
    expect(merge(there, file).taken.programs).toBe(0);
    expect(contents(there)).toEqual(here);
  });

  test('changes nothing when it is opened where it was made', () => {
    const storage = storageOf(work);
    const { taken, left, beside } = merge(storage, readWork(workFile(storage, day)));
    expect([taken, left, beside]).toEqual([{ lessons: 0, exercises: 0, answers: 0, programs: 0 }, 0, 0]);
    expect(contents(storage)).toEqual(work);
  });

  test('leaves an answer as it is here, and says that another one was in the file', () => {
    const storage = storageOf({ 'lab:predict:02-x:who': '0' });
    expect(merge(storage, readWork(workFile(storageOf(work), day)))).toMatchObject({ left: 1 });
    expect(storage.getItem('lab:predict:02-x:who')).toBe('0');
  });

  test('puts a program that was written on both devices beside the one here, where the editor finds it', () => {
    const here = draft('print(2)');
    const storage = storageOf({ 'lab:draft:v1:try-x': here });
    expect(merge(storage, readWork(workFile(storageOf(work), day)))).toMatchObject({ beside: 1, left: 0 });
    expect(storage.getItem('lab:draft:v1:try-x')).toBe(here);
    const aside = Object.keys(contents(storage)).find((key) => key.startsWith('lab:draft:v1:try-x|'));
    expect(storage.getItem(aside!)).toBe(work['lab:draft:v1:try-x']);
  });

  test('is not lost without a word where there is no room for it', () => {
    const storage = storageOf({}, 3);
    expect(merge(storage, readWork(workFile(storageOf(work), day)))).toMatchObject({ refused: 2 });
  });
});

test.each([
  ['', 'not-work'],
  ['{"format":"thread-pool-lab-work"', 'not-work'],
  ['[1]', 'not-work'],
  ['{"format":"thread-pool-lab-trace","version":1}', 'not-work'],
  ['{"format":"thread-pool-lab-work","version":1,"saved":"x","entries":{"done:x":1}}', 'not-work'],
  ['{"format":"thread-pool-lab-work","version":1,"saved":"x","entries":{"theme":"dark"}}', 'not-work'],
  ['{"format":"thread-pool-lab-work","version":2,"saved":"x","entries":{}}', 'newer'],
])('%s is refused: %s', (text, reason) => {
  expect(() => readWork(text)).toThrow(expect.objectContaining({ name: 'WorkFileError', reason }));
});

test('a hand-in goes on as work, without keys that are no learner’s', () => {
  const storage = storageOf({ 'lab:quiz:a:q': '1' });
  const entries = {
    'done:a': 'yes',
    'quiz:a:q': '0',
    'draft:v1:try-x': '{}',
    theme: 'dark',
    class: '{}',
    'passed:x': '{}',
  };
  const handIn = { name: 'Ada', made: '2026-11-23T10:00:00.000Z', class: plan, entries };
  expect(merge(storage, workOf(handIn))).toEqual({
    taken: { lessons: 1, exercises: 1, answers: 0, programs: 1 },
    left: 1,
    beside: 0,
    refused: 0,
  });
  expect([storage.getItem('lab:theme'), storage.getItem('lab:class'), storage.getItem('lab:quiz:a:q')]).toEqual([
    null,
    null,
    '1',
  ]);
});

describe('a device that goes on', () => {
  afterEach(() => vi.unstubAllGlobals());
  /** A device with these entries opens a file. */
  const opened = (text: string, entries: Record<string, string> = {}) => {
    const storage = storageOf(entries);
    vi.stubGlobal('localStorage', storage);
    const { joined, stays } = goOn(storage, text);
    return { joined, stays, name: storage.getItem('lab:name'), class: storage.getItem('lab:class') };
  };
  const mine = { ...work, 'lab:name': '王小明', 'lab:class': JSON.stringify(plan) };
  const files = [
    workFile(storageOf(mine), day),
    handInFile({ name: '王小明', made: day.toISOString(), class: plan, entries: {} }),
  ];

  test.each(files)('with the file of its work or a hand-in, %#, has its name and its class too', (file) => {
    const there = { joined: true, stays: false, name: '王小明', class: JSON.stringify(plan) };
    expect(opened(file)).toEqual(there);
  });

  test.each(files)('with %#, and has a name and a class already, keeps them and says so', (file) => {
    const other = JSON.stringify({ ...plan, title: 'Other' });
    expect(opened(file, { 'lab:name': 'Ada', 'lab:class': other })).toEqual({
      joined: false,
      stays: true,
      name: 'Ada',
      class: other,
    });
    expect(opened(file, { 'lab:class': JSON.stringify(plan) }).stays).toBe(false);
  });

  test('with the file of a device without a class, or with one that is none, is in no class', () => {
    const nowhere = { joined: false, stays: false, name: null, class: null };
    expect(opened(workFile(storageOf(work), day))).toEqual(nowhere);
    expect(opened(workFile(storageOf({ ...work, 'lab:class': '{' }), day))).toEqual(nowhere);
    expect(opened(workFile(storageOf({ ...work, 'lab:class': '{"title":1}' }), day))).toEqual(nowhere);
  });

  test('whose program speaks of hand-ins has a file of work all the same', () => {
    const speaks = { 'lab:draft:v1:try-x': draft('{"format": "thread-pool-lab-hand-in"}') };
    expect(opened(workFile(storageOf(speaks), day)).joined).toBe(false);
  });
});
