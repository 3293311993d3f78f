/** Orders of the accesses of two threads, as a search has found them: the files of `lessons/orders`. */
export interface FoundOrders {
  /** The program that was searched. */
  readonly program: string;
  /** Schedules that the search has tried. */
  readonly tried: number;
  /** Orders that differ, each with its end. */
  readonly orders: readonly { readonly steps: readonly OrderStep[]; readonly end: string }[];
}

/** A read or a write of the variable, and its value. */
interface OrderStep {
  readonly thread: string;
  readonly write: boolean;
  readonly value: string;
}

/** A step in the tree of all orders. */
export interface OrderNode extends OrderStep {
  readonly next: readonly OrderNode[];
  /** The value at the end; null: it goes on. */
  readonly end: string | null;
  /** Not tried: its orders are those in which these two steps are swapped. */
  readonly left: boolean;
}

/** The tree of the orders, the steps that were left out included. */
export function treeOf({ orders }: FoundOrders): OrderNode[] {
  const threads = [...new Set(orders.flatMap(({ steps }) => steps.map(({ thread }) => thread)))].toSorted();
  const each = orders[0]!.steps.length / threads.length;
  const below = (path: readonly OrderStep[]): OrderNode[] => {
    const beginning = orders.filter(({ steps }) => path.every((step, n) => alike(step, steps[n])));
    if (path.length === orders[0]!.steps.length) return [];
    return threads.flatMap((thread): OrderNode[] => {
      if (path.filter((step) => step.thread === thread).length === each) return [];
      const found = beginning.find(({ steps }) => steps[path.length]!.thread === thread);
      const value = path.findLast(({ write }) => write)?.value ?? path[0]?.value ?? '';
      if (!found) return [{ thread, write: false, value, next: [], end: null, left: true }];
      const step = found.steps[path.length]!;
      const next = below([...path, step]);
      return [{ ...step, next, end: next.length === 0 ? found.end : null, left: false }];
    });
  };
  return below([]);
}

const alike = (one: OrderStep, other: OrderStep | undefined): boolean =>
  one.thread === other?.thread && one.write === other.write;
