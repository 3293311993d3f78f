import type { Meanwhile, Preemption } from '../../simulator/engines/python/analysis/explain.ts';
import { answerOf, type Story, type UsesAround } from '../../simulator/engines/python/analysis/story.ts';
import type { Use } from '../../simulator/engines/python/interpreter/program.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';
import { fill } from '../../simulator/trace/fill.ts';

type SearchMessages = WorkbenchMessages['search'];

/** Uses of variables that are told one by one. */
const USES = 4;

/** One pause in words: where it was, and what others did meanwhile. */
export function tellPause(preemption: Preemption, names: readonly string[], t: SearchMessages): string {
  const { thread, line, meanwhile, forGood, uses } = preemption;
  const after = preemption.after ? fill(t.operation, { name: preemption.after }) : use(uses?.last, t);
  const before = preemption.before ? fill(t.operation, { name: preemption.before }) : use(uses?.next, t);
  const others = meanwhile.map((deeds) => deedsOf(deeds, names[deeds.thread] ?? '', uses, t));
  const story = uses?.story ? storyOf(uses.story, names[thread] ?? '', names, t) : '';
  return [
    fill(t.paused, { thread: names[thread] ?? '' }),
    after && fill(t.after, { after }),
    after && before && t.and,
    before ? fill(t.before, { before }) : '',
    line > 0 ? fill(before ? t.onLine : t.atLine, { line }) : '',
    others.length > 0 ? fill(t.meanwhile, { others: others.join(t.comma) }) : '',
    forGood ? t.for : '',
    t.stop,
    story && t.next,
    story,
  ].join('');
}

/**
 * Tells what another thread did meanwhile: its operations, else the variables that it used, else the lines it went through.
 */
function deedsOf(
  { thread: other, did, from, to }: Meanwhile,
  thread: string,
  uses: UsesAround | null,
  t: SearchMessages,
): string {
  const where = from <= 0 ? '' : fill(from === to ? t.onLine : t.onLines, { line: from, from, to });
  if (did.length > 0) return fill(t.did, { thread, did: did.join('`, `') }) + where;
  const own = (uses?.meanwhile ?? []).filter((one) => one.thread === other);
  if (own.length === 0) return from > 0 ? fill(t.lines, { thread, from, to }) : fill(t.ran, { thread });
  const told = own.slice(0, USES).map((one) => deedOf(one, t));
  return fill(t.story.used, { thread, uses: told.join(t.comma) }) + (own.length > USES ? t.more : '') + where;
}

type DescribedUse = Pick<Use, 'write' | 'name' | 'value' | 'call'>;

/** Tells that a variable was read, written or removed, or by which call; without the thread. */
function deedOf({ write, name, value, call }: DescribedUse, { story: t }: SearchMessages): string {
  if (call === undefined) {
    const how = value === '' ? (write ? t.useRemoved : t.useNothing) : write ? t.useWrote : t.useRead;
    return fill(how, { name, value });
  }
  if (write) return fill(t.useCalled, { call });
  const answer = answerOf(call, value);
  return fill(t.useAsked, {
    call,
    answer: answer === null ? (value ? `\`${value}\`` : t.nothing) : answer ? t.yes : t.no,
  });
}

/** A use of a variable as a noun. */
function use(one: DescribedUse | null | undefined, t: SearchMessages): string {
  if (!one) return '';
  if (one.call !== undefined) return fill(one.write ? t.story.calling : t.story.asking, { call: one.call });
  return fill(one.write ? t.story.writeOf : t.story.readOf, { name: one.name });
}

/** Says why the pause did harm, by the name of a variable. */
function storyOf(story: Story, thread: string, names: readonly string[], t: SearchMessages): string {
  const { name, had, asked, called } = story;
  const words = t.story;
  const read = (who: string) =>
    asked === undefined
      ? fill(had === '' ? words.readNothing : words.read, { thread: who, name, value: had })
      : fill(words.had, { thread: who, deed: deedOf({ write: false, name, value: had, call: asked }, t) });
  const wrote = (who: string, value: string, call?: string) =>
    call === undefined
      ? fill(value === '' ? words.removed : words.wrote, { thread: who, name, value })
      : fill(words.used, { thread: who, uses: fill(words.useCalled, { call }) });
  if (story.kind === 'early') {
    const reader = names[story.reader] ?? '';
    return fill(words.early, { read: read(reader), wrote: wrote(thread, story.wrote, called) });
  }
  const others = story.others.map((one) => wrote(names[one.thread] ?? '', one.value, one.call)).join(t.comma);
  const marked = story.others.map((one) => `*${names[one.thread] ?? ''}*`);
  const whose = [marked.slice(0, -1).join(t.name), ...marked.slice(-1)].filter(Boolean).join(t.lastName);
  return story.kind === 'stale'
    ? fill(words.stale, { read: read(thread), others, thread })
    : fill(words.lost, { read: read(thread), others, wrote: wrote(thread, story.wrote), whose });
}
