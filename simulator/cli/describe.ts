import type { Action, ThreadActions } from '../engines/python/analysis/actions.ts';
import type { Preemption } from '../engines/python/analysis/explain.ts';
import { answerOf, type Story } from '../engines/python/analysis/story.ts';
import type { Account } from '../engines/python/analysis/execution.ts';
import { statusOf } from '../engines/python/interpreter/outcome.ts';
import {
  allWait,
  type AwaitedFuture,
  type BlockedThread,
  type Note,
  type Use,
} from '../engines/python/interpreter/program.ts';

type Ended = Pick<
  Account,
  | 'outcome'
  | 'uncaught'
  | 'lost'
  | 'blocked'
  | 'names'
  | 'notes'
  | 'steps'
  | 'clock'
  | 'exitCode'
  | 'choices'
  | 'living'
>;

/** Says in one line of plain English how a run ended. */
export function describeOutcome(run: Ended): string {
  const { uncaught, lost, blocked, names, steps, clock } = run;
  switch (statusOf(run)) {
    case 'deadlock':
      return `Deadlock at t = ${seconds(clock)}: ${describeWaits(blocked, names)}${beside(run)}.${before(run)}`;
    case 'livelock':
      return `Livelock at t = ${seconds(clock)}: it goes round like this for ever${blocked.length > 0 ? `. ${describeWaits(blocked, names)}` : ''}.`;
    case 'exception': {
      const { name, message, line } = uncaught[0]!;
      return `Exception: ${name} ended with ${message}${line > 0 ? ` (line ${line})` : ''}.`;
    }
    case 'lost': {
      const { queue, size, unfinished } = lost[0]!;
      return `Finished at t = ${seconds(clock)}, but work was lost: ${size} left in ${queue}, ${unfinished} unfinished.`;
    }
    case 'budget':
      if (run.notes.includes('output-limit')) return 'Stopped: it printed more than 400,000 characters.';
      return `Not finished after ${steps} steps, at t = ${seconds(clock)}: ${unfinished(run)}.`;
    default: {
      const exit = run.exitCode === 0 ? '' : ` with exit code ${run.exitCode}`;
      return `Finished${exit} at t = ${seconds(clock)}, after ${steps} steps.`;
    }
  }
}

const unfinished = ({ blocked, living, names }: Ended) =>
  blocked.length > 0
    ? `${describeWaits(blocked, names)}${living.length > 0 ? `; ${named(living, names)} can go on` : ''}`
    : 'no thread waits; it may be an endless loop, or only long';

/** Names the threads that go on while others wait for ever. */
const beside = ({ living, names }: Ended) =>
  living.length > 0
    ? `; ${named(living, names)} can go on, but nothing that is still to come there ends these waits`
    : '';

const named = (threads: readonly number[], names: readonly string[]) => list(threads.map((thread) => names[thread]!));

/** Possible reasons of an outcome. */
const before = ({ uncaught }: Ended) =>
  uncaught.map(({ name, message }) => ` Before that, ${name} ended with ${message}.`).join('');

/** Says for each blocked thread what it waits for, and which thread holds that. */
export function describeWaits(blocked: readonly BlockedThread[], names: readonly string[]): string {
  const all = blocked.map(({ name, on, holder, awaits }) => {
    if (awaits) {
      const more = awaits.more > 0 ? [`${awaits.more} more ${awaits.more === 1 ? 'future' : 'futures'}`] : [];
      return `${name} waits for ${[...awaits.futures.map((one) => describeFuture(one, blocked, names)), ...more].join(', and for ')}`;
    }
    const by = holder === null || names[holder] === on ? '' : `, which ${names[holder]} holds`;
    const what = names.includes(on) ? `${on} to end` : on || 'something';
    return `${name} waits for ${what}${by}`;
  });
  return all.join('; ') || 'nobody can go on';
}

/** Workers of a pool that are told by name. */
const WORKERS = 4;

/** Says which future it is, and which worker runs it or should have. */
function describeFuture(future: AwaitedFuture, blocked: readonly BlockedThread[], names: readonly string[]): string {
  const { name, task, runner, workers } = future;
  const which = task ? `${name} (${task})` : name;
  if (runner !== null) return `${which}, which ${names[runner]} runs`;
  if (workers.length === 0) return which;
  const told = workers.slice(0, WORKERS).map((worker) => names[worker]!);
  const who = list(workers.length > WORKERS ? [...told, `${workers.length - WORKERS} more`] : told);
  const how = allWait(workers, blocked) ? 'waiting' : 'busy';
  return workers.length === 1
    ? `${which}, which has not begun: the only worker of its pool, ${who}, is ${how}`
    : `${which}, which has not begun: the ${workers.length} workers of its pool, ${who}, are all ${how}`;
}

/** Explains a failing schedule in plain English: its preemptions in order, or else the turns of threads, then the outcome. */
export function describeFailure(
  preemptions: readonly Preemption[],
  turns: readonly ThreadActions[],
  run: Ended,
): string {
  const opening =
    preemptions.length > 0 ? describePreemptions(preemptions, run.names) : describeTurns(turns, run.names);
  return `${opening} ${describeOutcome(run)}`;
}

/** Turns of threads that are told, from the first and from the last. */
const TURNS = 4;

/** Tells what threads did one after the other. */
function describeTurns(turns: readonly ThreadActions[], names: readonly string[]): string {
  if (turns.length < 2) return 'No thread was paused: each one went on until it had to wait or had ended.';
  const told = turns.map((turn) => actionsInWords(turn, names));
  const some = told.length > 2 * TURNS ? [...told.slice(0, TURNS), 'and so on', ...told.slice(-TURNS)] : told;
  const order = some.join('; then ').replace('; then and so on; then ', '; and so on; at last ');
  return `No thread was paused. ${order}. Each went on until it had to wait or had ended.`;
}

/** Names the features that a run has met and that are missing here, a sentence each. */
export const describeNotes = (notes: readonly Note[]): string[] => notes.flatMap((note) => NOTES[note] ?? []);

const NOTES: Readonly<Partial<Record<Note, string>>> = {
  input: 'The program asked for input: here nobody answers, so input() raises EOFError.',
  closed: 'The program asked for the page or the network: it has no access to either here.',
  processes:
    'The program asked for processes: there are none here. Use threads, or run it with Python on your machine.',
  'trace-full': 'The trace ends before the run does: it had more events than are kept.',
  memory: 'The program took as much memory as there is here.',
  threadpool:
    'threadpool is a listing of the course: copy lessons/listings/threadpool.py beside your program to import it.',
  package: 'A module was not found: here are the standard library and the files of the program, and no packages.',
  absent:
    'A module of the standard library is not here. It is for Windows, or needs a terminal, a screen or users of a system.',
};

/** So many schedules, in words. */
export const countOfSchedules = (count: number): string => `${count} ${count === 1 ? 'schedule' : 'schedules'}`;

/** Each preemption in a sentence. */
export const describePreemptions = (preemptions: readonly Preemption[], names: readonly string[]): string =>
  preemptions.map((preemption) => preemptionInWords(preemption, names)).join(' ');

function preemptionInWords(preemption: Preemption, names: readonly string[]): string {
  const { thread, after, before, line, meanwhile, forGood, story } = preemption;
  const where = [after && `after ${noun(after)}`, before && `before ${noun(before)}`].filter(Boolean).join(' and ');
  const place = line > 0 ? (where ? ` (line ${line})` : ` at line ${line}`) : '';
  const others = meanwhile.map((actions) => actionsInWords(actions, names)).join('; ');
  const then = forGood ? 'and it got no other turn.' : `then ${names[thread]} went on.`;
  const paused = `${names[thread]} was paused${where ? ` ${where}` : ''}${place}; meanwhile ${others}; ${then}`;
  return story ? `${paused} ${storyInWords(story, names[thread]!, names)}` : paused;
}

/** An action as a noun. */
function noun(action: Action): string {
  if (typeof action === 'string') return action;
  const { write, name, call } = action;
  return call === undefined ? `its ${write ? 'write' : 'read'} of ${name}` : `${write ? 'calling' : 'asking'} ${call}`;
}

/** `n = 3`, or only that it has no value. */
const equals = (name: string, value: string) => (value === '' ? `no ${name}` : `${name} = ${value}`);

type DescribedUse = Pick<Use, 'name' | 'value' | 'call'>;

/** A read: `read n = 0`, `asked 'k' in d: no`. */
function readInWords({ name, value, call }: DescribedUse): string {
  if (call === undefined) return `read ${equals(name, value)}`;
  const answer = answerOf(call, value);
  return `asked ${call}: ${answer === null ? value || 'nothing' : answer ? 'yes' : 'no'}`;
}

/** A write: `wrote n = 1`, `removed d['k']`, `called xs.append(1)`. */
const writeInWords = ({ name, value, call }: DescribedUse, wrote = 'wrote'): string =>
  call !== undefined ? `called ${call}` : value === '' ? `removed ${name}` : `${wrote} ${equals(name, value)}`;

function storyInWords(story: Story, paused: string, names: readonly string[]): string {
  const { name, asked, called } = story;
  const read = (had: string) => readInWords({ name, value: had, ...(asked !== undefined && { call: asked }) });
  if (story.kind === 'early') {
    const late = writeInWords({ name, value: story.wrote, ...(called !== undefined && { call: called }) }, 'written');
    return `${names[story.reader]!} ${read(story.had)} before ${paused} had ${late}.`;
  }
  const others = list(story.others.map((one) => `${names[one.thread]!} ${writeInWords({ name, ...one })}`));
  const lost = `what ${list(story.others.map(({ thread }) => names[thread]!))} had written is lost`;
  if (story.kind === 'over') return `${others}; then ${paused} ${writeInWords({ name, value: story.wrote })}: ${lost}.`;
  const had =
    story.kind === 'changed' && story.wrote
      ? writeInWords({ name, value: story.had, ...(asked !== undefined && { call: asked }) }, 'written')
      : read(story.had);
  const began = `${paused} had ${had}; ${others}`;
  if (story.kind === 'stale') return `${began}; ${paused} went on with what it had read.`;
  if (story.kind === 'changed') return `${began}; then ${paused} ${readInWords(story.found)}.`;
  return `${began}; then ${paused} ${writeInWords({ name, value: story.wrote })}: ${lost}.`;
}

function actionsInWords({ thread, did, more, from, to }: ThreadActions, names: readonly string[]): string {
  const name = names[thread]!;
  if (did.length === 0) return from > 0 ? `${name} went through ${lines(from, to)}` : `${name} ran`;
  const told = did.map((action, n) => {
    // One verb for operations next to each other.
    if (typeof action === 'string') return typeof did[n - 1] === 'string' ? action : `called ${action}`;
    return action.write ? writeInWords(action) : readInWords(action);
  });
  return `${name} ${list(more ? [...told, 'so on'] : told)}${from > 0 ? ` (${lines(from, to)})` : ''}`;
}

const lines = (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`);

const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Virtual seconds without the noise of floating point. */
const seconds = (time: number) => `${Number(time.toFixed(6))} s`;
