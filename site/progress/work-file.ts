import * as v from 'valibot';
import type { HandIn } from '../../simulator/class/hand-in.ts';
import { entriesNow } from '../../simulator/link/lesson-names.ts';

const FORMAT = 'thread-pool-lab-work';
const PREFIX = 'lab:';

/** Entries that belong to the learner and not to the device, by the beginning of their keys (see `store.ts`). */
const KINDS = {
  'done:': 'lessons',
  'passed:': 'exercises',
  'level:': 'exercises',
  'pool:': 'programs',
  'quiz:': 'answers',
  'predict:': 'answers',
  'why:': 'answers',
  'draft:v1:': 'programs',
} as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

const kindOf = (key: string): Kind | null =>
  Object.entries(KINDS).find(([beginning]) => key.startsWith(beginning))?.[1] ?? null;

const workSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  saved: v.string(),
  entries: v.record(
    v.pipe(
      v.string(),
      v.check((key) => kindOf(key) !== null),
    ),
    v.string(),
  ),
  /** Of the learner and of the class that the device is in, where there are some. Earlier versions of the site leave them. */
  name: v.optional(v.string()),
  class: v.optional(v.unknown()),
});
export type SavedWork = v.InferOutput<typeof workSchema>;

/** The reason why a file cannot be opened: it is no such file, or one of a later version of the site. */
export class WorkFileError extends Error {
  override name = 'WorkFileError';
  readonly reason: 'not-work' | 'newer';
  constructor(reason: 'not-work' | 'newer') {
    super(reason);
    this.reason = reason;
  }
}

/** Everything that a learner did on this device, by its keys without `lab:`. */
export function entriesOf(storage: Storage): SavedWork['entries'] {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i)!)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .filter(kindOf);
  return Object.fromEntries(keys.toSorted().map((key) => [key, storage.getItem(PREFIX + key)!]));
}

/** The same as the text of a file. */
export function workFile(storage: Storage, saved: Date): string {
  const [name, plan] = ['name', 'class'].map((key) => storage.getItem(PREFIX + key));
  const work: SavedWork = {
    format: FORMAT,
    version: 1,
    saved: saved.toISOString(),
    entries: entriesOf(storage),
    ...(name && { name }),
    ...(plan && { class: parsed(plan) }),
  };
  return `${JSON.stringify(work, null, 1)}\n`;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Reads what {@link workFile} wrote. @throws WorkFileError */
export function readWork(text: string): SavedWork {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new WorkFileError('not-work');
  }
  if (v.is(v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.minValue(2)) }), data))
    throw new WorkFileError('newer');
  const parsed = v.safeParse(workSchema, data);
  if (!parsed.success) throw new WorkFileError('not-work');
  return { ...parsed.output, entries: entriesNow(parsed.output.entries) };
}

/** The entries of a hand-in as work that goes on here; what is no learner's entry is left out. */
export const workOf = ({
  name,
  made,
  class: plan,
  entries,
}: Pick<HandIn, 'name' | 'made' | 'class' | 'entries'>): SavedWork => ({
  format: FORMAT,
  version: 1,
  saved: made,
  name,
  class: plan,
  entries: Object.fromEntries(Object.entries(entries).filter(([key]) => kindOf(key) !== null)),
});

export interface Merged {
  /** The number of new entries of each kind. */
  taken: Record<Kind, number>;
  /** Answers that were here already, and others; they stay. */
  left: number;
  /** Programs that were written here too: the editor will show both. */
  beside: number;
  /** For these the browser has no room. */
  refused: number;
}

/** Adds a file's work to what is on this device. What is here stays as it is. Never throws. */
export function merge(storage: Storage, { entries, saved }: SavedWork): Merged {
  const merged: Merged = {
    taken: { lessons: 0, exercises: 0, answers: 0, programs: 0 },
    left: 0,
    beside: 0,
    refused: 0,
  };
  const put = (key: string, value: string): boolean => {
    try {
      storage.setItem(PREFIX + key, value);
      return true;
    } catch {
      merged.refused += 1;
      return false;
    }
  };
  for (const [key, value] of Object.entries(entries)) {
    const kind = kindOf(key)!;
    const here = storage.getItem(PREFIX + key);
    if (here === value) continue;
    if (here === null) merged.taken[kind] += put(key, value) ? 1 : 0;
    else if (kind === 'answers') merged.left += 1;
    else if (key.startsWith('draft:')) merged.beside += put(`${key}|${saved}`, value) ? 1 : 0;
  }
  return merged;
}
