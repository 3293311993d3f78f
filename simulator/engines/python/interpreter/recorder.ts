import { CLOCK, CONDITIONS, K, type Condition, type EventKind, type ThreadId } from '../../../trace/events.ts';
import { Trace } from '../../../trace/trace.ts';
import type { Frame, Stack, Use, Variable } from './program.ts';

/** Events after which no more are kept; the run itself goes on. */
const MAX_EVENTS = 200_000;
/** Stacks after which no more are kept. */
const MAX_STACKS = 40_000;

/** Uses of variables after which no more are kept. */
const MAX_USES = 20_000;

const conditionOf = (name: string) => CONDITIONS.indexOf(name as Condition);

/** Writes down a run of a program: its trace, and what its threads looked like. */
export class Recorder {
  readonly trace = new Trace([]);
  readonly stacks: Stack[] = [];
  readonly uses: Use[] = [];
  full = false;
  private closed = false;
  private current: ThreadId = 0;
  private now = 0;
  /** The next event begins a step. */
  private first = false;
  /** Output of the current thread that has not ended its line. */
  private text = '';
  private stderr = false;
  private textLine = 0;
  private lastStacks: string[] = [];

  step(thread: ThreadId, now: number): void {
    this.flush();
    this.now = now;
    this.current = thread;
    this.first = true;
  }

  tick(time: number): void {
    this.flush();
    this.now = time;
    this.push(K.tick, CLOCK, 0, 0, 0, 0, true);
    this.first = false;
  }

  wake(thread: ThreadId): void {
    this.push(K.wake, thread, 0, 0, 0, 0, false);
  }

  record(kind: string, object: number, a: number, b: number, line: number): void {
    this.write(K[kind as EventKind], object, a, b, line);
  }

  reach(what: string, line: number): void {
    this.write(K.reach, 0, this.textIndex(what), 0, line);
  }

  waits(kind: string, index: number, condition: string, until: number, line: number): void {
    const deadline = this.trace.deadline(until);
    if (kind === 'queue') this.write(K.wait, index, conditionOf(condition), deadline, line);
    else if (kind === 'thread') this.write(K.wait_exit, 0, index, deadline, line);
    else this.write(K.block, index, 0, deadline, line);
  }

  notify(queue: number, condition: string, target: ThreadId, line: number): void {
    this.write(K.notify, queue, target, conditionOf(condition), line);
  }

  timeout(queue: number, condition: string, line: number): void {
    this.write(K.timeout, queue, conditionOf(condition), 0, line);
  }

  sleeps(until: number, line: number): void {
    this.write(K.sleep, 0, 0, this.trace.deadline(until), line);
  }

  uncaught(error: string, line: number): void {
    this.flush();
    if (!this.closed && !this.full)
      this.trace.append({
        kind: 'exception',
        error,
        line,
        thread: this.current,
        time: this.now,
        state: 0,
        step: this.first,
      });
    this.first = false;
  }

  output(text: string, stderr: boolean, line: number): void {
    if (this.closed) return;
    if (stderr !== this.stderr) this.flush();
    this.stderr = stderr;
    this.text += text;
    this.textLine = line;
    if (this.text.endsWith('\n')) this.flush();
  }

  thread(name: string): void {
    this.trace.addThread({ name, machine: '' });
  }
  queue(name: string, maxsize: number, unordered: boolean): void {
    this.trace.queues.push({ name, maxsize, ...(unordered && { unordered }) });
  }
  object(name: string, kind: string): void {
    this.trace.objects.push({ name, kind });
  }
  item(label: string): void {
    this.trace.items.push(label);
  }

  stack(thread: ThreadId, json: string): void {
    if (this.closed || this.full || this.lastStacks[thread] === json || this.stacks.length >= MAX_STACKS) return;
    this.lastStacks[thread] = json;
    const [frames, globals] = JSON.parse(json) as [[string, string, number, Variable[]][], Variable[]];
    this.stacks.push({
      seq: this.trace.length,
      thread,
      frames: frames.map(([file, name, line, variables]): Frame => ({ file, name, line, variables })),
      globals,
    });
  }

  use(use: Omit<Use, 'seq' | 'thread'>): void {
    if (this.closed || this.full || this.uses.length >= MAX_USES) return;
    this.uses.push({ seq: this.trace.length, thread: this.current, ...use });
  }

  /** Ends the record: the unwinding of stacks that follows is no part of the run. */
  close(): void {
    this.flush();
    this.closed = true;
  }

  private texts = new Map<string, number>();
  private textIndex(text: string): number {
    let index = this.texts.get(text);
    if (index === undefined) this.texts.set(text, (index = this.trace.text(text)));
    return index;
  }

  private flush(): void {
    if (this.text === '') return;
    const { text, stderr, textLine } = this;
    this.text = '';
    this.write(K.output, 0, this.trace.text(text), Number(stderr), textLine);
  }

  private write(kind: number, object: number, a: number, b: number, line: number): void {
    this.flush();
    this.push(kind, this.current, object, a, b, line, this.first);
    this.first = false;
  }

  private push(
    kind: number,
    thread: ThreadId,
    object: number,
    a: number,
    b: number,
    line: number,
    step: boolean,
  ): void {
    if (this.closed || this.full) return;
    if (this.trace.length >= MAX_EVENTS) {
      this.full = true;
      return;
    }
    this.trace.push(kind, step, this.now, thread, 0, object, a, b, line);
  }
}
