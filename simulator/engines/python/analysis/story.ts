import type { ThreadId } from '../../../trace/events.ts';
import type { Use } from '../interpreter/program.ts';

/** A write of another thread while one was paused; `call`: the call that wrote. */
interface OtherWrite {
  readonly thread: ThreadId;
  readonly value: string;
  readonly call?: string;
}

/**
 * A reason for which a pause did harm, by the name of a variable. `lost`: the paused thread had read it, another wrote it,
 * and the first wrote over that. `stale`: it went on with what it had read. `changed`: it found there what another had
 * written. `early`: another read what the paused thread was still to write. `over`: it wrote over what another had written.
 * `asked` and `called` are the calls by which it was read and written.
 */
export type Story = StoryOf & { readonly asked?: string; readonly called?: string };

type StoryOf =
  | {
      readonly kind: 'lost';
      readonly name: string;
      readonly had: string;
      readonly others: readonly OtherWrite[];
      readonly wrote: string;
    }
  | { readonly kind: 'stale'; readonly name: string; readonly had: string; readonly others: readonly OtherWrite[] }
  /** `wrote`: it had not read but written it; `found`: its next read. */
  | {
      readonly kind: 'changed';
      readonly name: string;
      readonly had: string;
      readonly wrote: boolean;
      readonly others: readonly OtherWrite[];
      readonly found: Use;
    }
  | { readonly kind: 'over'; readonly name: string; readonly others: readonly OtherWrite[]; readonly wrote: string }
  | {
      readonly kind: 'early';
      readonly name: string;
      readonly had: string;
      readonly reader: ThreadId;
      readonly wrote: string;
    };

/** Uses of variables around a pause. */
interface UsesAround {
  /** The last and the next use of the thread that was paused; null: none is known. */
  readonly last: Use | null;
  readonly next: Use | null;
  /** Places that it uses around the pause. */
  readonly near: ReadonlySet<string>;
  readonly story: Story | null;
}

/** Uses of the paused thread before and after its pause that are looked at. */
const NEAR = 8;

/** Finds the uses around a pause that begins with the event `from`, at which another thread goes on. */
export function usesAround(uses: readonly Use[], thread: ThreadId, from: number): UsesAround {
  const own = uses.filter((use) => use.thread === thread);
  const before = own.filter(({ seq }) => seq <= from).slice(-NEAR);
  const after = own.filter(({ seq }) => seq > from).slice(0, NEAR);
  const end = after[0] ? uses.indexOf(after[0]) : uses.length;
  const others = uses.slice(0, end).filter((use) => use.thread !== thread && use.seq >= from);
  return {
    last: before.at(-1) ?? null,
    next: after[0] ?? null,
    near: new Set([...before, ...after].map(({ place }) => place)),
    story: storyOf(before, others, after),
  };
}

function storyOf(before: readonly Use[], others: readonly Use[], after: readonly Use[]): Story | null {
  let stale: Story | null = null;
  let changed: Story | null = null;
  for (const use of latest(before)) {
    const writes = others.filter(({ write, place }) => write && place === use.place);
    if (writes.length === 0) continue;
    const { name, value: had, call } = use;
    const asked = call === undefined ? {} : { asked: call };
    const next = after.find(({ place }) => place === use.place);
    const told = { name, had, others: lastOfEach(writes), ...asked };
    if (next && !next.write && next.value !== had)
      changed ??= { kind: 'changed', ...told, wrote: use.write, found: next };
    if (use.write) continue;
    // A method changes what is there by then: it writes nothing over.
    if (next?.write && next.call === undefined) return { kind: 'lost', ...told, wrote: next.value };
    if (!next || next.write) stale ??= { kind: 'stale', ...told };
  }
  return stale ?? changed ?? tooEarly(others, after) ?? writtenOver(before, others, after);
}

/** The paused thread writes over what another has written, and had not looked at it before. */
function writtenOver(before: readonly Use[], others: readonly Use[], after: readonly Use[]): Story | null {
  for (const [n, { name, place, write, value, call }] of after.entries()) {
    const writes = others.filter((use) => use.write && use.place === place && use.call === undefined);
    const known = [...before, ...after.slice(0, n)].some((use) => use.place === place);
    const last = writes.at(-1)?.value ?? '';
    if (write && call === undefined && !known && last !== '' && last !== value)
      return { kind: 'over', name, others: lastOfEach(writes), wrote: value };
  }
  return null;
}

function tooEarly(others: readonly Use[], after: readonly Use[]): Story | null {
  for (const use of after) {
    const read = others.find(({ place }) => place === use.place);
    if (use.write && read && !read.write && (use.call !== undefined || read.value !== use.value))
      return {
        kind: 'early',
        name: read.name,
        had: read.value,
        reader: read.thread,
        wrote: use.value,
        ...(read.call !== undefined && { asked: read.call }),
        ...(use.call !== undefined && { called: use.call }),
      };
  }
  return null;
}

/** The last use of each place, the latest first. */
const latest = (uses: readonly Use[]): Use[] =>
  uses.filter((use, n) => !uses.slice(n + 1).some(({ place }) => place === use.place)).toReversed();

const lastOfEach = (writes: readonly Use[]): OtherWrite[] =>
  [...new Map(writes.map((write) => [write.thread, write])).values()].map(({ thread, value, call }) => ({
    thread,
    value,
    ...(call !== undefined && { call }),
  }));

/** The answer to a question such as `'k' in d`; null: the call asks for a value. */
export const answerOf = (call: string, value: string): boolean | null =>
  call.endsWith(')') ? null : value !== '' && value !== 'False';
