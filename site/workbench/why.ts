import type { Action, ThreadActions } from '../../simulator/engines/python/analysis/actions.ts';
import type { Preemption } from '../../simulator/engines/python/analysis/explain.ts';
import { answerOf, type Story } from '../../simulator/engines/python/analysis/story.ts';
import type { Use } from '../../simulator/engines/python/interpreter/program.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';
import { fill } from '../../simulator/trace/fill.ts';

type SearchMessages = WorkbenchMessages['search'];

/** One pause in words: where it was, and what others did meanwhile. */
export function tellPause(preemption: Preemption, names: readonly string[], t: SearchMessages): string {
  const { thread, after, before, line, meanwhile, forGood } = preemption;
  const others = meanwhile.map((actions) => tellActions(actions, names, t));
  const story = preemption.story ? storyOf(preemption.story, names[thread] ?? '', names, t) : '';
  return [
    fill(t.paused, { thread: names[thread] ?? '' }),
    after ? fill(t.after, { after: noun(after, t) }) : '',
    after && before ? t.and : '',
    before ? fill(t.before, { before: noun(before, t) }) : '',
    line > 0 ? fill(before ? t.onLine : t.atLine, { line }) : '',
    others.length > 0 ? fill(t.meanwhile, { others: others.join(t.otherThread) }) : '',
    forGood ? t.for : '',
    t.stop,
    story && t.next,
    story,
  ].join('');
}

/** Tells what a thread did: its operations and uses of variables, else the lines it went through. */
function tellActions(
  { thread: who, did, more, from, to }: ThreadActions,
  names: readonly string[],
  t: SearchMessages,
): string {
  const thread = names[who] ?? '';
  if (did.length === 0)
    return from > 0 ? fill(from === to ? t.line : t.lines, { thread, from, to }) : fill(t.ran, { thread });
  const where = from <= 0 ? '' : fill(from === to ? t.onLine : t.onLines, { line: from, from, to });
  const told = did.flatMap((action, n) => {
    if (typeof action !== 'string') return [actionOf(action, t)];
    // One verb for operations next to each other.
    if (typeof did[n - 1] === 'string') return [];
    const next = did.slice(n).findIndex((each) => typeof each !== 'string');
    const calls = did.slice(n, next < 0 ? did.length : n + next) as string[];
    return [fill(t.story.useCalled, { call: calls.join(`\`${t.name}\``) })];
  });
  return fill(t.story.used, { thread, uses: told.join(t.comma) }) + (more ? t.more : '') + where;
}

/** Turns of threads that are told, from the first and from the last. */
const TURNS = 4;

/** Turns of threads in words, where none was paused; '' stands for turns that are left out. */
export function tellTurns(turns: readonly ThreadActions[], names: readonly string[], t: SearchMessages): string[] {
  const told = turns.map((turn) => `${tellActions(turn, names, t)}${t.stop}`);
  return told.length > 2 * TURNS + 1 ? [...told.slice(0, TURNS), '', ...told.slice(-TURNS)] : told;
}

type DescribedUse = Pick<Use, 'write' | 'name' | 'value' | 'call'>;

/** Tells that a variable was read, written or removed, or by which call; without the thread. */
function actionOf({ write, name, value, call }: DescribedUse, { story: t }: SearchMessages): string {
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

/** An action as a noun. */
function noun(one: Action, t: SearchMessages): string {
  if (typeof one === 'string') return fill(t.operation, { name: one });
  if (one.call !== undefined) return fill(one.write ? t.story.calling : t.story.asking, { call: one.call });
  return fill(one.write ? t.story.writeOf : t.story.readOf, { name: one.name });
}

/** Says why the pause did harm, by the name of a variable. */
function storyOf(story: Story, thread: string, names: readonly string[], t: SearchMessages): string {
  const { name, asked, called } = story;
  const words = t.story;
  const had = (who: string, value: string) =>
    asked === undefined
      ? fill(value === '' ? words.readNothing : words.read, { thread: who, name, value })
      : fill(words.had, { thread: who, deed: actionOf({ write: false, name, value, call: asked }, t) });
  const wrote = (who: string, value: string, call?: string) =>
    call === undefined
      ? fill(value === '' ? words.removed : words.wrote, { thread: who, name, value })
      : fill(words.used, { thread: who, uses: fill(words.useCalled, { call }) });
  if (story.kind === 'early')
    return fill(words.early, {
      read: had(names[story.reader] ?? '', story.had),
      wrote: wrote(thread, story.wrote, called),
    });
  const others = story.others.map((one) => wrote(names[one.thread] ?? '', one.value, one.call)).join(t.comma);
  const marked = story.others.map((one) => `*${names[one.thread] ?? ''}*`);
  const whose = [marked.slice(0, -1).join(t.name), ...marked.slice(-1)].filter(Boolean).join(t.lastName);
  if (story.kind === 'over') return fill(words.over, { others, wrote: wrote(thread, story.wrote), whose });
  const read = story.kind === 'changed' && story.wrote ? wrote(thread, story.had, asked) : had(thread, story.had);
  if (story.kind === 'stale') return fill(words.stale, { read, others, thread });
  if (story.kind === 'changed')
    return fill(words.changed, { read, others, found: fill(words.used, { thread, uses: actionOf(story.found, t) }) });
  return fill(words.lost, { read, others, wrote: wrote(thread, story.wrote), whose });
}
