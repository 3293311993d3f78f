import { describe, expect, test } from 'vitest';
import { runs } from '../stages.ts';

describe('what lesson 6 says of its stage holds under every schedule tried', () => {
  test('three-jobs: results at 0.1, 0.2 and 0.3 s; dismissed at 0.3 s, main is free at 1.2 or 1.3 s, and both happen', () => {
    // Waits of 1 s begin at 0 (no job), 0.1 and 0.2 s, and at 0.3 s only if that worker has not seen its event before.
    const ends = new Set<string>();
    for (const { end, events, threads } of runs('three-jobs')) {
      const times = (kind: string) => events.filter((event) => event.kind === kind).map(({ time }) => time.toFixed(1));
      expect(times('callback')).toEqual(['0.1', '0.2', '0.3']);
      expect(new Set(times('dismiss'))).toEqual(new Set(['0.3']));
      expect(threads.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'exited'));
      ends.add(end.toFixed(1));
    }
    expect([...ends].toSorted()).toEqual(['1.2', '1.3']);
  });
});
