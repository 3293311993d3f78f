import { expect, test } from 'vitest';
import { anyConflict, locationOf, MODE, modeOf, type TracedStep } from '../../../simulator/schedule/access.ts';
import { ClassTree, type ClassBranch, type Deed } from '../../../simulator/schedule/class-tree.ts';
import { classOf } from '../../../simulator/schedule/order.ts';
import { random } from '../../../simulator/schedule/policies.ts';
import { prng } from '../../../simulator/schedule/prng.ts';
import { runsOf, runToy, touch, type Threads } from './access-toy.ts';

const [read, write] = [touch(0, 'read'), touch(0, 'write')];

/** Puts the runs of a search of all orders into a tree. */
function treeOf(threads: Threads): ClassTree<readonly TracedStep[]> {
  const tree = new ClassTree<readonly TracedStep[]>();
  for (const steps of runsOf(threads)) if (steps) tree.leafOf(steps, false, () => steps);
  return tree;
}

const leavesOf = <Leaf>({ leaf, next }: ClassBranch<Leaf>): Leaf[] => [
  ...(leaf === null ? [] : [leaf]),
  ...next.flatMap(leavesOf),
];
const told = ({ thread, access }: Deed) =>
  `${'AB'[thread]} ${Object.keys(MODE)[modeOf(access)]} ${'xyz'[locationOf(access)]}`;
/** A branch in words: why it parts, what is left out in it, and how many classes it has. */
const inWords = (branch: ClassBranch<unknown>): unknown => ({
  because: branch.because.map(({ first, second }) => `${told(first)} < ${second && told(second)}`),
  left: branch.left.map(({ first, second }) => `${told(first)} < ${told(second!)}`),
  classes: leavesOf(branch).length,
  next: branch.next.map(inWords),
});

test('two threads that say x += 1 have four classes, and the tree says which two steps part them', () => {
  // A B: serial twice, and with both reads first: then A writes first, or B. To swap the reads brings nothing new.
  const tree = treeOf([
    [read, write],
    [read, write],
  ]);
  expect(inWords(tree.snapshot())).toEqual({
    because: [],
    left: [],
    classes: 4,
    next: [
      {
        because: ['A read x < B write x'],
        left: [],
        classes: 3,
        next: [
          { because: ['A write x < B read x'], left: [], classes: 1, next: [] },
          {
            because: ['B read x < A write x'],
            left: ['B read x < A read x'],
            classes: 2,
            next: [
              { because: ['B write x < A write x'], left: [], classes: 1, next: [] },
              { because: ['A write x < B write x'], left: [], classes: 1, next: [] },
            ],
          },
        ],
      },
      { because: ['B write x < A read x'], left: [], classes: 1, next: [] },
    ],
  });
});

test('a thread that waits for ever has not taken the lock: the other did, first', () => {
  const tree = treeOf([
    [touch(0, 'take'), touch(1, 'take'), touch(1, 'give'), touch(0, 'give')],
    [touch(1, 'take'), touch(0, 'take'), touch(0, 'give'), touch(1, 'give')],
  ]);
  // One of them first, the other first, or each takes its first lock, and then both wait.
  const branches = tree.snapshot().next;
  const flat = (some: readonly ClassBranch<unknown>[]): string[] =>
    some.flatMap(({ because, next }) => [
      ...because.map(({ first, second }) => `${told(first)} < ${second && told(second)}`),
      ...flat(next),
    ]);
  expect(leavesOf(tree.snapshot()).length).toBe(3);
  expect(flat(branches)).toContain('B take y < null');
});

test('a step that does not come about in the other branch is told alone', () => {
  const tree = new ClassTree<string>();
  const step = (thread: number, access: number): TracedStep => {
    return { thread, accesses: [access], ahead: [], woken: -1, ticked: false, spawned: [], blocks: false };
  };
  tree.leafOf([step(0, write)], false, () => 'B sees it and writes nothing');
  tree.leafOf([step(1, touch(0, 'write')), step(0, write)], false, () => 'B writes first');
  expect(inWords(tree.snapshot())).toMatchObject({
    next: [{ because: ['A write x < null'] }, { because: ['B write x < A write x'] }],
  });
});

/** Programs of two or three threads that read, write, and take two locks in both orders. */
function randomThreads(draw: () => number): Threads {
  const pick = (n: number) => Math.floor(draw() * n);
  const parts = [
    () => [touch(pick(2), 'read')],
    () => [touch(pick(2), 'write')],
    () => [touch(2, 'take'), touch(pick(2), 'write'), touch(2, 'give')],
    () => [touch(2, 'take'), touch(3, 'take'), touch(3, 'give'), touch(2, 'give')],
    () => [touch(3, 'take'), touch(2, 'take'), touch(2, 'give'), touch(3, 'give')],
  ];
  return Array.from({ length: 2 + pick(2) }, () => Array.from({ length: 1 + pick(3) }, () => parts[pick(5)]!()).flat());
}

test('runs are one leaf if and only if they are of one class, in whichever order they come', () => {
  const draw = prng(9);
  for (let n = 0; n < 200; n++) {
    const threads = randomThreads(draw);
    const tree = new ClassTree<string>();
    for (let seed = 0; seed < 40; seed++) {
      const { steps } = runToy(threads, random(seed));
      expect(tree.leafOf(steps, false, () => classOf(steps))).toBe(classOf(steps));
    }
    const leaves = leavesOf(tree.snapshot());
    expect(new Set(leaves).size).toBe(leaves.length);
  }
});

test('what is left out really commutes, and the reasons of two sisters are each other turned round', () => {
  const draw = prng(4);
  let seen = 0;
  const check = (branch: ClassBranch<unknown>) => {
    for (const { first, second } of branch.left) {
      expect(first.thread).not.toBe(second!.thread);
      expect(anyConflict([first.access], [second!.access])).toBe(false);
      seen++;
    }
    const [one, other] = branch.next.map(({ because }) => because);
    if (branch.next.length === 2) {
      expect([one!.length, other!.length]).toEqual([1, 1]);
      if (one![0]!.second) expect(one![0]!.second).toEqual(other![0]!.first);
      if (other![0]!.second) expect(other![0]!.second).toEqual(one![0]!.first);
    }
    branch.next.forEach(check);
  };
  for (let n = 0; n < 100; n++) check(treeOf(randomThreads(draw).slice(0, 2)).snapshot());
  expect(seen).toBeGreaterThan(50);
});

test('nothing is said to commute where memory may be touched unseen', () => {
  const tree = new ClassTree<number>();
  const { steps } = runToy([[read], [read, write]], random(1));
  tree.leafOf(steps, true, () => 1);
  expect(tree.snapshot().left).toEqual([]);
});

test('a class that is not to be added is not, and is not known later', () => {
  const tree = new ClassTree<number>();
  const { steps } = runToy([[read], [write]], random(1));
  expect(tree.leafOf(steps, false, () => null)).toBeNull();
  expect(tree.leafOf(steps, false, () => 7)).toBe(7);
  expect(tree.leafOf(steps, false, () => 8)).toBe(7);
});
