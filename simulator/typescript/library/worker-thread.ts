import { Empty } from '../../threads/errors.ts';
import type { Queue } from './queue.ts';
import { Event, Thread } from './threading.ts';

/** Message with a WorkRequest's call. */
export interface Call {
  readonly serial: number;
  readonly callable: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
}

/** Message with the result of a call. */
export type CallResult =
  { readonly serial: number; readonly value: unknown } | { readonly serial: number; readonly raised: unknown };

/** `WorkerThread.run`: answers requests until it is dismissed. */
export async function run(
  requestsQueue: Queue<Call>,
  resultsQueue: Queue<CallResult>,
  dismissed: Event,
  pollTimeout: number,
): Promise<void> {
  while (!dismissed.isSet()) {
    let request: Call;
    try {
      request = requestsQueue.get(true, pollTimeout);
    } catch (error) {
      if (error instanceof Empty) continue;
      throw error;
    }
    if (dismissed.isSet()) {
      requestsQueue.put(request);
      break;
    }
    const { serial, callable, args } = request;
    try {
      resultsQueue.put({ serial, value: await callable(...(args as never[])) });
    } catch (raised) {
      putRaised(resultsQueue, serial, raised);
    }
  }
}

function putRaised(resultsQueue: Queue<CallResult>, serial: number, raised: unknown): void {
  try {
    resultsQueue.put({ serial, raised });
  } catch {
    // It cannot go to another thread, but what it says can.
    resultsQueue.put({ serial, raised: new Error(String(raised)) });
  }
}

/** Turns requests into results, until it is dismissed. A daemon: it does not keep a program alive. */
export class WorkerThread extends Thread<Parameters<typeof run>> {
  readonly #dismissed: Event;

  /** Starts at once. */
  constructor(requestsQueue: Queue<Call>, resultsQueue: Queue<CallResult>, pollTimeout: number) {
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
