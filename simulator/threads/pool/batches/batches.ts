import { Empty } from '../../errors.ts';
import type { Answered, Exchange, InHand, Seat } from '../exchange.ts';
import { Fifo } from '../fifo.ts';
import { NOTHING, type Answer } from '../protocol.ts';
import { Hand } from './hand.ts';
import { BUDGET, type FromBatchWorker } from './messages.ts';
import type { Packet } from './packet.ts';
import { contentOf, FORM, parcelOfArgs } from './parcel.ts';
import { eachOf } from './runs.ts';

/** Milliseconds of work that a message is worth, about: what is less is not shared out. */
const GRAIN = 0.1;
/** Milliseconds that a task takes at least: a coarse clock may say that it took none. */
const QUICKEST = 0.0005;
/** Milliseconds that a worker has to say what it has done, before it is ended. */
const LAST_WORDS = 200;

/**
 * Both queues of a pool where there is no shared memory: they are here, and what the workers get and give travels in
 * messages. A message carries as many requests as are done in about a millisecond, going by how long they have taken so
 * far; what is not known to be quick goes alone.
 */
export class Batches<T> implements Exchange<T> {
  private readonly waiting = new Fifo<Packet<T>>();
  private readonly answers = new Fifo<Answered<T>>();
  private readonly hands = new Set<Hand<T>>();
  /** Milliseconds that each callable takes, about. */
  private readonly pace = new Map<string, number>();
  private serials = 0;
  private dealing = false;
  private coming: { promise: Promise<void>; resolve: () => void } | null = null;
  private readonly onTurn = () => {
    this.dealing = false;
    this.deal();
  };

  put(request: T, callable: string, args: readonly unknown[]): void {
    const { form, value } = parcelOfArgs(args);
    this.waiting.push({ request, serial: this.serials++, callable, form, value });
    if (this.dealing) return;
    this.dealing = true;
    queueMicrotask(this.onTurn);
  }

  get(block: boolean): Answered<T> | Promise<Answered<T>> {
    return this.answers.shift() ?? this.wait(block);
  }

  lookAgain(): void {
    this.answer({ request: null, answer: { serial: NOTHING, value: null } });
  }

  lose(requests: readonly InHand<T>[], lost: string): void {
    for (const { request, serial } of requests) this.answer({ request, answer: { serial, lost } });
  }

  seat(_: number, __: unknown, post: (message: unknown) => void): Seat<T> {
    const hand = new Hand<T>(post);
    this.hands.add(hand);
    this.deal();
    return {
      way: { by: 'batches' },
      hear: (message) => this.hear(hand, message as FromBatchWorker),
      get has() {
        return hand.current?.serial ?? NOTHING;
      },
      leave: () => this.takeBack(hand, hand.empty()),
      end: async (terminate) => {
        await this.stopped(hand);
        terminate();
        const begun = hand.takeBegun();
        this.takeBack(hand, hand.empty());
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
    this.coming ??= Promise.withResolvers<void>();
    return this.coming.promise;
  }

  private answer(answered: Answered<T>): void {
    this.answers.push(answered);
    this.coming?.resolve();
    this.coming = null;
  }

  /** Waits a moment for a worker that can still hear: what it has answered is not lost, nor what it has not begun. */
  private async stopped(hand: Hand<T>): Promise<void> {
    if (!hand.ready || hand.size === 0) return;
    hand.askToStop();
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([hand.stopped, new Promise((resolve) => (timer = setTimeout(resolve, LAST_WORDS)))]);
    clearTimeout(timer);
  }

  private hear(hand: Hand<T>, { answers, count, took, back, asks, stopped }: FromBatchWorker): void {
    hand.ready = true;
    const each = Math.max(took / count, QUICKEST);
    eachOf(answers, (_, form, serial, content) => {
      const packet = hand.done(serial);
      if (!packet) return;
      const { request, callable } = packet;
      const before = this.pace.get(callable);
      this.pace.set(callable, before === undefined ? each : (before + each) / 2);
      const value = contentOf(form, content);
      const answer: Answer = (form & FORM.raised) === 0 ? { serial, value } : { serial, error: value };
      this.answer({ request, answer });
    });
    this.waiting.unshift(back.flatMap((serial) => hand.done(serial) ?? []));
    hand.asks = asks && hand.current === undefined;
    if (stopped) hand.stop();
    this.deal();
  }

  /** Hands out what waits to those who have little or nothing to do, the first to the first. */
  private deal(): void {
    const { waiting, hands } = this;
    for (const hand of hands) {
      if (waiting.length === 0) break;
      const most = Math.ceil(waiting.length / (2 * hands.size));
      const packets: Packet<T>[] = [];
      let room = hand.room;
      const enough = room - GRAIN;
      for (let next = waiting.peek(); next && (packets.length < most || room > enough); next = waiting.peek()) {
        const pace = this.pace.get(next.callable) ?? Infinity;
        // What takes long, or nobody knows how long, goes to somebody who has nothing else.
        if (pace > room && !(room === BUDGET && packets.length === 0 && hand.current === undefined)) break;
        room -= pace;
        packets.push(waiting.shift()!);
      }
      if (packets.length > 0) hand.give(packets, room);
    }
    // What somebody has, and has not begun, may come back: then it is for those who asked.
    if (waiting.length > 0 || [...hands].some(({ size }) => size > 1)) return;
    for (const hand of hands) hand.dismissIfItAsks();
  }

  private takeBack(hand: Hand<T>, packets: readonly Packet<T>[]): void {
    this.hands.delete(hand);
    this.waiting.unshift(packets);
    this.deal();
  }
}
