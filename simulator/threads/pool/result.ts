import type { ResultMessage } from './protocol.ts';

/** A worker ended while it worked on a request: it was terminated, or its thread broke. */
export class WorkerLost extends Error {
  override name = 'WorkerLost';
}

/** Result of a request: what its callable returned or raised. */
export const resultOf = (answer: ResultMessage): unknown =>
  'value' in answer ? answer.value : 'error' in answer ? answer.error : new WorkerLost(answer.lost);
