import { expect, test } from 'vitest';
import { IterativeDepthFirst } from '../../../simulator/schedule/iterative.ts';
import { pct } from '../../../simulator/schedule/pct.ts';
import { roundRobin, runToBlock } from '../../../simulator/schedule/policies.ts';
import { inOrder, inTurn } from '../../../simulator/schedule/portfolio.ts';
import { search, type Subject } from '../../../simulator/schedule/search.ts';
import { each, endless, type Ran, type Strategy } from '../../../simulator/schedule/strategy.ts';
import { preemptions, toy } from '../toy.ts';

const runsOf = (strategy: Strategy, steps: number[], most: number) => {
  const runs: string[] = [];
  for (let attempt = strategy.next(); attempt && runs.length < most; attempt = strategy.next())
    runs.push(toy(steps, attempt.scheduler).join(''));
  return runs;
};

test('iterative search takes no preemption first, then one, then two, and ends when nothing was left out', () => {
  // Two threads of two steps: 2 schedules with none, 4 with at most one, 6 with at most two, and these are all.
  const strategy = new IterativeDepthFirst(20);
  const runs = runsOf(strategy, [2, 2], 100);
  expect(runs.map((run) => preemptions([...run].map(Number)))).toEqual([0, 0, 0, 1, 0, 1, 0, 1, 2, 0, 1, 2]);
  expect(strategy.claim).toEqual({ kind: 'schedules' });
});

test('iterative search that ends at a bound claims no more than that bound', () => {
  const strategy = new IterativeDepthFirst(1);
  runsOf(strategy, [2, 2], 100);
  expect(strategy.claim).toEqual({ kind: 'preemptions', bound: 1 });
});

test('a bound that left nothing out is the end, whatever bound was asked for', () => {
  const strategy = new IterativeDepthFirst(20);
  // One thread: no switch is possible.
  expect(runsOf(strategy, [3], 100)).toEqual(['000']);
  expect(strategy.claim).toEqual({ kind: 'schedules' });
});

test('strategies in turn each have their turn, and all end when one has tried everything', () => {
  const once = (scheduler: () => Ran['choices'][number]) => ({ scheduler: { next: scheduler }, policy: null });
  const mixed = inOrder([
    each([() => ({ scheduler: runToBlock(), policy: { kind: 'run-to-block' } })]),
    inTurn([endless(() => ({ scheduler: roundRobin(), policy: null })), new IterativeDepthFirst(20)]),
  ]);
  const runs = runsOf(mixed, [2, 2], 100);
  // 1 + 12 of the search (2 + 4 + 6), and round-robin before each of these and before the search finds its end.
  expect(runs).toHaveLength(1 + 12 + 13);
  expect(runs.slice(0, 4)).toEqual(['0011', '0101', '0011', '0101']);
  expect(mixed.claim).toEqual({ kind: 'schedules' });
  expect(inTurn([endless(() => once(() => 0))]).claim).toBeNull();
});

test.each([
  ['three of four turns where it is near, and the others share the rest', true, [10, 60, 10]],
  ['its turns as before where it is not', false, [27, 27, 26]],
])('after many turns in vain the strategy that may end has %s', (_, nearEnd, later) => {
  const asked: string[] = [];
  const named = (name: string) =>
    endless(() => {
      asked.push(name);
      return { scheduler: roundRobin(), policy: null };
    });
  const [a, b] = [named('a'), named('b')];
  const ending = Object.assign(named('ending'), { nearEnd });
  const strategy = inTurn([a, ending, b], ending);
  for (let n = 0; n < 140; n++) strategy.next();
  const count = (from: number, until: number) =>
    ['a', 'ending', 'b'].map((name) => asked.slice(from, until).filter((each) => each === name).length);
  expect(count(0, 60)).toEqual([20, 20, 20]);
  expect(count(60, 140)).toEqual(later);
});

test('a spinning thread does not keep PCT from the one it waits for: the tail is fair', () => {
  const runnable = { size: 2, has: () => true, nth: (n: number) => n, after: (n: number) => (n + 1) % 2 };
  for (let seed = 0; seed < 20; seed++) {
    const scheduler = pct(seed, 1, 10, 50);
    const chosen = Array.from({ length: 150 }, (_, step) => scheduler.next(runnable, -1, step));
    expect(new Set(chosen.slice(0, 50)).size).toBe(1);
    expect(new Set(chosen.slice(50)).size).toBe(2);
  }
});

/** Two threads of two steps that fail if the second thread goes in between the steps of the first. */
const subject: Subject<Ran> = {
  run(scheduler) {
    const choices = toy([2, 2], scheduler);
    return { choices, failed: /01+0/.test(choices.join('')) };
  },
  same: (run, failure) => run.failed === failure.failed,
};

test('a search stops at the first failure and shrinks it', async () => {
  const strategy = endless(() => ({ scheduler: roundRobin(), policy: null }));
  const phases: string[] = [];
  for await (const event of search(strategy, subject, { schedules: 100, shrink: () => 100 })) {
    phases.push(event.phase);
    // 0101 needs two switches; 0110 needs one.
    if (event.phase === 'found') expect(event.minimal).toMatchObject({ preemptions: 1, proven: true });
  }
  expect(phases.filter((phase) => phase === 'searching')).toHaveLength(1);
  expect(phases.at(-1)).toBe('found');
});

test('a search that finds nothing says whether there was nothing left, or only no more schedules to run', async () => {
  const ends = async (schedules: number) => {
    const safe: Subject<Ran> = { ...subject, run: (scheduler) => ({ choices: toy([2, 2], scheduler), failed: false }) };
    for await (const event of search(new IterativeDepthFirst(20), safe, { schedules, shrink: () => 0 }))
      if (event.phase === 'over') return event.end;
    return null;
  };
  expect([await ends(11), await ends(12), await ends(13)]).toEqual(['budget', 'budget', 'exhausted']);
});
