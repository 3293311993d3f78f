import { Empty } from '../../errors.ts';
import type { Line } from '../../remote-queue.ts';
import type { Answer, Errand } from '../protocol.ts';
import { Fifo } from '../fifo.ts';
import { BUDGET, type FromBatchWorker, type ToBatchWorker } from './messages.ts';
import { argsOf, FORM, parcelOf } from './parcel.ts';
import { eachOf, Runs } from './runs.ts';

/**
 * A worker's end where requests and answers travel in messages, many in each. Answers are sent when there is nothing more
 * to do, and after a millisecond; what would wait for longer than it was meant to is handed back.
 */
export class BatchWorker {
  private readonly line: Line;
  private readonly inbox = new Fifo<Errand>();
  private answers = new Runs();
  /** When it began with what it has not sent the answers of. */
  private began = 0;
  private wake: (() => void) | null = null;
  private stopped = false;

  constructor(line: Line) {
    this.line = line;
    line.listen((message) => this.receive(message as ToBatchWorker));
    line.post({ answers: [], count: 0, took: 0, back: [], asks: false } satisfies FromBatchWorker);
  }

  get(block = true, timeout: number | null = null): Errand | Promise<Errand> {
    const errand = this.inbox.shift();
    if (errand) return errand;
    this.send(!block);
    return this.next(block ? timeout : null);
  }

  /** Answers the request that it has. @throws DataCloneError; then it still has it. */
  answer(answer: Answer): void {
    const raised = 'error' in answer;
    const value = raised ? answer.error : 'value' in answer ? answer.value : undefined;
    const parcel = parcelOf(value, raised ? FORM.raised : 0);
    this.answers.add(null, parcel.form, answer.serial, parcel.value);
    const took = performance.now() - this.began;
    if (took < BUDGET) return;
    const back: number[] = [];
    if (took > 2 * BUDGET)
      for (let errand = this.inbox.shift(); errand; errand = this.inbox.shift()) back.push(errand.serial);
    this.send(false, back);
  }

  /** Sends what is left, at the end. */
  close(): void {
    if (this.answers.count > 0) this.send(false);
  }

  private async next(timeout: number | null): Promise<Errand> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (timeout !== null) timer = setTimeout(resolve, timeout * 1000);
    });
    clearTimeout(timer);
    this.wake = null;
    this.began = performance.now();
    const errand = this.inbox.shift();
    if (!errand) throw new Empty();
    return errand;
  }

  private receive(requests: ToBatchWorker): void {
    if (this.stopped) return;
    if (requests === null) return this.stop();
    eachOf<string>(requests, (callable, form, serial, value) =>
      this.inbox.push({ serial, callable, args: argsOf(form, value) }),
    );
    this.wake?.();
  }

  /** It is heard between two tasks, or while one awaits something. All that it has not begun goes back. */
  private stop(): void {
    this.stopped = true;
    const back: number[] = [];
    for (let errand = this.inbox.shift(); errand; errand = this.inbox.shift()) back.push(errand.serial);
    this.send(false, back, true);
  }

  private send(asks: boolean, back: readonly number[] = [], stopped = false): void {
    const { flat: answers, count } = this.answers;
    if (count === 0 && back.length === 0 && !asks && !stopped) return;
    const now = performance.now();
    this.answers = new Runs();
    this.line.post({ answers, count, took: now - this.began, back, asks, stopped } satisfies FromBatchWorker);
    this.began = now;
  }
}
