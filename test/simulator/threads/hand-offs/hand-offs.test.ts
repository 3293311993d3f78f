import { expect, test } from 'vitest';
import { search, type Memory, type Model } from './memory.ts';
import { eventCount } from './event-count.ts';
import { answers, condition, event, leaving, start, turns } from './models.ts';

const SAFE = { looksAgain: true };
const HASTY = { looksAgain: false };
const ALARM = 'with an alarm';

test.each<[string, (memory: Memory) => Model, number]>([
  ['a director and two threads in turns', turns(SAFE, [0, 1, 0]), 2],
  ['a director and one thread, again and again', turns(SAFE, [0, 0, 0]), 4],
  ['a waiter whose word is used again', condition(SAFE, 3), 5],
  ['a slot ring and two workers', eventCount({ looksLast: true }, 3, [0, 2], 2), 2],
  ['a slot ring and three workers', eventCount({ looksLast: true }, 3, [0, 1, 2], 3), 1],
  ['short requests: a worker stands by', eventCount({ looksLast: true, standsBy: ALARM }, 2, [0, 1], 2), 2],
  ['short requests, and three workers', eventCount({ looksLast: true, standsBy: ALARM }, 2, [0, 1], 3), 1],
  ['workers that leave when there is nothing more', leaving({ looksLast: true }, 2), 2],
  ['answers of two workers', answers({ says: true }, 2, 2), 3],
  ['a run of the GIL lab that is stopped', start({ changesGo: true }), 20],
  ['an event that is set, cleared and waited for', event({ counts: true }), 20],
])('no schedule of %s loses a wake-up, or wakes a thread out of turn', (_, make, preemptions) => {
  const { wrong, schedules } = search(make, preemptions);
  expect(wrong).toBeNull();
  expect(schedules).toBeGreaterThan(40);
});

// The code as it was before: the search must find its fault.
test.each<[string, (memory: Memory) => Model, string]>([
  ['a thread that waits once for its turn', turns(HASTY, [0, 1, 0]), 'acts out of turn'],
  ['a waiter that waits once', condition(HASTY, 3), 'a waiter comes back that nobody has notified'],
  ['a stop that leaves the word as it was', start({ changesGo: false }), 'wait for ever'],
  [
    'an event without a count',
    event({ counts: false }),
    'an event that was cleared, and not set since, has let a thread go on',
  ],
  ['a pool that does not say that it listens', answers({ says: false }, 2, 2), 'wait for ever'],
  ['a worker that falls asleep though it may leave', leaving({ looksLast: false }, 2), 'wait for ever'],
  [
    'a worker that stands by without an alarm',
    eventCount({ looksLast: true, standsBy: 'without an alarm' }, 3, [0, 2], 2),
    'a request waits although a worker is free',
  ],
  [
    'a worker that makes room without a look at who is awake',
    eventCount({ looksLast: true, standsBy: ALARM, looksWhoIsAwake: false }, 3, [0, 1], 2),
    'a request waits although a worker is free',
  ],
  [
    'a worker that falls asleep without a last look',
    eventCount({ looksLast: false }, 3, [0, 2], 2),
    'a request waits although a worker is free',
  ],
])('the search finds what is wrong with %s', (_, make, wrong) => {
  expect(search(make, 3).wrong).toContain(wrong);
});
