import { describe, expect, test } from 'vitest';
import { KINDS, type TraceEvent } from '../../../simulator/trace/events.ts';
import { cloneState } from '../../../simulator/trace/state.ts';
import stageEn from '../../../site/i18n/en/stage.ts';
import { traceIndexOf } from '../../../site/stage/trace-index.ts';
import { eventsBefore } from '../../../site/stage/names.ts';
import { narrate } from '../../../site/stage/narrate.ts';
import { plain } from '../../../site/i18n/text.ts';
import { after, HOLES, IDS, LANGUAGES, play, positions } from './executions.ts';

const told = (id: (typeof IDS)[number], step: number) => {
  const run = play(id);
  return plain(narrate(eventsBefore(run, traceIndexOf(run).bounds[step]!), after(run, step), run, stageEn));
};

describe.each(LANGUAGES)('in %s', (_, m) => {
  test.each(IDS)('every step of %s is told in whole words', (id) => {
    const run = play(id);
    for (const position of positions(run)) {
      if (position === 0) continue;
      const sentence = narrate(eventsBefore(run, position), cloneState(run.player.seek(position)), run, m);
      expect(sentence, `at ${position}`).not.toMatch(HOLES);
      expect(sentence, `at ${position}`).toMatch(/^(\*[^*]+\* ?\S|No thread|没有线程).*[.。]$/s);
    }
  });

  test('every kind of event of the model has words', () => {
    const run = play('dismiss');
    const state = after(run, 40);
    const seen = new Set<string>();
    for (const kind of KINDS.filter((each) => !PYTHON.has(each))) {
      const sentence = narrate([eventOf(kind)], state, run, m);
      expect(sentence, kind).not.toMatch(HOLES);
      // A notify and a wake are told by the step they belong to.
      if (kind !== 'notify') expect(plain(sentence).length, kind).toBeGreaterThan(4);
      seen.add(kind);
    }
    expect(seen.size).toBe(KINDS.length - PYTHON.size);
  });
});

/** Kinds that only programs have. */
const PYTHON: ReadonlySet<string> = new Set([
  'acquire',
  'release',
  'reach',
  'block',
  'unblock',
  'expire',
  'set',
  'clear',
]);

function eventOf(kind: string): TraceEvent {
  const common = { seq: 5, time: 0.1, thread: 1, state: 1, line: 0, step: true };
  const fields = {
    target: 2,
    error: 'ValueError',
    method: 'wait',
    queue: 0,
    item: 1,
    condition: 'not_empty',
    until: 1,
    unfinished: 2,
    dismissed: true,
    pending: 1,
    count: 3,
    text: 'done',
  };
  return { kind, ...common, ...fields } as unknown as TraceEvent;
}

test('a worker that finds nothing says what it waits for, and until when', () => {
  // Round-robin: main starts Thread-1, which looks, main starts Thread-2, Thread-1 calls get.
  expect(told('first-pool', 4)).toBe(
    'Thread-1 calls get(True, 5): _requests_queue is empty, so it waits on not_empty until another thread puts, or until t = 5.0 s.',
  );
});

test('a put that wakes somebody says whom, and from which condition', () => {
  // main starts Thread-1, it looks, main starts Thread-2, Thread-1 calls get, Thread-2 looks, main puts.
  expect(told('deadlock', 6)).toMatch(/puts request 0 into _requests_queue\. This wakes Thread-1 from not_empty\.$/);
});

test('a put into a full queue says how full it is', () => {
  const run = play('deadlock');
  const last = traceIndexOf(run).bounds.length - 1;
  expect(told('deadlock', last)).toContain(
    '_results_queue is full (1 of 1), so it waits on not_full until another thread gets',
  );
});

test('a job that raises takes its worker along in WorkManager', () => {
  const all = positions(play('wm-failing-job')).map((_, step) => (step === 0 ? '' : told('wm-failing-job', step)));
  expect(all.join('\n')).toContain('gets ValueError from the job of request 1 and exits: the bare except: catches it');
});

test('when nobody can run, the clock is the one that moves', () => {
  expect(told('queue-timeout', 2)).toBe(
    'No thread can run, so the clock moves on to t = 0.5 s. The deadline has come for main.',
  );
});
