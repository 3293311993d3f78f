import { expect, test } from 'vitest';
import { ORDER } from '../../../lessons/course.ts';
import { decodeClass, encodeClass, planOf, type ClassPlan } from '../../../simulator/class/plan.ts';
import { handInFile, handInLink, readHandIn, readHandInLink } from '../../../simulator/class/hand-in.ts';
import { entriesNow, lessonNow, NUMBERED } from '../../../simulator/link/lesson-names.ts';
import { renameOld } from '../../../site/ui/renamed.ts';

const plan = (lessons: string[]): ClassPlan => ({
  title: 'T',
  lessons,
  exercises: ['put-all'],
  policy: null,
  granularity: null,
});

/** A storage as a browser has it. */
function storageOf(entries: Record<string, string>): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
    clear: () => map.clear(),
  };
}

test('every name with a number leads to a lesson of today, and no other name changes', () => {
  expect(NUMBERED).toHaveLength(18);
  for (const name of NUMBERED) expect(ORDER).toContain(lessonNow(name));
  for (const name of [...ORDER, '01-a', '19-five-parts', '']) expect(lessonNow(name)).toBe(name);
});

test('the course has 24 lessons in its order, each once', () => {
  expect(ORDER).toHaveLength(24);
  expect(new Set(ORDER).size).toBe(24);
});

test('entries take today’s keys; where both are there, the new one counts', () => {
  const entries = {
    'done:six-bugs': 'yes',
    'quiz:04-six-bugs:end': '0',
    'quiz:six-bugs:end': '1',
    'predict:16-concurrent-futures:p:x': '2',
    'draft:v1:04-six-bugs': '{}',
    'done:04-six-bugsy': 'yes',
  };
  expect(entriesNow(entries)).toEqual({
    'done:six-bugs': 'yes',
    'quiz:six-bugs:end': '1',
    'predict:concurrent-futures:p:x': '2',
    'draft:v1:04-six-bugs': '{}',
    'done:04-six-bugsy': 'yes',
  });
});

test('work on a device is renamed once, and nothing else is touched', () => {
  const device = storageOf({
    'lab:done:01-five-parts': 'yes',
    'lab:quiz:04-six-bugs:end': '0',
    'lab:quiz:six-bugs:end': '1',
    'lab:theme': 'dark',
    other: '01-five-parts',
  });
  renameOld(device);
  renameOld(device);
  const keys = Array.from({ length: device.length }, (_, i) => device.key(i)!).toSorted();
  expect(keys).toEqual(['lab:done:five-parts', 'lab:quiz:six-bugs:end', 'lab:theme', 'other']);
  expect(device.getItem('lab:quiz:six-bugs:end')).toBe('1');
});

test('a class link and a kept class of earlier have today’s lessons', () => {
  const old = plan(['07-the-worker-that-will-not-leave', '01-five-parts', 'five-parts']);
  expect(decodeClass(encodeClass(old)).lessons).toEqual(['the-worker-that-will-not-leave', 'five-parts']);
  expect(planOf(JSON.stringify(old))?.lessons).toEqual(['the-worker-that-will-not-leave', 'five-parts']);
});

test('a hand-in of earlier has today’s lessons, and does not count as edited', () => {
  const handIn = {
    name: 'Ada',
    made: '2026-01-01T10:00:00.000Z',
    class: plan(['01-five-parts']),
    entries: { 'done:01-five-parts': 'yes' },
  };
  for (const { handIn: read, edited } of [readHandIn(handInFile(handIn)), readHandInLink(handInLink(handIn))]) {
    expect(edited).toBe(false);
    expect([read.class.lessons, read.entries]).toEqual([['five-parts'], { 'done:five-parts': 'yes' }]);
  }
});
