import type { Port } from '../port/port.ts';
import { DataCloneError, Empty, Full, ValueError } from './errors.ts';
import type { LocalQueue } from './local-queue.ts';
import type { AsyncQueue } from './queue.ts';
import { own } from '../trace/own.ts';

/** One end of a channel between two threads, for messages of any kind. */
export type Channel = Port<unknown, unknown>;

type Name = keyof AsyncQueue<unknown>;
interface Call {
  id: number;
  name: Name;
  args: unknown[];
}
type Reply = { id: number; value: unknown } | { id: number; error: { name: string; message: string } };

const ERRORS: Readonly<Record<string, new (message: string) => Error>> = { Empty, Full, ValueError, DataCloneError };

/**
 * Answers the calls of another thread: the queue stays where it is. Without shared memory, that is how threads share one.
 * @param taken Told of what the other thread gets, before it is sent.
 * @returns What to call when the other thread is no more: what it would get from then on, the next one gets.
 */
export function serveQueue<T>(queue: LocalQueue<T>, channel: Channel, taken: (item: T) => void = () => {}): () => void {
  let closed = false;
  channel.listen(async (message) => {
    const { id, name, args } = message as Call;
    try {
      const value = await (queue[name] as (...args: unknown[]) => Promise<unknown>)(...args);
      if (name === 'get') {
        if (closed) return queue.giveBack(value as T);
        taken(value as T);
      }
      channel.post({ id, value } satisfies Reply);
    } catch (error) {
      const { name, message } = error as Error;
      channel.post({ id, error: { name, message } } satisfies Reply);
    }
  });
  return () => void (closed = true);
}

/** A queue that is kept by another thread, which {@link serveQueue}s it. The methods are those of the queue there. */
export function remoteQueue<T>(channel: Channel): AsyncQueue<T> {
  const waiting = new Map<number, (reply: Reply) => void>();
  let ids = 0;
  channel.listen((message) => {
    const reply = message as Reply;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const call =
    (name: Name) =>
    (...args: unknown[]) =>
      new Promise<never>((resolve, reject) => {
        const id = ids++;
        try {
          channel.post({ id, name, args } satisfies Call);
        } catch (error) {
          return reject(new DataCloneError((error as Error).message));
        }
        waiting.set(id, (reply) => {
          if ('value' in reply) resolve(reply.value as never);
          else reject(new (own(ERRORS, reply.error.name) ?? Error)(reply.error.message));
        });
      });
  return {
    put: call('put'),
    get: call('get'),
    getMany: call('getMany'),
    taskDone: call('taskDone'),
    join: call('join'),
    qsize: call('qsize'),
  };
}
