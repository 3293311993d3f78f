/** Use of the lock by a thread of the tests. */
export interface Setup {
  gil: SharedArrayBuffer;
  threads: number;
  me: number;
  interval: number;
  does: 'increment' | 'compute' | 'ignore' | 'once' | 'sequence';
  rounds: number;
}

/** Words that the tests share with their threads; the words at 8 and after are each thread's own. */
export const COUNTER = 0;
export const ENOUGH = 1;
export const ORDER = 2;
export const SEEN = 8;
