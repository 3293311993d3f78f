import type { ThreadId } from '../trace/events.ts';
import { anyConflict, locationOf, MODE, modeOf, type Access, type TracedStep } from './access.ts';
import { Order } from './order.ts';

/** An access of one thread. */
export interface Deed {
  readonly thread: ThreadId;
  readonly access: Access;
}

/** Two accesses in this order. `second`: null where it does not come about. */
export interface Pair {
  readonly first: Deed;
  readonly second: Deed | null;
}

/** Steps that some classes have in common, up to the step at which these part. */
export interface ClassBranch<Leaf> {
  /** Lasts while the tree grows. */
  readonly id: number;
  /** Pairs of steps whose order parts it from its sisters. */
  readonly because: readonly Pair[];
  /** Pairs that need not be tried in this order: the two steps commute. */
  readonly left: readonly Pair[];
  /** The class that ends here; null: all go on. */
  readonly leaf: Leaf | null;
  readonly next: readonly ClassBranch<Leaf>[];
}

interface Node<Leaf> {
  readonly id: number;
  readonly step: Step | null;
  readonly because: Pair[];
  readonly left: Pair | null;
  readonly next: Node<Leaf>[];
  leaf: Leaf | null;
}

interface Step {
  readonly thread: ThreadId;
  readonly accesses: readonly Access[];
  readonly key: string;
  /** Its number in the run. */
  readonly at: number;
}

/** Pairs of one kind that a branch tells of. */
const MOST_PAIRS = 2;
/** Steps in all, from which on no class is added. */
const MOST_STEPS = 20_000;

/**
 * The classes of runs as a tree: runs that differ only in the order of steps which commute are one leaf. Where two classes
 * part, the tree knows two steps that come in one order here and in the other there.
 */
export class ClassTree<Leaf> {
  private nodes = 0;
  private readonly root: Node<Leaf> = this.node(null, null);

  /**
   * The class of a run; `make` makes it where it is new. It may answer null: then the class is not added.
   * `unseen`: memory may be touched that the steps do not tell of, so that no two steps are said to commute.
   */
  leafOf(run: readonly TracedStep[], unseen: boolean, make: () => Leaf | null): Leaf | null {
    const steps = run.flatMap(({ thread, accesses }, at) =>
      accesses.length === 0 ? [] : [{ thread, accesses, key: accesses.join(), at }],
    );
    if (steps.length > MOST_STEPS) return null;
    const rest = new Rest(steps);
    let node = this.root;
    for (let child = rest.follow(node.next); child; child = rest.follow(node.next)) node = child;
    if (node.leaf && rest.left.length === 0) return node.leaf;
    const leaf = this.nodes > MOST_STEPS ? null : make();
    if (leaf) this.grow(node, rest, unseen ? null : run, leaf);
    return leaf;
  }

  /** The tree as data. */
  snapshot(): ClassBranch<Leaf> {
    return branchOf(this.root);
  }

  private grow(from: Node<Leaf>, rest: Rest, run: readonly TracedStep[] | null, leaf: Leaf): void {
    const { left } = rest;
    const order = run && new Order(run, run.length);
    const contended = contendedIn([...rest.taken, ...left]);
    let node = from;
    let before = rest.taken.at(-1);
    for (const step of left) {
      const swapped = before && order && before.thread !== step.thread && commute(before, step, order);
      const child = this.node(step, swapped ? swap(before!, step, contended) : null);
      if (node === from) this.part(node.next, child, rest);
      node.next.push(child);
      node = child;
      before = step;
    }
    node.leaf = leaf;
  }

  /** Says of a new child and of each of its sisters which two steps come in another order. */
  private part(sisters: readonly Node<Leaf>[], child: Node<Leaf>, rest: Rest): void {
    for (const sister of sisters) {
      const met = rest.against(sister.step!);
      if (!met) continue;
      const { first, second, comes } = met;
      child.because.push({ first, second: comes ? second : null });
      sister.because.push({ first: second, second: happens(sister, first) ? first : null });
    }
  }

  private node(step: Step | null, left: Pair | null): Node<Leaf> {
    return { id: this.nodes++, step, because: [], left, next: [], leaf: null };
  }
}

/** The steps of a run that the tree's path has not come to. */
class Rest {
  readonly taken: Step[] = [];
  readonly left: Step[];

  constructor(steps: Step[]) {
    this.left = steps;
  }

  /** Takes the step of the first of these nodes that can be the run's next one, too. */
  follow<Leaf>(nodes: readonly Node<Leaf>[]): Node<Leaf> | undefined {
    return nodes.find(({ step }) => {
      const own = this.nextOf(step!.thread);
      if (!own || own.key !== step!.key || this.firstBefore(own)) return false;
      this.left.splice(this.left.indexOf(own), 1);
      this.taken.push(own);
      return true;
    });
  }

  /** Two steps for which the run cannot take this step of the tree first. `comes`: it takes it later. */
  against(step: Step): { first: Deed; second: Deed; comes: boolean } | null {
    const { thread } = step;
    const own = this.nextOf(thread);
    const comes = own?.key === step.key;
    const other = this.left.find((each) => each.thread !== thread && meeting(each, step));
    if (!other || (comes && this.left.indexOf(other) > this.left.indexOf(own))) return null;
    const [one, two] = meeting(other, step)!;
    return { first: { thread: other.thread, access: one }, second: { thread, access: two }, comes };
  }

  private nextOf(thread: ThreadId): Step | undefined {
    return this.left.find((step) => step.thread === thread);
  }

  /** The first step that has to come before this one. */
  private firstBefore(step: Step): Step | undefined {
    const other = this.left.find((each) => each === step || anyConflict(each.accesses, step.accesses));
    return other === step ? undefined : other;
  }
}

/** The accesses of two steps that are of one location and whose order matters. */
function meeting(one: Step, other: Step): readonly [Access, Access] | null {
  for (const a of one.accesses) for (const b of other.accesses) if (anyConflict([a], [b])) return [a, b];
  return null;
}

const commute = (one: Step, other: Step, order: Order): boolean =>
  !anyConflict(one.accesses, other.accesses) && !order.isBefore(one.at, other.at);

/** The swapped order of two steps, told by memory that threads contend for; null: there is none in one of them. */
function swap(one: Step, other: Step, contended: ReadonlySet<number>): Pair | null {
  const own = (step: Step) => step.accesses.filter((access) => contended.has(locationOf(access)));
  const [ones, others] = [own(one), own(other)];
  const same = others.find((b) => ones.some((a) => locationOf(a) === locationOf(b)));
  const second = same ?? others[0];
  const first = same === undefined ? ones[0] : ones.find((a) => locationOf(a) === locationOf(same));
  if (first === undefined || second === undefined) return null;
  return { first: { thread: other.thread, access: second }, second: { thread: one.thread, access: first } };
}

/** Locations that several threads touch, and not only to read. */
function contendedIn(steps: readonly Step[]): Set<number> {
  const users = new Map<number, Set<ThreadId>>();
  const changed = new Set<number>();
  for (const { thread, accesses } of steps)
    for (const access of accesses) {
      const location = locationOf(access);
      users.set(location, (users.get(location) ?? new Set()).add(thread));
      if (modeOf(access) !== MODE.read) changed.add(location);
    }
  return new Set([...changed].filter((location) => users.get(location)!.size > 1));
}

/** Tells whether the access comes about below the node, in the class that was found first. */
function happens<Leaf>(node: Node<Leaf> | undefined, { thread, access }: Deed): boolean {
  for (let at = node?.next[0]; at; at = at.next[0])
    if (at.step!.thread === thread && at.step!.accesses.includes(access)) return true;
  return false;
}

function branchOf<Leaf>(top: Node<Leaf>): ClassBranch<Leaf> {
  const left: Pair[] = [];
  let node = top;
  for (;;) {
    if (node.left) left.push(node.left);
    if (node.leaf || node.next.length !== 1) break;
    node = node.next[0]!;
  }
  return { id: top.id, because: few(top.because), left: few(left), leaf: node.leaf, next: node.next.map(branchOf) };
}

/** The first pairs, each once. */
const few = (pairs: readonly Pair[]): Pair[] =>
  [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()].slice(0, MOST_PAIRS);
