import { workerThread } from '../../threads/pool/loops.ts';
import type { ResultMessage } from '../../threads/pool/protocol.ts';
import type { Queue } from './queue.ts';
import { Event, Thread } from './threading.ts';

/** Message with a WorkRequest's call. */
export interface Call {
  readonly serial: number;
  readonly callable: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
}

/** `WorkerThread.run`: answers requests until it is dismissed. */
export const run = (
  requests: Queue<Call>,
  results: Queue<ResultMessage>,
  dismissed: Event,
  pollTimeout: number,
): Promise<void> =>
  workerThread({
    requests,
    results,
    dismissed: () => dismissed.isSet(),
    setCurrent() {},
    call: ({ callable, args }) => callable(...(args as never[])),
    pollTimeout,
  });

/** Turns requests into results, until it is dismissed. A daemon: it does not keep a program alive. */
export class WorkerThread extends Thread<Parameters<typeof run>> {
  readonly #dismissed: Event;

  /** Starts at once. */
  constructor(requestsQueue: Queue<Call>, resultsQueue: Queue<ResultMessage>, pollTimeout: number) {
    const dismissed = new Event();
    super({ target: run, args: [requestsQueue, resultsQueue, dismissed, pollTimeout], daemon: true });
    this.name = this.name.replace(/ .*/, '');
    this.#dismissed = dismissed;
    this.start();
  }

  /** Asks it to leave when it next looks. Returns at once. */
  dismiss(): void {
    this.#dismissed.set();
  }
}
