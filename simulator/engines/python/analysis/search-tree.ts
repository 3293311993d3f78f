import { locationOf, MODE, modeOf } from '../../../schedule/access.ts';
import { ClassTree, type ClassBranch, type Deed, type Pair } from '../../../schedule/class-tree.ts';
import { exactly, type Schedule } from '../../../schedule/scheduler.ts';
import type { Locations } from '../interpreter/access-log.ts';
import type { Made } from './attempt.ts';
import type { ObservedOutcome } from '../interpreter/outcome.ts';
import { variableOf } from './shared-variables.ts';

/** Something that a thread did to memory that others touch too. `name`: of a variable, a thread, a lock, or the kind of a thing. */
export interface NamedDeed {
  readonly thread: string;
  readonly did: 'read' | 'write' | 'take' | 'give' | 'try' | 'use' | 'join' | 'end' | 'library' | 'unnamed';
  readonly name: string;
}

/** Two deeds in this order. `second`: null where it does not come about. */
export interface NamedPair {
  readonly first: NamedDeed;
  readonly second: NamedDeed | null;
}

/** An order of the steps that depend on each other, and how the program ends by it. */
export interface TreeEnd extends ObservedOutcome {
  /** Schedules that were run and have this order. */
  readonly runs: number;
  /** The schedule of the first of them, with switches before memory; null while the search goes on. */
  readonly schedule: Schedule | null;
}

/** A part of the tree of all orders, with the deeds by name. The fields are those of {@link ClassBranch}. */
export interface TreeBranch {
  readonly id: number;
  readonly because: readonly NamedPair[];
  readonly left: readonly NamedPair[];
  readonly end: TreeEnd | null;
  readonly next: readonly TreeBranch[];
}

/** The orders that a search has come to so far. */
export interface SearchTree {
  readonly root: TreeBranch;
  /** Orders in the tree. The search may have seen more. */
  readonly drawn: number;
  /** Runs that were left early, since their rest was known. */
  readonly cut: number;
}

/** Orders that are drawn. */
const MOST_DRAWN = 100;
/** Milliseconds between two trees of a search that goes on: to draw one takes a page longer than some runs. */
const BETWEEN_TREES = 500;

interface Leaf {
  readonly outcome: ObservedOutcome;
  readonly names: readonly string[];
  readonly choices: readonly number[];
  runs: number;
}

/** Grows the tree of orders from the runs of a search that tell what their steps touch. */
export class TreeGrower {
  private readonly tree = new ClassTree<Leaf>();
  private drawn = 0;
  private cut = 0;
  private failing = false;
  private names: readonly string[] = [];
  /** The orders that were told of while the search goes on, and when that was. */
  private told = { orders: 0, at: -Infinity };

  /** Notes a run. With a hundred orders the tree is large enough; only the first that fails is still added. */
  note({ log, outcome, redundant = false, choices, names }: Made): void {
    if (redundant) this.cut++;
    if (!log || redundant) return;
    if (names.length > this.names.length) this.names = names;
    const leaf = this.tree.leafOf(log.steps, log.unseen, () => {
      if (this.drawn >= MOST_DRAWN && (this.failing || !outcome.failed)) return null;
      this.drawn++;
      return { outcome, names, choices, runs: 0 };
    });
    if (!leaf) return;
    leaf.runs++;
    this.failing ||= outcome.failed;
  }

  /** The tree by the names of variables and threads; null: no run has told what its steps touch. */
  tell(locations: Locations, whole: boolean): SearchTree | null {
    if (this.drawn === 0) return null;
    const { drawn, cut } = this;
    return { root: this.branch(this.tree.snapshot(), locations, whole), drawn, cut };
  }

  /** The tree while the search goes on, now and then; null: it has not grown, or was told a moment ago. */
  tellIfGrown(locations: Locations): SearchTree | null {
    const { orders, at } = this.told;
    if (this.drawn === orders || performance.now() - at < BETWEEN_TREES) return null;
    this.told = { orders: this.drawn, at: performance.now() };
    return this.tell(locations, false);
  }

  private branch(
    { id, because, left, leaf, next }: ClassBranch<Leaf>,
    locations: Locations,
    whole: boolean,
  ): TreeBranch {
    const told = (pairs: readonly Pair[]) => pairs.map((pair) => this.pair(pair, locations));
    return {
      id,
      because: told(because),
      left: told(left).filter(({ first, second }) => !nameless(first) && !nameless(second!)),
      end: leaf && { ...leaf.outcome, runs: leaf.runs, schedule: whole ? exactly(leaf.choices) : null },
      next: next.map((each) => this.branch(each, locations, whole)),
    };
  }

  private pair({ first, second }: Pair, locations: Locations): NamedPair {
    return { first: this.deed(first, locations), second: second && this.deed(second, locations) };
  }

  private deed({ thread, access }: Deed, locations: Locations): NamedDeed {
    const location = locations.names[locationOf(access)] ?? '';
    const threadName = (index: number) => this.names[index] ?? `Thread-${index}`;
    return { thread: threadName(thread), ...deedOf(location, modeOf(access), locations.aliases, threadName) };
  }
}

const nameless = ({ did }: NamedDeed): boolean => did === 'unnamed' || did === 'library';

/** Reads a location as `lab_access.py` writes it: `('lock', 0, 2)`, `('end', 1)`, `('cell', 'k')` or that of a variable. */
function deedOf(
  location: string,
  mode: number,
  aliases: ReadonlyMap<string, string>,
  threadName: (index: number) => string,
): Omit<NamedDeed, 'thread'> {
  const [, lock, number] = /^\('(?:lock(', .*)|end', (\d+))\)$/.exec(location) ?? [];
  if (number !== undefined) {
    const did = mode === MODE.give ? 'end' : mode === MODE.read ? 'read' : 'join';
    return { did, name: threadName(Number(number)) };
  }
  if (lock !== undefined) {
    const inside = aliases.get(`('inside${lock})`);
    if (inside !== undefined) return { did: 'use', name: inside };
    const name = aliases.get(location);
    // Locks that the library made when it was imported have one name.
    if (lock === "', 0, 0") return { did: 'library', name: '' };
    if (name === undefined) return { did: 'unnamed', name: 'lock' };
    const did = mode === MODE.give ? 'give' : mode === MODE.take ? 'take' : mode === MODE.try ? 'try' : 'use';
    return { did, name };
  }
  const cell = /^\('cell', '([^']*)'\)$/.exec(location)?.[1];
  const name = cell ?? variableOf(location, aliases);
  // A read of a whole container is told as a write, and a change of a part as a read.
  const write = (mode !== MODE.read) !== location.endsWith("'[*]')");
  if (name !== null) return { did: write ? 'write' : 'read', name };
  return { did: 'unnamed', name: /^\(+'(\w+)'/.exec(location)?.[1] ?? '' };
}
