import { LocalQueue } from '../local-queue.ts';
import type { AsyncQueue } from '../queue.ts';
import { serveQueue, type Channel } from '../remote-queue.ts';
import { SharedQueue } from '../shared-queue.ts';
import { awaiting } from '../steps.ts';
import { checkRepeatedly } from './after.ts';
import type { Answered, Transport, InFlight, Endpoint } from './transport.ts';
import { CURRENT, ENDED, NOTHING, type ResultMessage, type TaskMessage, type QueueName } from './protocol.ts';

/** The pool's own number; its workers have theirs from 1. */
const POOL = 0;

type Queues =
  | { shared: true; requests: SharedQueue<TaskMessage>; results: SharedQueue<ResultMessage> }
  | { shared: false; requests: LocalQueue<TaskMessage>; results: LocalQueue<ResultMessage> };

/** Two queues as Python has them, with their bounds: one item at a time, and a caller that finds one full waits. */
export class QueueTransport<T> implements Transport<T> {
  private readonly queues: Queues;
  private readonly requests: AsyncQueue<TaskMessage>;
  private readonly results: AsyncQueue<ResultMessage>;
  /** Requests whose answers are to come, by the number that travels. */
  private readonly out = new Map<number, T>();
  private serials = 0;

  constructor(shared: boolean, qSize: number, resqSize: number) {
    this.queues = shared
      ? {
          shared,
          requests: SharedQueue.create<TaskMessage>({ maxsize: qSize }, POOL),
          results: SharedQueue.create<ResultMessage>({ maxsize: resqSize }, POOL),
        }
      : { shared, requests: new LocalQueue<TaskMessage>(qSize), results: new LocalQueue<ResultMessage>(resqSize) };
    const { queues } = this;
    this.requests = queues.shared ? queues.requests.awaiting : queues.requests;
    this.results = queues.shared ? queues.results.awaiting : queues.results;
  }

  async put(
    request: T,
    callable: string,
    args: readonly unknown[],
    block: boolean,
    timeout: number | null,
  ): Promise<void> {
    const serial = this.serials++;
    this.out.set(serial, request);
    try {
      await this.requests.put({ serial, callable, args }, block, timeout);
    } catch (error) {
      this.out.delete(serial);
      throw error;
    }
  }

  async get(block: boolean): Promise<Answered<T>> {
    const answer = await this.results.get(block);
    // It only wakes the pool, or the answer came after its worker was given up.
    const request = this.out.get(answer.serial) ?? null;
    this.out.delete(answer.serial);
    return { request, answer };
  }

  wakeReceiver(): void {
    void this.results.put({ serial: NOTHING, value: null });
  }

  failLost(requests: readonly InFlight<T>[], lost: string): void {
    for (const { serial } of requests) void this.results.put({ serial, lost });
  }

  openEndpoint(
    number: number,
    words: Int32Array<SharedArrayBuffer> | null,
    post: (message: unknown) => void,
  ): Endpoint<T> {
    const { queues } = this;
    return queues.shared ? this.sharedEndpoint(queues, number, words!) : this.messageEndpoint(queues, post);
  }

  private sharedEndpoint(
    { requests, results }: Queues & { shared: true },
    number: number,
    words: Int32Array<SharedArrayBuffer>,
  ): Endpoint<T> {
    return {
      handle: { by: 'queues', requests: requests.handle, results: results.handle },
      receive() {},
      get has() {
        return Atomics.load(words, CURRENT);
      },
      leave() {},
      end: async (terminate) => {
        await awaiting(requests.hold());
        await awaiting(results.hold());
        // It is in the middle of nothing now, and comes into the middle of nothing any more.
        Atomics.store(words, ENDED, 1);
        terminate();
        results.letGo(number);
        requests.letGo(number);
        void checkRepeatedly(() => [requests, results].forEach((queue) => queue.freeFrom(number)));
        return this.inFlight(Atomics.load(words, CURRENT));
      },
    };
  }

  private messageEndpoint(
    { requests, results }: Queues & { shared: false },
    post: (message: unknown) => void,
  ): Endpoint<T> {
    const listeners: Record<QueueName, (message: unknown) => void> = { requests() {}, results() {} };
    const channelOf = (queue: QueueName): Channel => ({
      post: (message) => post({ queue, message }),
      listen: (onMessage) => (listeners[queue] = onMessage),
    });
    let current = NOTHING;
    const closing = [
      serveQueue(requests, channelOf('requests'), ({ serial }) => (current = serial)),
      serveQueue(results, channelOf('results')),
    ];
    return {
      handle: { by: 'calls' },
      receive(heard) {
        const { queue, message } = heard as { queue: QueueName; message: unknown };
        listeners[queue](message);
      },
      get has() {
        return current;
      },
      leave() {},
      end: async (terminate) => {
        terminate();
        for (const close of closing) close();
        return this.inFlight(current);
      },
    };
  }

  private inFlight(serial: number): InFlight<T>[] {
    return this.out.has(serial) ? [{ request: this.out.get(serial)!, serial }] : [];
  }
}
