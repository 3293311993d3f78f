import type {
  NamedDeed,
  NamedPair,
  SearchTree,
  TreeBranch,
  TreeEnd,
} from '../../simulator/engines/python/analysis/search-tree.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';
import type { SearchTreeMessages } from '../i18n/en/search-tree.ts';
import { counted } from '../i18n/plural.ts';
import { fill } from '../../simulator/trace/fill.ts';

/** The words of the tree, and those for the ends of runs. */
export interface TreeWords {
  readonly tree: SearchTreeMessages;
  readonly status: WorkbenchMessages['search']['status'];
}

/** A line of the tree, as it is drawn and as an assistive technology hears it. */
export interface OrderRow {
  /** Lasts while the tree grows. */
  readonly id: string;
  readonly level: number;
  /** Its number among its sisters, from 1, and how many these are. */
  readonly position: number;
  readonly sisters: number;
  /** The row above it in the tree; null: the first. */
  readonly parent: string | null;
  /** A pair that was not tried. */
  readonly left: boolean;
  /** True if its branches are shown; null: it has none. */
  readonly open: boolean | null;
  readonly text: string;
  readonly end: TreeEnd | null;
}

/** The lines of a tree from top to bottom; those below a row of `closed` are left out. */
export function orderRows({ root }: SearchTree, closed: ReadonlySet<string>, words: TreeWords): OrderRow[] {
  const rows: OrderRow[] = [];
  add(root, { level: 1, position: 1, sisters: 1, parent: null });
  return rows;

  function add(branch: TreeBranch, place: Pick<OrderRow, 'level' | 'position' | 'sisters' | 'parent'>): void {
    const { left, next, end } = branch;
    const id = String(branch.id);
    const sisters = left.length + next.length;
    const open = sisters === 0 ? null : !closed.has(id);
    rows.push({ id, ...place, left: false, open, text: textOf(branch, place.parent === null, words), end });
    if (!open) return;
    const below = { level: place.level + 1, sisters, parent: id };
    left.forEach((pair, n) => {
      const text = fill(words.tree.left, wordsOf(pair, words.tree));
      rows.push({ id: `${id}-${n}`, ...below, position: n + 1, left: true, open: null, text, end: null });
    });
    next.forEach((each, n) => add(each, { ...below, position: left.length + n + 1 }));
  }
}

/** The row that a key leads to, and whether it is opened or closed; null: another key. */
export function moved(
  rows: readonly OrderRow[],
  id: string,
  key: string,
): { readonly id: string; readonly open?: boolean } | null {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  if (!row) return null;
  const to = (n: number) => ({ id: (rows[Math.min(Math.max(n, 0), rows.length - 1)] ?? row).id });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      return row.open === false ? { id, open: true } : to(row.open ? at + 1 : at);
    case 'ArrowLeft':
      return row.open ? { id, open: false } : { id: row.parent ?? id };
    default:
      return null;
  }
}

/** Says how the program ends: `deadlock`, `finished 12`, and how many schedules were of this order. */
function textOf({ because, end }: TreeBranch, first: boolean, { tree, status }: TreeWords): string {
  const why = because.map((pair) =>
    pair.second ? fill(tree.before, wordsOf(pair, tree)) : fill(tree.alone, { first: deed(pair.first, tree.deed) }),
  );
  const named = why.length > 0 ? why.join(tree.and) : first ? tree.root : tree.other;
  if (!end) return named;
  const said = end.last || end.error;
  const how = `${status[end.status]}${said && ` \`${said.replaceAll('`', "'")}\``}`;
  const times = end.runs > 1 ? fill(tree.times, { runs: counted(tree.runs, end.runs) }) : '';
  return named + fill(tree.end, { end: how }) + times;
}

/** Two deeds: the second says "it" of what the first has named. */
function wordsOf({ first, second }: NamedPair, { deed: forms, it }: SearchTreeMessages) {
  const again = second !== null && second.name === first.name && second.did in it;
  return { first: deed(first, forms), second: second ? deed(second, again ? { ...forms, ...it } : forms) : '' };
}

function deed({ thread, did, name }: NamedDeed, forms: SearchTreeMessages['deed']): string {
  return fill(forms[did], { thread, name });
}
