import type { JobSpec, Scenario, Statement } from '../../simulator/scenario/scenario.ts';
import { GALLERY, type GalleryId } from '../../simulator/scenario/gallery.ts';
import type { ErrorName } from '../../simulator/trace/events.ts';

/** An argument of a call, as the form asks for it. `optional`: empty means `None` or the default. */
export interface Argument {
  name: string;
  kind: 'number' | 'optional' | 'flag';
  /** Value where the statement has none. */
  initial: number | boolean | null;
}

const block: Argument = { name: 'block', kind: 'flag', initial: true };
const timeout: Argument = { name: 'timeout', kind: 'optional', initial: null };
const seconds: Argument = { name: 'seconds', kind: 'number', initial: 0.5 };

/** The arguments of each call, with Python's defaults. */
export const ARGUMENTS: Partial<Record<Statement['call'], readonly Argument[]>> = {
  sleep: [seconds],
  add_job: [{ name: 'duration', kind: 'number', initial: 0.1 }],
  putRequest: [block, timeout],
  poll: [{ ...block, initial: false }],
  createWorkers: [
    { name: 'num_workers', kind: 'number', initial: 1 },
    { name: 'poll_timeout', kind: 'number', initial: 5 },
  ],
  dismissWorkers: [
    { name: 'num_workers', kind: 'number', initial: 1 },
    { name: 'do_join', kind: 'flag', initial: false },
  ],
  put: [block, timeout],
  get: [block, timeout],
};

/** What a call can raise, for the box that catches it. */
export const RAISES: Partial<Record<Statement['call'], readonly ErrorName[]>> = {
  makeRequests: ['TypeError'],
  putRequest: ['Full'],
  poll: ['NoResultsPending', 'NoWorkersAvailable', 'Exception'],
  wait: ['NoWorkersAvailable', 'Exception'],
  put: ['Full'],
  get: ['Empty'],
  task_done: ['ValueError'],
};

/** A call with the arguments it cannot do without. */
export function newStatement(call: Statement['call']): Statement {
  const needed = (ARGUMENTS[call] ?? []).filter(({ kind }) => kind === 'number');
  return { call, ...Object.fromEntries(needed.map(({ name, initial }) => [name, initial])) } as Statement;
}

export const newJob = (): JobSpec => ({ count: 1, duration: 0.1 });

/** Where somebody begins who chooses another kind of pool. */
const FIRST: Record<Scenario['pool']['kind'], GalleryId> = {
  ThreadPool: 'first-pool',
  WorkManager: 'work-manager-small',
  Queue: 'queue-basics',
};
export const KINDS = Object.keys(FIRST) as Scenario['pool']['kind'][];
export const firstOf = (kind: Scenario['pool']['kind']): Scenario => structuredClone(GALLERY[FIRST[kind]] as Scenario);
