import type { Op, OpOutcome } from '../../../machines/frame.ts';
import { ERRORS, K, type ErrorName } from '../../../trace/events.ts';
import type { OpContext } from '../op.ts';
import type { ModelThread } from '../thread.ts';

export const LOCAL = 0;
export const SHARED = 1;

/** The result of an operation. After a local one the same step goes on; after a shared one it ends. */
export interface Result {
  readonly kind: typeof LOCAL | typeof SHARED;
  readonly name: OpOutcome;
}
/** The thread could not finish: its next turn makes the operation again. */
export const PARKED = null;

/** One object for each result, so that they can be told apart by identity. */
const results = new Map<string, Result>();
export function result(kind: Result['kind'], name: OpOutcome): Result {
  const key = `${kind} ${name}`;
  let found = results.get(key);
  if (!found) results.set(key, (found = { kind, name }));
  return found;
}
export const OK = result(SHARED, 'ok');
export const OK_LOCAL = result(LOCAL, 'ok');
export const EXHAUSTED = result(LOCAL, 'exhausted');
export const RAISED = result(SHARED, 'raised');
export const EMPTY = result(SHARED, 'Empty');

/** Performs an operation. @returns {@link PARKED} where the thread has to wait */
type Perform = (engine: OpContext, thread: ModelThread) => Result | typeof PARKED;
export type Performs<Name extends Op> = { readonly [Each in Name]: Perform };

/** Raises `error` in the thread. `object`: the queue it is about, from 1; 0: none. */
export function raise(engine: OpContext, thread: ModelThread, error: ErrorName, object = 0): Result {
  thread.error = error;
  engine.record(K.raise, thread.id, object, ERRORS.indexOf(error));
  return RAISED;
}

/** The statement a thread is in, which must be one of `call`. */
export function statement<Call extends string>(thread: ModelThread, ...calls: Call[]) {
  const now = thread.statement;
  if (!now || !calls.includes(now.call as Call)) throw new Error(`${thread.table.id} is not in ${calls.join(' or ')}`);
  return now as Extract<NonNullable<typeof now>, { call: Call }>;
}
