import type { StageMessages } from '../i18n/en/stage.ts';
import type { StageTreeMessages } from '../i18n/en/stage-tree.ts';
import type { Execution } from '../../simulator/run/execution.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';
import { contents, type PoolState } from '../../simulator/trace/state.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { seconds } from '../i18n/text.ts';
import { nameOf } from './names.ts';
import { fillOf, waitersOf } from './queues.ts';

/** One line of the structure, and what is below it. Its id is that of the same line after a step, too. */
export interface Branch {
  id: string;
  /** Marked as messages are. */
  text: string;
  branches: () => Branch[];
}

/** Texts of a run's threads and items, which its engine knows. */
export interface ThreadWords {
  /** The thread's operation and why it waits, a line each. */
  doing: (thread: ThreadId) => readonly string[];
  /** The threads that could end its wait on a condition; null: that is not known. */
  enders: (thread: ThreadId) => readonly ThreadId[] | null;
  itemText: (item: number, queue: number) => string;
}

/** Lines of one kind that are shown. */
const MOST = 50;

/** Lists what a pool consists of, as a tree: a thread, what it waits for, and who could end that; a queue, and what is in it. */
export function structureOf(
  execution: Execution,
  now: PoolState,
  words: ThreadWords,
  m: StageMessages,
  tree: StageTreeMessages,
): Branch[] {
  const leaf = (id: string, text: string): Branch => ({ id, text, branches: () => [] });
  const star = (thread: ThreadId) => `*${nameOf(execution, thread)}*`;

  const upTo = <T>(all: readonly T[], id: string, branch: (one: T, i: number) => Branch): Branch[] => [
    ...all.slice(0, MOST).map(branch),
    ...(all.length > MOST ? [leaf(`${id}/more`, fill(m.queue.moreItems, { count: all.length - MOST }))] : []),
  ];

  /** @param above The threads that lead to this one. @param template How it is named, with its state as {thread}. */
  function threadBranch(thread: ThreadId, path: string, above: readonly ThreadId[], template = '{thread}'): Branch {
    const id = `${path}t${thread}`;
    if (above.includes(thread)) return leaf(id, fill(template, { thread: fill(tree.again, { thread: star(thread) }) }));
    const { status, deadline, item } = now.threads[thread]!;
    const held = status === 'blocked' || status === 'waiting';
    const late = deadline === Infinity ? m.lane.forever : fill(m.lane.until, { time: seconds(deadline) });
    const values = { thread: star(thread), status: m.status[status], late };
    return {
      id,
      text: fill(template, { thread: fill(held ? tree.held : tree.thread, values) }),
      branches: () => [
        ...words.doing(thread).map((text, i) => leaf(`${id}/does${i}`, text)),
        ...(held ? waitBranches(thread, `${id}/`, [...above, thread]) : []),
        ...(item >= 0 ? [leaf(`${id}/item`, fill(tree.has, { item: words.itemText(item, 0) }))] : []),
      ],
    };
  }

  function waitBranches(thread: ThreadId, path: string, above: readonly ThreadId[]): Branch[] {
    const { target, condition, queue, object } = now.threads[thread]!;
    const id = `${path}wait`;
    if (target >= 0)
      return [
        {
          id,
          text: fill(tree.waitsExit, { thread: star(target) }),
          branches: () => [threadBranch(target, `${id}/`, above)],
        },
      ];
    if (condition !== null) {
      const enders = words.enders(thread);
      const name = now.queues[queue]!.info.name;
      const none = enders?.length === 0 ? [leaf(`${id}/none`, tree.nobody)] : [];
      return [
        {
          id,
          text: fill(tree.waitsQueue, { condition, queue: name }),
          branches: () => [...none, ...(enders ?? []).map((one) => threadBranch(one, `${id}/`, above, tree.couldEnd))],
        },
      ];
    }
    const waited = now.objects[object];
    if (!waited) return [];
    const { name, kind } = waited.info;
    const holder = () => (waited.owner >= 0 ? [threadBranch(waited.owner, `${id}/`, above, tree.holdsIt)] : []);
    return [{ id, text: fill(tree.waitsObject, { name, kind }), branches: holder }];
  }

  return [
    ...upTo(now.threads, 't', (_, thread) => threadBranch(thread, '', [])),
    ...upTo(now.queues, 'q', (queue, q) => ({
      id: `q${q}`,
      text: fill(tree.queue, { queue: queue.info.name, size: fillOf(queue, m) }),
      branches: () => [
        ...upTo(contents(queue, MOST + 1), `q${q}`, (item, i) => leaf(`q${q}/${i}`, words.itemText(item, q))),
        ...waitersOf(execution, queue, m).map((text, i) => leaf(`q${q}/waits${i}`, text)),
      ],
    })),
    ...upTo(
      now.objects.flatMap((object, o) => (object.info.kind === 'Task' ? [] : [{ object, o }])),
      'o',
      ({ object: { info, owner, waiters }, o }) => ({
        id: `o${o}`,
        text: fill(tree.object, { ...info }),
        branches: () => [
          ...(owner >= 0 ? [threadBranch(owner, `o${o}/`, [], tree.holdsIt)] : []),
          ...waiters.map((thread) => threadBranch(thread, `o${o}/waits/`, [], tree.waitsForIt)),
        ],
      }),
    ),
  ];
}

/** A line that is shown, with its place in the tree. */
export interface TreeRow {
  id: string;
  text: string;
  level: number;
  /** null: there is nothing below it. */
  open: boolean | null;
  /** Its number among its siblings, from 1, and theirs. */
  place: number;
  of: number;
  /** The row above it in the tree; '': none. */
  parent: string;
}

/** The lines that are shown when these are open. */
export function treeRows(branches: readonly Branch[], opened: ReadonlySet<string>, level = 1, parent = ''): TreeRow[] {
  return branches.flatMap(({ id, text, branches: below }, i) => {
    const children = below();
    const open = children.length > 0 ? opened.has(id) : null;
    const row: TreeRow = { id, text, level, open, place: i + 1, of: branches.length, parent };
    return [row, ...(open ? treeRows(children, opened, level + 1, id) : [])];
  });
}

/** Tells what a key does at a row, as trees have it (WAI-ARIA): the row to go to, or one to open or close; null: nothing. */
export function treeKey(key: string, rows: readonly TreeRow[], at: string): { go: string } | { toggle: string } | null {
  const i = rows.findIndex(({ id }) => id === at);
  const row = rows[i];
  if (!row) return null;
  const to = (other: TreeRow | undefined) => (other ? { go: other.id } : null);
  switch (key) {
    case 'ArrowDown':
      return to(rows[i + 1]);
    case 'ArrowUp':
      return to(rows[i - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      return row.open === false ? { toggle: at } : row.open ? to(rows[i + 1]) : null;
    case 'ArrowLeft':
      return row.open ? { toggle: at } : row.parent ? { go: row.parent } : null;
    case 'Enter':
    case ' ':
      return row.open === null ? null : { toggle: at };
    default:
      return null;
  }
}
