import type { Exports } from '../protocol.ts';
import * as queue from './queue.ts';
import * as threading from './threading.ts';
import * as threadpool from './threadpool.ts';
import * as time from './time.ts';
import { run } from './worker-thread.ts';

/** Modules that a program can import, under their Python names. */
export const LIBRARY: Readonly<Record<string, Exports>> = { queue, threading, threadpool, time };

/** Freezes the classes of the library: a program under check cannot start its threads in an order of its own. */
export function freezeLibrary(): void {
  for (const module of Object.values(LIBRARY))
    for (const part of Object.values(module))
      if (typeof part === 'function') {
        Object.freeze(part);
        Object.freeze((part as { prototype?: object }).prototype);
      }
}

/** Functions of the library's own that threads are started with. */
export const INSIDE: Readonly<Record<string, Exports>> = { 'threadpool.WorkerThread': { run } };
