import { describe, expect, test } from 'vitest';
import {
  answersIn,
  codeOf,
  entriesFor,
  handInFile,
  handInLink,
  readHandIn,
  readHandInLink,
  type HandIn,
} from '../../../simulator/class/hand-in.ts';
import { refused } from './refused.ts';

const draft = (files: Record<string, string>) =>
  JSON.stringify({
    revision: '1.a',
    after: '',
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, { text, from: 'x' }])),
  });
const handIn: HandIn = {
  name: '王小明',
  made: '2026-11-23T10:00:00.000Z',
  class: { title: 'Tuesday', lessons: ['01-a'], exercises: ['put-all'], policy: null, granularity: null },
  entries: { 'quiz:01-a:q': '0,1', 'draft:v1:try-put-all': draft({ 'putting.py': 'print(1)' }) },
};
const changed = (change: object) => JSON.stringify({ ...JSON.parse(handInFile(handIn)), ...change });

describe('a hand-in', () => {
  test('comes as it was given, as a file and as a link', () => {
    expect(readHandIn(handInFile(handIn))).toEqual({ handIn, edited: false });
    expect(readHandInLink(handInLink(handIn))).toEqual({ handIn, edited: false });
  });

  test('has what belongs to its class, and nothing else of the device', () => {
    const all = {
      'done:01-a': 'yes',
      'done:01-abc': 'yes',
      'quiz:01-a:q': '0',
      'predict:02-b:p': '1',
      'passed:put-all': '{}',
      'passed:other': '{}',
      'draft:v1:try-put-all': 'x',
      'draft:v1:try-put-all|2026': 'y',
      'draft:v1:play-hello': 'z',
    };
    expect(Object.keys(entriesFor(handIn.class, all))).toEqual([
      'done:01-a',
      'quiz:01-a:q',
      'passed:put-all',
      'draft:v1:try-put-all',
    ]);
  });

  test('that somebody has changed since is read, and said to be changed', () => {
    const { edited, handIn: read } = readHandIn(changed({ name: 'Eve' }));
    expect([edited, read.name]).toEqual([true, 'Eve']);
    expect(readHandIn(changed({ sum: undefined })).edited).toBe(true);
  });

  test.each(
    refused(20, [
      ['', 'not-a-hand-in'],
      ['{"format":"thread-pool-lab-work","version":1}', 'unreadable'],
      ['{"format":"thread-pool-lab-work","version":1,"saved', 'cut'],
      ['{"format":"thread-pool-lab-work","version":2,"saved":"","entries":{}}', 'newer'],
      ['null', 'not-a-hand-in'],
      [handInFile(handIn).slice(0, 200), 'cut'],
      [changed({ version: 4, entries: [] }), 'newer'],
      [changed({ version: 0 }), 'older'],
      [changed({ entries: { 'done:01-a': 3 } }), 'unreadable'],
      [changed({ class: {} }), 'unreadable'],
      ['x'.repeat(4_000_001), 'too-large'],
    ]),
  )('is not $begin: $reason', ({ text, reason }) => {
    expect(() => readHandIn(text)).toThrow(expect.objectContaining({ reason }));
  });

  test('has the code of an exercise, without files that lead out of its folder', () => {
    const code = (files: Record<string, string>) =>
      codeOf({ ...handIn, entries: { 'draft:v1:try-put-all': draft(files) } }, 'put-all');
    expect(codeOf(handIn, 'put-all')).toEqual({ 'putting.py': 'print(1)' });
    expect(code({ 'a.py': '1', '/lab_runtime/lab_check.py': '2', '../b.py': '3', 'c/../d.py': '4' })).toEqual({
      'a.py': '1',
    });
    expect(code({ '辅助/一 二.py': '1' })).toEqual({ '辅助/一 二.py': '1' });
    expect(code({})).toBeNull();
    expect(codeOf({ ...handIn, entries: { 'draft:v1:try-put-all': '{"files' } }, 'put-all')).toBeNull();
  });
});

test('answers are counted as the table counts them: one for each question of a quiz, and one for a prediction', () => {
  // Two of three questions have an answer; a prediction has one; what was emptied has none.
  const entries = { 'quiz:a:q': '0,,1', 'predict:a:p': '1', 'predict:a:r': '', 'why:a:r': '2', 'done:a': 'yes' };
  expect(answersIn(entries)).toBe(3);
});
