import { cutOff, mayMiss, type Level } from '../engines/python/analysis/levels.ts';
import type { Granularity } from '../engines/python/interpreter/program.ts';
import type { Claim, Doubt } from '../schedule/strategy.ts';
import { countOfSchedules } from './describe.ts';

/** The result of `lab explore`, as its JSON has it. */
export interface ExploreReport {
  explored: number;
  outcomes: Record<string, number>;
  endings: { status: string; error: string; last: string; count: number; failed: boolean; replay: string }[];
  failure: {
    status: string;
    error: string | null;
    granularity: Granularity;
    schedule: string;
    preemptions: number | null;
    proven: boolean;
    /** The line of the program to look at; null: none is known. */
    line: number | null;
    explanation: string;
    notes: string[];
  } | null;
  levels: readonly Level[];
  /** Names in the program that may touch memory which no step is seen to touch. */
  unseen: readonly string[];
  /** Variables that threads share without a lock. */
  shared: readonly string[];
  exhausted: boolean;
  unstable: boolean;
  schedulesPerSecond: number;
}

const BETWEEN: Readonly<Record<Granularity, string>> = {
  operation: 'between operations',
  line: 'between lines',
  access: 'between accesses to memory',
  bytecode: 'between bytecodes',
  cpython: 'where CPython switches',
};

/** Says what is known for certain once a strategy has come to its end. */
function describeClaim(claim: Claim): string {
  if (claim.kind === 'schedules') return 'all there are';
  if (claim.kind === 'orders')
    return claim.count === 1 ? 'no two orders differ' : `all ${claim.count} orders that differ`;
  return `all with at most ${claim.bound} ${claim.bound === 1 ? 'preemption' : 'preemptions'}`;
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  unseen: 'memory may be touched unseen by {names}',
  timed: 'the order of steps decides which deadlines pass',
  nested: 'several threads start threads',
  unfinished: 'some runs did not come to an end',
};
/** Names that are listed at most. */
const MOST = 4;

const listed = (names: readonly string[]) =>
  `${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`;

/** Says what was tried at each granularity, and what was not, a sentence each. */
function describeLevels(levels: readonly Level[], unseen: readonly string[], failed: boolean): string[] {
  const told = levels
    .filter(({ explored }) => explored > 0)
    .map(
      ({ granularity, explored, claim }) =>
        `Switches ${BETWEEN[granularity]}: ${countOfSchedules(explored)}${claim ? ` (${describeClaim(claim)})` : ''}.`,
    );
  if (failed || levels.some(({ claim }) => claim?.kind === 'orders')) return told;
  for (const doubt of new Set(levels.flatMap(({ doubts }) => doubts)))
    told.push(`All orders that can be seen were tried, but ${DOUBTS[doubt]}.`.replace('{names}', listed(unseen)));
  if (unseen.length > 0 && mayMiss(levels))
    told.push(`Memory may be touched unseen by ${listed(unseen)}: orders that differ only there are not told apart.`);
  for (const { fresh, orders } of levels)
    if (fresh !== null)
      told.push(
        `${orders} orders that differ were seen; about ${Math.round(fresh * 100)} % of further random schedules would still show another.`,
      );
  const left = levels.filter(({ explored }) => explored === 0).map(({ granularity }) => BETWEEN[granularity]);
  if (left.length > 0) told.push(`Not tried: switches ${left.join(', ')}.`);
  else if (levels.some(({ claim }) => claim?.kind !== 'schedules'))
    told.push('This is no proof: there are schedules that were not tried.');
  return told;
}

/** The whole report in plain English. */
export function inWords(file: string, report: ExploreReport, maxSteps: number): string {
  const { explored, endings, failure, levels, unseen, shared, exhausted, unstable, schedulesPerSecond } = report;
  const again = (replay: string, status: string) =>
    `lab run ${file} --schedule replay:${replay}${status === 'budget' ? ` --max-steps ${maxSteps}` : ''}`;
  const lines = [`${explored} schedules explored, ${schedulesPerSecond} a second.`];
  for (const { status, error, last, count, replay } of endings) {
    lines.push(`${String(count).padStart(7)}  ${status}${error && `: ${error}`}${last && `  (last line: ${last})`}`);
    if (endings.length > 1) lines.push(`         ${again(replay, status)}`);
  }
  const cut = cutOff(endings);
  if (cut > 0 && failure?.status !== 'budget')
    lines.push(`Cut off before the end: ${cut} of ${explored} runs. It is not known whether they would ever end.`);
  lines.push(...describeLevels(levels, unseen, failure !== null));
  if (shared.length > 0)
    lines.push(`Shared without a lock: ${shared.join(', ')}. By itself that is no bug: only a schedule that fails is.`);
  if (exhausted && !failure) lines.push('There are no more schedules of this kind.');
  if (unstable)
    lines.push('The program does not do the same twice under one schedule: what was found cannot be replayed.');
  if (failure) {
    const { status, preemptions, schedule, explanation, notes } = failure;
    const many = preemptions === 1 ? '1 preemption' : `${preemptions} preemptions`;
    const how =
      status === 'budget' ? 'No run came to an end.' : preemptions === null ? 'It fails.' : `It fails with ${many}.`;
    lines.push('', [how, explanation, ...notes].join(' '), '', `Again: ${again(schedule, status)}`);
  }
  return `${lines.join('\n')}\n`;
}
