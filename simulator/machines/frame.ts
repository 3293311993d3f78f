import { METHODS } from '../trace/events.ts';

/** Parts of the thread machines: the operations that a state performs, and the outcomes they can have. */

/** Operations of a thread's next turn. Each is one step, but for the local ones, which share the step of the next. */
export type Op =
  // local: they touch nothing that another thread sees
  | 'next' // takes the next statement of the thread's script
  | 'make' // makeRequests
  | 'throw' // looks for who catches the exception that was raised
  // shared
  | 'put' // puts the item of the statement
  | 'put_next' // puts the next job of the loop
  | 'put_request' // putRequest's first half: into the queue
  | 'register' // its second half: into workRequests
  | 'get' // get(block, timeout) as the statement says
  | 'get_nowait' // get(block=False) on the request queue
  | 'get_request' // get(True, poll_timeout) on the request queue
  | 'get_result' // get(block) on the result queue
  | 'put_result'
  | 'put_back'
  | 'task_done'
  | 'join' // queue.join()
  | 'join_next' // joins the next thread of the loop
  | 'start_next' // starts the next worker of the loop
  | 'run' // calls the job
  | 'look' // _dismissed.is_set()
  | 'check' // anything in workRequests? any workers?
  | 'call_back'
  | 'unregister'
  | 'dismiss_next'
  | 'sleep';

/** The events of the thread machines: how an operation went, or which call the script makes next. */
export const OP_OUTCOMES = [
  'ok',
  'exhausted', // the loop is over
  'raised', // any exception, in the frame's `error`
  'Empty',
  'set',
  'clear',
  'pending',
  'none_pending',
  'no_workers',
  'caught',
  'uncaught',
  'end', // of the script
  // the calls of a script
  ...METHODS,
] as const;
export type OpOutcome = (typeof OP_OUTCOMES)[number];

/** Data that a thread machine may read in its guards. The rest of a thread belongs to the engine. */
interface Frame {
  /** poll() was called by wait(), which catches NoResultsPending. */
  inWait: boolean;
  /** dismissWorkers(…, do_join=True). */
  doJoin: boolean;
}

/** Data of a state, in `meta`. */
export interface StateMeta {
  op: Op;
  /** Text that stands in exactly one line of the machine's listing: the line the thread is at. */
  code?: string;
}

export interface OutcomeEvent {
  type: OpOutcome;
}

/** The actions of thread machines; the engine carries them out. */
export interface FrameHost extends Frame {
  /** Leaves the method of the pool that the script had called. */
  leaveCall(): void;
  /** Ends the thread with the uncaught exception. */
  die(): void;
}
