import { Empty } from '../../errors.ts';
import type { Channel } from '../../remote-queue.ts';
import type { ResultMessage, TaskMessage } from '../protocol.ts';
import { Fifo } from '../fifo.ts';
import { BUDGET, type FromBatchWorker, type ToBatchWorker } from './messages.ts';
import { deserializeArgs, FORM, serialize } from './serialized-value.ts';
import { eachOf, ColumnBatch } from './column-batch.ts';

/**
 * A worker's end where requests and answers travel in messages, many in each. Answers are sent when there is nothing more
 * to do, and after a millisecond; what would wait for longer than it was meant to is handed back.
 */
export class BatchWorker {
  private readonly channel: Channel;
  private readonly inbox = new Fifo<TaskMessage>();
  private answers = new ColumnBatch();
  /** The time at which it began the requests whose answers it has not sent. */
  private began = 0;
  private wake: (() => void) | null = null;
  /** Milliseconds on this thread's clock: when it stops waiting, and when it looks whether it must. */
  private deadline = Infinity;
  private alarmAt = Infinity;
  private alarm: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(channel: Channel) {
    this.channel = channel;
    channel.listen((message) => this.receive(message as ToBatchWorker));
    channel.post({ answers: [], count: 0, took: 0, back: [], asks: false } satisfies FromBatchWorker);
  }

  get(block = true, timeout: number | null = null): TaskMessage | Promise<TaskMessage> {
    const task = this.inbox.shift();
    if (task) return task;
    this.send(!block);
    return this.next(block ? timeout : null);
  }

  /** Answers the request that it has. @throws DataCloneError; then it still has it. */
  answer(answer: ResultMessage): void {
    const raised = 'error' in answer;
    const value = raised ? answer.error : 'value' in answer ? answer.value : undefined;
    const serialized = serialize(value, raised ? FORM.raised : 0);
    this.answers.add(null, serialized.form, answer.serial, serialized.value);
    const took = performance.now() - this.began;
    if (took < BUDGET) return;
    const back: number[] = [];
    if (took > 2 * BUDGET) for (let task = this.inbox.shift(); task; task = this.inbox.shift()) back.push(task.serial);
    this.send(false, back);
  }

  /** Sends what is left, at the end. */
  close(): void {
    if (this.answers.count > 0) this.send(false);
    clearTimeout(this.alarm);
  }

  private async next(timeout: number | null): Promise<TaskMessage> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.deadline = timeout === null ? Infinity : performance.now() + timeout * 1000;
      this.setAlarm();
    });
    this.wake = null;
    this.began = performance.now();
    const task = this.inbox.shift();
    if (!task) throw new Empty();
    return task;
  }

  /** Wakes it at its deadline. An alarm that is set stays, because to set one for each message would delay them. */
  private setAlarm(): void {
    if (this.deadline === Infinity || (this.alarm !== undefined && this.alarmAt <= this.deadline)) return;
    clearTimeout(this.alarm);
    this.alarmAt = this.deadline;
    this.alarm = setTimeout(
      () => {
        this.alarm = undefined;
        if (!this.wake) return;
        if (performance.now() < this.deadline) this.setAlarm();
        else this.wake();
      },
      Math.max(0, this.deadline - performance.now()),
    );
  }

  private receive(requests: ToBatchWorker): void {
    if (this.stopped) return;
    if (requests === null) return this.stop();
    eachOf<string>(requests, (callable, form, serial, value) =>
      this.inbox.push({ serial, callable, args: deserializeArgs(form, value) }),
    );
    this.wake?.();
  }

  /** It is heard between two tasks, or while one awaits something. All that it has not begun goes back. */
  private stop(): void {
    this.stopped = true;
    const back: number[] = [];
    for (let task = this.inbox.shift(); task; task = this.inbox.shift()) back.push(task.serial);
    this.send(false, back, true);
  }

  private send(asks: boolean, back: readonly number[] = [], stopped = false): void {
    const { flat: answers, count } = this.answers;
    if (count === 0 && back.length === 0 && !asks && !stopped) return;
    const now = performance.now();
    this.answers = new ColumnBatch();
    this.channel.post({ answers, count, took: now - this.began, back, asks, stopped } satisfies FromBatchWorker);
    this.began = now;
  }
}
