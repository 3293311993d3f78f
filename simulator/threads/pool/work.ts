import type { Port } from '../../port/port.ts';
import type { Channel } from '../remote-queue.ts';
import { DISMISSED, type FromPoolWorker, type ToPoolWorker } from './protocol.ts';
import { LOOPS } from './loops.ts';
import { connect } from './connect.ts';
import { own } from '../../trace/own.ts';

function functionOf(tasks: Readonly<Record<string, unknown>>, name: string) {
  const found = own(tasks, name);
  if (typeof found !== 'function') throw new TypeError(`the tasks have no function ${name}`);
  return found;
}

/**
 * Finds functions by their names, as {@link functionOf}. To ask a module's namespace whether a name is its own takes longer
 * than a short task. Its names are fixed, so it is asked once. The function is not: a module may change an export.
 */
function functionsOf(tasks: Readonly<Record<string, unknown>>) {
  const found = new Set<string>();
  let last: string | null = null;
  return (name: string) => {
    const known = name === last || found.has(name) ? tasks[name] : undefined;
    const called = typeof known === 'function' ? known : functionOf(tasks, name);
    if (name !== last) found.add(name);
    last = name;
    return called;
  };
}

/** Imports the module of the tasks. Resolves with its exports. */
type LoadTasks = (address: string) => Promise<Readonly<Record<string, unknown>>>;

/** The whole life of a worker: waits for its setup, works, and says that it is over. */
export function serveWork(port: Port<ToPoolWorker, FromPoolWorker>, load: LoadTasks): void {
  let dismissed = false;
  let hear: (message: unknown) => void = () => {};
  const channel: Channel = {
    post: (message) => port.post({ type: 'endpoint', message }),
    listen: (onMessage) => (hear = onMessage),
  };

  const start = async ({ setup }: ToPoolWorker & { type: 'start' }) => {
    const { kind, pollTimeout, initializer, initargs = [] } = setup;
    const ready = async () => {
      const tasks = await load(setup.tasks);
      if (initializer) await functionOf(tasks, initializer)(...initargs);
      return tasks;
    };
    const tasks = await ready().catch((error: unknown) => {
      port.post({ type: 'broken', error: String(error) });
      return null;
    });
    if (!tasks) return;
    const words = setup.words && new Int32Array(setup.words);
    const endpoint = connect(setup, words, channel);
    const find = functionsOf(tasks);
    await LOOPS[kind]({
      ...endpoint,
      // Read plainly, because each operation of `Atomics` is a call: what takes a request asks exactly.
      dismissed: () => dismissed || (words !== null && words[DISMISSED] === 1),
      call: ({ callable, args }) => find(callable)(...args) as unknown,
      pollTimeout,
    });
    endpoint.close();
    port.post({ type: 'exit' });
  };

  port.listen((message) => {
    if (message.type === 'start') void start(message);
    else if (message.type === 'dismiss') dismissed = true;
    else hear(message.message);
  });
}
