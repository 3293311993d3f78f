import { afterEach, expect, test, vi } from 'vitest';
import { Company, isLater, type Others, type Role } from '../../../site/present/company.ts';

afterEach(() => vi.unstubAllGlobals());

/** Channels whose messages arrive when `deliver` is called, so that a test can have two windows move at the same time. */
function post() {
  const open: Channel[] = [];
  let waiting: (() => void)[] = [];
  class Channel extends EventTarget {
    readonly name: string;
    constructor(name: string) {
      super();
      this.name = name;
      open.push(this);
    }
    postMessage(data: unknown): void {
      this.send(data);
    }
    send(data: unknown): void {
      for (const other of open)
        if (other !== this && other.name === this.name)
          waiting.push(() => other.dispatchEvent(new MessageEvent('message', { data })));
    }
    close(): void {}
  }
  vi.stubGlobal('BroadcastChannel', Channel);
  return {
    deliver(): void {
      while (waiting.length > 0) {
        const now = waiting;
        waiting = [];
        for (const each of now) each();
      }
    },
    stray: (name: string, data: unknown) => new Channel(name).send(data),
  };
}

function windowOn(id: string, { lesson = 'a', role = 'lesson' as Role, screen = 0 } = {}) {
  const seen = { screen, others: null as Others };
  const company = new Company(
    lesson,
    role,
    screen,
    { moved: (to) => (seen.screen = to), others: (others) => (seen.others = others) },
    id,
  );
  const go = (to: number) => {
    seen.screen = to;
    company.move(to);
  };
  return { company, seen, go };
}

test('whoever moves moves all, in either direction', () => {
  const { deliver } = post();
  const wall = windowOn('1');
  const notes = windowOn('2', { role: 'notes' });
  deliver();
  wall.go(3);
  deliver();
  expect(notes.seen.screen).toBe(3);
  notes.go(2);
  deliver();
  expect(wall.seen.screen).toBe(2);
});

test('two windows that move at the same time end on the same screen', () => {
  const { deliver } = post();
  const one = windowOn('1');
  const two = windowOn('2');
  deliver();
  one.go(5);
  two.go(3);
  deliver();
  expect([one.seen.screen, two.seen.screen]).toEqual([3, 3]);
});

test('a window that comes later, or is loaded again, joins the others where they are', () => {
  const { deliver } = post();
  const first = windowOn('1');
  first.go(4);
  const later = windowOn('2', { screen: 9 });
  deliver();
  expect([first.seen.screen, later.seen.screen]).toEqual([4, 4]);
});

test('each knows how many others there are, until they say goodbye', () => {
  const { deliver } = post();
  const wall = windowOn('1');
  windowOn('2');
  const notes = windowOn('3', { role: 'notes' });
  deliver();
  expect(wall.seen.others).toEqual({ lesson: 1, notes: 1 });
  expect(notes.seen.others).toEqual({ lesson: 2, notes: 0 });
  notes.company.close();
  deliver();
  expect(wall.seen.others).toEqual({ lesson: 1, notes: 0 });
});

test('another lesson, and messages that are none, move nothing', () => {
  const { deliver, stray } = post();
  const one = windowOn('1');
  windowOn('2', { lesson: 'b' }).go(7);
  stray('lab-present:a', { kind: 'moved', screen: 7 });
  stray('lab-present:a', { kind: 'moved', from: 'x', role: 'lesson', at: { screen: -1, turn: 9, by: 'x' } });
  deliver();
  expect(one.seen.screen).toBe(0);
});

test('where windows cannot speak to each other, that is said', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  delete (globalThis as { BroadcastChannel?: unknown }).BroadcastChannel;
  const { seen, go } = windowOn('1');
  go(2);
  expect(seen).toEqual({ screen: 2, others: null });
});

test('of two moves the one made after the other is later, whoever made it', () => {
  expect(isLater({ screen: 0, turn: 2, by: 'a' }, { screen: 0, turn: 1, by: 'b' })).toBe(true);
  expect(isLater({ screen: 0, turn: 1, by: 'a' }, { screen: 0, turn: 1, by: 'a' })).toBe(false);
});

test('a wall that is made dark is dark in all windows, and one that joins later hears of it', () => {
  const { deliver } = post();
  const dark: boolean[] = [];
  const open = (id: string) =>
    new Company('a', 'lesson', 0, { moved: (_, now) => dark.push(now), others: () => {} }, id);
  const one = open('one');
  open('two');
  deliver();
  one.move(3, true);
  deliver();
  open('three');
  deliver();
  one.move(3);
  deliver();
  // Two hears it, three on joining, then both that it is light again.
  expect(dark).toEqual([true, true, false, false]);
});
