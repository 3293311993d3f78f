import type { ErrorName } from '../trace/events.ts';
import type { PoolSpec, Statement } from './scenario.ts';

type Kind = PoolSpec['kind'];
type ArgumentOf<Name extends Statement['call']> = Exclude<
  keyof Extract<Statement, { call: Name }>,
  'call' | 'catch' | 'requests' | 'raises'
>;

/** Data of a call that its schema does not have. */
interface CallOf<Name extends Statement['call']> {
  /** The pools that know it. */
  pools: readonly Kind[];
  /**
   * Its arguments in Python's order, and what they are where a statement begins. A number is always written; null and true
   * and false are Python's defaults, and may be left out.
   */
  arguments?: Readonly<Record<ArgumentOf<Name>, number | boolean | null>>;
  /** Exceptions that it can raise and a script can catch. */
  raises?: readonly ErrorName[];
}

const WAITS = { block: true, timeout: null } as const;

/** The calls of scripts, each once: the pools that know it, its arguments, and what it raises. */
const TABLE: { readonly [Name in Statement['call']]: CallOf<Name> } = {
  WorkManager: { pools: ['WorkManager'] },
  add_job: { pools: ['WorkManager'], arguments: { duration: 0.1 } },
  wait_allcomplete: { pools: ['WorkManager'] },
  ThreadPool: { pools: ['ThreadPool'] },
  makeRequests: { pools: ['ThreadPool'], raises: ['TypeError'] },
  putRequest: { pools: ['ThreadPool'], arguments: WAITS, raises: ['Full'] },
  poll: {
    pools: ['ThreadPool'],
    arguments: { block: false },
    raises: ['NoResultsPending', 'NoWorkersAvailable', 'Exception'],
  },
  wait: { pools: ['ThreadPool'], raises: ['NoWorkersAvailable', 'Exception'] },
  createWorkers: { pools: ['ThreadPool'], arguments: { num_workers: 1, poll_timeout: 5 } },
  dismissWorkers: { pools: ['ThreadPool'], arguments: { num_workers: 1, do_join: false } },
  joinAllDismissedWorkers: { pools: ['ThreadPool'] },
  put: { pools: ['Queue'], arguments: WAITS, raises: ['Full'] },
  get: { pools: ['Queue'], arguments: WAITS, raises: ['Empty'] },
  task_done: { pools: ['Queue'], raises: ['ValueError'] },
  join: { pools: ['Queue'] },
  sleep: { pools: ['Queue', 'WorkManager', 'ThreadPool'], arguments: { seconds: 0.5 } },
};
const NAMES = Object.keys(TABLE) as Statement['call'][];

const callsOf = (kind: Kind) => NAMES.filter((name) => TABLE[name].pools.includes(kind));
/** The calls that each pool knows. */
export const CALLS: Readonly<Record<Kind, readonly Statement['call'][]>> = {
  Queue: callsOf('Queue'),
  WorkManager: callsOf('WorkManager'),
  ThreadPool: callsOf('ThreadPool'),
};

/** Lists the exceptions that a call can raise. */
export const raisedBy = (call: Statement['call']): readonly ErrorName[] => TABLE[call].raises ?? [];

/** An argument of a call, as a form asks for it. `optional`: empty means `None`. */
export interface Argument {
  name: string;
  kind: 'number' | 'optional' | 'flag';
  /** Value where the statement has none. */
  initial: number | boolean | null;
}

/** The arguments of a call, in Python's order. */
export const argumentsOf = (call: Statement['call']): Argument[] =>
  Object.entries<number | boolean | null>(TABLE[call].arguments ?? {}).map(([name, initial]) => ({
    name,
    kind: initial === null ? 'optional' : typeof initial === 'boolean' ? 'flag' : 'number',
    initial,
  }));

/** A call with the arguments it cannot do without. */
export function newStatement(call: Statement['call']): Statement {
  const needed = argumentsOf(call).filter(({ kind }) => kind === 'number');
  return { call, ...Object.fromEntries(needed.map(({ name, initial }) => [name, initial])) } as Statement;
}
