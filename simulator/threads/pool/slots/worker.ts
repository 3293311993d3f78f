import { Empty } from '../../errors.ts';
import { deadlineOf } from '../../queue.ts';
import { clock } from '../../steps.ts';
import { ASLEEP, CURRENT, DISMISSED, type ResultMessage, type TaskMessage } from '../protocol.ts';
import { Arena } from './arena.ts';
import { code, read, write, type Coded } from './coder.ts';
import { FLAGS } from './flags.ts';
import type { SlotRingHandle } from './handle.ts';
import { AT, SlotRingMemory, NONE, SLOT } from './memory.ts';
import { Packer } from './packer.ts';
import { MOMENT, Spinning } from './spinning.ts';
import { NO_SLOT, Taker } from './taker.ts';

/** The number of times that a worker checks for a request before it sleeps. */
const LOOKS = 64;
/** Requests between two readings of the clock. */
const ROW = 32;
/** Milliseconds for a row below which the pool's own thread has as much to do as a worker: 2 µs each. */
const QUICK = 0.002 * ROW;
/** Milliseconds for a row above which a worker may do nothing but wait: 20 µs each. */
const LONG = 0.02 * ROW;
const PROCESSORS = globalThis.navigator?.hardwareConcurrency ?? 1;
/** Workers that are awake while requests are that short. */
const FEW = Math.max(1, PROCESSORS - 1);
/** Milliseconds between two alarms of a worker that stands by, and requests that the others begin meanwhile, if not all. */
const ALARM = 1;
const KEEPS_UP = (ROW * ALARM) / LONG;

/** A worker's end of a slot ring. It takes one request after the other, and answers each in its slot. */
export class SlotRingWorker {
  private readonly memory: SlotRingMemory;
  private readonly requests: Arena;
  private readonly answers: Arena;
  private readonly packer: Packer;
  private readonly own: Int32Array<SharedArrayBuffer>;
  private readonly taker: Taker;
  private readonly coded: Coded = { type: 0, number: 0, text: '' };
  /** The word at which the slot begins that this worker has, and its number. */
  private at = 0;
  private slot = -1;
  private readonly spinning = new Spinning(true, 2);
  private inRow = 0;
  private rowBegan = 0;
  private lastRow = Infinity;

  /** @param own Words that it shares with its pool. */
  constructor(handle: SlotRingHandle, me: number, own: Int32Array<SharedArrayBuffer>) {
    this.memory = new SlotRingMemory(handle.memory);
    this.requests = new Arena(handle.requests);
    this.answers = new Arena(handle.answers);
    this.packer = new Packer(this.answers);
    this.taker = new Taker(this.memory, me, own);
    this.own = own;
  }

  /** Number of requests that no worker has, about. */
  get waiting(): number {
    return this.memory.waiting;
  }

  /** There is no request, as far as can be seen without asking. */
  get mayWait(): boolean {
    const { words } = this.memory;
    return words[AT.tail] === words[AT.head];
  }

  /** Takes the oldest request that no worker has. @throws Empty, also when this worker has been dismissed. */
  get(block = true, timeout: number | null = null): TaskMessage {
    const { words } = this.memory;
    let deadline = NaN;
    let slept = false;
    for (;;) {
      // Looked at before the queue: whatever the pool held back is in the queue when this says that it holds nothing.
      const more = block || Atomics.load(words, AT.more) === 1;
      if (slept || this.inRow === ROW) slept = this.makeRoom(block ? timeout : 0) || slept;
      if (this.take()) {
        if (slept) this.memory.wake(Infinity);
        this.inRow++;
        return this.taskMessage();
      }
      if (Atomics.load(this.own, DISMISSED) === 1 || !more) throw new Empty();
      if (this.spin()) continue;
      if (Number.isNaN(deadline)) deadline = deadlineOf(true, block ? timeout : null);
      const left = deadline - clock();
      if (left <= 0) throw new Empty();
      this.sleep(left * 1000, () => this.waiting === 0 && (block || Atomics.load(words, AT.more) === 1));
      slept = true;
    }
  }

  /** Gives the request that it has back: the pool queues it again. */
  putBack(): void {
    this.memory.words[this.at + SLOT.kind]! |= FLAGS.returned;
    this.post();
  }

  /** Answers the request that it has. @throws DataCloneError, RangeError; then it still has it. */
  answer(answer: ResultMessage): void {
    const raised = 'error' in answer;
    code(raised ? answer.error : 'value' in answer ? answer.value : undefined, this.coded, this.packer);
    write(this.coded, this.at, this.memory, this.answers, raised ? FLAGS.raised : 0);
    this.post();
  }

  private take(): boolean {
    const slot = this.taker.take();
    if (slot === NO_SLOT) return false;
    this.slot = slot;
    this.at = this.memory.slotAt(slot);
    return true;
  }

  private taskMessage(): TaskMessage {
    const { memory, at } = this;
    const { words } = memory;
    const serial = words[at + SLOT.serial]!;
    this.own[CURRENT] = serial;
    const kind = words[at + SLOT.kind]!;
    const name = words[at + SLOT.callable]!;
    if (name > 0 && (kind & FLAGS.none) !== 0) return { serial, callable: memory.nameAt(name), args: [] };
    const value = read(at, memory, this.requests);
    if (name > 0)
      return {
        serial,
        callable: memory.nameAt(name),
        args: (kind & FLAGS.one) === 0 ? (value as unknown[]) : [value],
      };
    const [callable, ...args] = value as [string, ...unknown[]];
    return { serial, callable, args };
  }

  /** Adds the slot to the answers. From then on it is the pool's. */
  private post(): void {
    const { words } = this.memory;
    for (let last = words[AT.answers]!; ;) {
      words[this.at + SLOT.before] = last;
      const found = Atomics.compareExchange(words, AT.answers, last, this.slot + 1);
      if (found !== last) {
        last = found;
        continue;
      }
      if (last === NONE && Atomics.load(words, AT.listening) === 1) Atomics.notify(words, AT.answers, 1);
      return;
    }
  }

  /**
   * Checks a few times for a new request: sleeping and being woken takes longer. It goes on for a while where requests are
   * short: few workers are awake then, and none of the others would take it meanwhile.
   */
  private spin(): boolean {
    if (this.look()) return true;
    const { memory } = this;
    if (Atomics.load(memory.words, AT.limit) !== FEW || memory.isServed(1) || !this.spinning.isWorthIt()) return false;
    const until = performance.now() + MOMENT / 2;
    do if (this.look()) return this.spinning.spun(true);
    while (performance.now() < until);
    return this.spinning.spun(false);
  }

  private look(): boolean {
    const { words } = this.memory;
    for (let i = 0; i < LOOKS; i++) if (Atomics.load(words, AT.tail) !== Atomics.load(words, AT.head)) return true;
    return false;
  }

  /** Says how many workers are worth being awake, going by the last rows of requests. */
  private measure(): void {
    const { words } = this.memory;
    const now = performance.now();
    const row = now - this.rowBegan;
    // A thread that had no processor for a while took longer for one row only.
    const took = Math.min(row, this.lastRow);
    const limit = took < QUICK ? FEW : took < LONG ? PROCESSORS : 0;
    if (Atomics.load(words, AT.limit) !== limit) Atomics.store(words, AT.limit, limit);
    this.lastRow = row;
    this.inRow = 0;
    this.rowBegan = now;
  }

  /** Sleeps although there is work, while others keep up with it. @returns Whether it has slept. */
  private makeRoom(timeout: number | null): boolean {
    const { memory } = this;
    const { words } = memory;
    if (this.inRow === ROW) this.measure();
    let slept = false;
    while (this.waiting > 0 && memory.isServed(1) && Atomics.load(this.own, DISMISSED) === 0) {
      slept = true;
      // One has an alarm. The others sleep for as long as it stands by.
      if (Atomics.compareExchange(words, AT.standby, 0, 1) !== 0) {
        const rests = () => this.waiting === 0 || (memory.isServed(0) && Atomics.load(words, AT.standby) === 1);
        if (this.sleep(timeout === null ? Infinity : timeout * 1000, rests)) continue;
        break;
      }
      const head = Atomics.load(words, AT.head);
      const tail = Atomics.load(words, AT.tail);
      const woken = this.sleep(ALARM, () => this.waiting === 0 || memory.isServed(0));
      // Before it looks again: a request that is queued from now on wakes a worker.
      Atomics.store(words, AT.standby, 0);
      if (woken) continue;
      const begun = (Atomics.load(words, AT.head) - head) | 0;
      if (begun < KEEPS_UP && begun < ((tail - head) | 0)) this.raiseLimit();
    }
    return slept;
  }

  private raiseLimit(): void {
    const { words } = this.memory;
    const limit = Atomics.load(words, AT.limit);
    Atomics.compareExchange(words, AT.limit, limit, 2 * limit);
  }

  /** False: it has slept to the end of its time. @param mayRest Asked once more when it counts as asleep. */
  private sleep(milliseconds: number, mayRest: () => boolean): boolean {
    const { own } = this;
    const { words } = this.memory;
    const eventCount = Atomics.load(words, AT.eventCount);
    // In this order: if it is ended in between, the pool wakes once too often, and never too seldom.
    Atomics.add(words, AT.sleepers, 1);
    Atomics.store(own, ASLEEP, 1);
    let woken = true;
    // All that ends a sleep is stored before the event count changes, so it does not sleep through it.
    if (mayRest() && Atomics.load(own, DISMISSED) === 0) {
      const from = performance.now();
      woken = Atomics.wait(words, AT.eventCount, eventCount, milliseconds) !== 'timed-out';
      const slept = performance.now() - from;
      this.rowBegan += slept;
      this.spinning.slept(slept);
    }
    if (Atomics.compareExchange(own, ASLEEP, 1, 0) === 1) Atomics.sub(words, AT.sleepers, 1);
    // Before it looks: a request that is queued from now on wakes another worker.
    Atomics.store(words, AT.woken, 0);
    return woken;
  }
}
