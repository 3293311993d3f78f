import { Empty } from '../../errors.ts';
import type { Answered, Transport, InFlight, Endpoint } from '../transport.ts';
import { Fifo } from '../fifo.ts';
import { NOTHING, type ResultMessage } from '../protocol.ts';
import { InFlightWindow } from './in-flight-window.ts';
import { BUDGET, type FromBatchWorker } from './messages.ts';
import type { RequestMessage } from './request-message.ts';
import { deserialize, FORM, serializeArgs } from './serialized-value.ts';
import { eachOf } from './column-batch.ts';

/** Milliseconds of work that a message is worth, about: what is less is not shared out. */
const GRAIN = 0.1;
/** Milliseconds that a task takes at least: a coarse clock may say that it took none. */
const QUICKEST = 0.0005;
/** Milliseconds that a worker has to say what it has done, before it is ended. */
const LAST_WORDS = 200;

/**
 * Both queues of a pool where there is no shared memory. They are here, and requests and answers travel in messages. A
 * message carries as many requests as are done in a millisecond, going by how long they took so far; what is not known
 * to be quick goes alone.
 */
export class BatchTransport<T> implements Transport<T> {
  private readonly waiting = new Fifo<RequestMessage<T>>();
  private readonly answers = new Fifo<Answered<T>>();
  private readonly windows = new Set<InFlightWindow<T>>();
  /** Milliseconds that each callable takes, about. */
  private readonly pace = new Map<string, number>();
  private serials = 0;
  private dispatching = false;
  private arriving: { promise: Promise<void>; resolve: () => void } | null = null;
  private readonly onTurn = () => {
    this.dispatching = false;
    this.dispatch();
  };

  put(request: T, callable: string, args: readonly unknown[]): void {
    const { form, value } = serializeArgs(args);
    this.waiting.push({ request, serial: this.serials++, callable, form, value });
    if (this.dispatching) return;
    this.dispatching = true;
    queueMicrotask(this.onTurn);
  }

  get(block: boolean): Answered<T> | Promise<Answered<T>> {
    return this.answers.shift() ?? this.wait(block);
  }

  wakeReceiver(): void {
    this.answer({ request: null, answer: { serial: NOTHING, value: null } });
  }

  failLost(requests: readonly InFlight<T>[], lost: string): void {
    for (const { request, serial } of requests) this.answer({ request, answer: { serial, lost } });
  }

  openEndpoint(_: number, __: unknown, post: (message: unknown) => void): Endpoint<T> {
    const window = new InFlightWindow<T>(post);
    this.windows.add(window);
    this.dispatch();
    return {
      handle: { by: 'batches' },
      receive: (message) => this.hear(window, message as FromBatchWorker),
      get has() {
        return window.current?.serial ?? NOTHING;
      },
      leave: () => this.takeBack(window, window.empty()),
      end: async (terminate) => {
        await this.stopped(window);
        terminate();
        const begun = window.takeBegun();
        this.takeBack(window, window.empty());
        return begun;
      },
    };
  }

  private async wait(block: boolean): Promise<Answered<T>> {
    for (;;) {
      if (block) await this.arrival();
      // Others are let in first: a loop that asks again and again would keep every message out.
      else await new Promise((resolve) => setTimeout(resolve));
      const answered = this.answers.shift();
      if (answered) return answered;
      if (!block) throw new Empty();
    }
  }

  private arrival(): Promise<void> {
    this.arriving ??= Promise.withResolvers<void>();
    return this.arriving.promise;
  }

  private answer(answered: Answered<T>): void {
    this.answers.push(answered);
    this.arriving?.resolve();
    this.arriving = null;
  }

  /**
   * Waits a moment for a worker that can still hear. Its answers, and the requests that it has not begun, are not lost then.
   */
  private async stopped(window: InFlightWindow<T>): Promise<void> {
    if (!window.ready || window.size === 0) return;
    window.askToStop();
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([window.stopped, new Promise((resolve) => (timer = setTimeout(resolve, LAST_WORDS)))]);
    clearTimeout(timer);
  }

  private hear(window: InFlightWindow<T>, { answers, count, took, back, asks, stopped }: FromBatchWorker): void {
    window.ready = true;
    const each = Math.max(took / count, QUICKEST);
    eachOf(answers, (_, form, serial, content) => {
      const message = window.done(serial);
      if (!message) return;
      const { request, callable } = message;
      const before = this.pace.get(callable);
      this.pace.set(callable, before === undefined ? each : (before + each) / 2);
      const value = deserialize(form, content);
      const answer: ResultMessage = (form & FORM.raised) === 0 ? { serial, value } : { serial, error: value };
      this.answer({ request, answer });
    });
    this.waiting.unshift(back.flatMap((serial) => window.done(serial) ?? []));
    window.asks = asks && window.current === undefined;
    if (stopped) window.stop();
    this.dispatch();
  }

  /** Sends waiting requests to workers that have little or nothing to do, in order. */
  private dispatch(): void {
    const { waiting, windows } = this;
    for (const window of windows) {
      if (waiting.length === 0) break;
      const most = Math.ceil(waiting.length / (2 * windows.size));
      const messages: RequestMessage<T>[] = [];
      let room = window.room;
      const enough = room - GRAIN;
      for (let next = waiting.peek(); next && (messages.length < most || room > enough); next = waiting.peek()) {
        const pace = this.pace.get(next.callable) ?? Infinity;
        // A task that takes long, or of unknown length, goes to a worker that has nothing else.
        if (pace > room && !(room === BUDGET && messages.length === 0 && window.current === undefined)) break;
        room -= pace;
        messages.push(waiting.shift()!);
      }
      if (messages.length > 0) window.give(messages, room);
    }
    // Tasks that a worker has not begun may come back: they go to the workers that asked.
    if (waiting.length > 0 || [...windows].some(({ size }) => size > 1)) return;
    for (const window of windows) window.dismissIfItAsks();
  }

  private takeBack(window: InFlightWindow<T>, messages: readonly RequestMessage<T>[]): void {
    this.windows.delete(window);
    this.waiting.unshift(messages);
    this.dispatch();
  }
}
