import type { Scheduler } from '../../schedule/scheduler.ts';
import type { Verdict } from '../../trace/diagnose.ts';
import { CLOCK, type ThreadId } from '../../trace/events.ts';
import { RunSet } from '../run-set.ts';
import { Timers } from '../timers.ts';
import type { Recorder } from './recorder.ts';
import type { Held, Lost, Note, RunOptions, Uncaught } from './program.ts';

/** Characters of output after which a run is stopped. */
const MAX_OUTPUT = 400_000;
/** Times that the clock may move without anything else happening, before the threads are asked where they are. */
const IDLE_TICKS = 24;
/** The same for steps in which every thread only went round a loop. */
const MANY_SPINS = 64;

/** What a thread waits for, as Python said it. */
interface Reason {
  kind: '' | 'queue' | 'object' | 'thread';
  index: number;
  condition: string;
  holder: number;
}

interface Parked {
  /** Lets the thread go on: 1; or ends it: 0. */
  resume: ((code: number) => void) | null;
  until: number;
  /** Its deadline has come, so that it can run though what it waits for has not. */
  due: boolean;
  ended: boolean;
  daemon: boolean;
  left: boolean;
  reason: Reason | null;
}

/** What the host needs of whoever owns the interpreter. */
export interface Stacks {
  /** Runs `threads.enter(index)` on a new stack; resolves when the thread has ended. */
  enter(index: ThreadId): Promise<unknown>;
  /** What the live threads would see now, as a text: equal texts, nothing has changed. Asked when a run seems to go round. */
  fingerprint(): string;
}

/**
 * The other half of `lab_threads.py`: it knows who can run, asks the scheduler, keeps the clock, and wakes the stack of
 * whoever is next. One thread has control at a time; it hands it over by suspending (`receive`) or by ending.
 */
export class Host {
  readonly runnable = new RunSet();
  readonly uncaught: Uncaught[] = [];
  readonly lost: Lost[] = [];
  /** What the scheduler threw: the run was ended for it. */
  error: unknown = null;
  readonly notes = new Set<Note>();
  readonly names: string[] = [];
  recorder: Recorder | null = null;
  now = 0;
  steps = 0;
  exitCode = 0;
  /** Threads that could not go on when the run ended, and why. */
  held: Held[] = [];
  ending: Verdict | null = null;
  /** Some thread could not be ended: the interpreter should not be used again. */
  spent = false;
  onOutput: ((text: string, stderr: boolean) => void) | null = null;
  /** Hears what a check finds: a failed expectation as JSON, or '' when it has come to its end. */
  onVerdict: ((failed: string) => void) | null = null;
  /** Asked at every switch point: true ends the run. */
  stopped: (() => boolean) | null = null;

  private readonly stacks: Stacks;
  private parked: Parked[] = [];
  private timers = new Timers();
  private scheduler: Scheduler | null = null;
  private maxSteps = Infinity;
  private realTime = false;
  /** The last thread that was let go. */
  private current: ThreadId = -1;
  /** The thread that is about to suspend. */
  private from: ThreadId = -1;
  private chosen: ThreadId = -1;
  private starter: ThreadId = -1;
  private entering: ThreadId = -1;
  private output = 0;
  private idle = 0;
  private spins = 0;
  private spinning = false;
  private readonly prints = new Set<string>();
  private over: (() => void) | null = null;
  private failed: ((error: unknown) => void) | null = null;

  constructor(stacks: Stacks) {
    this.stacks = stacks;
  }

  /** Makes ready for a run; main is thread 0. Resolves when every thread has ended, rejects when the interpreter is broken. */
  run(
    scheduler: Scheduler,
    { maxSteps = 1_000_000, realTime = false }: RunOptions,
    recorder: Recorder | null,
  ): Promise<void> {
    this.runnable.clear();
    this.timers = new Timers();
    this.parked = [];
    this.uncaught.length = this.lost.length = 0;
    this.error = null;
    this.names.length = 0;
    this.notes.clear();
    Object.assign(this, {
      scheduler,
      maxSteps,
      realTime,
      recorder,
      now: 0,
      steps: 0,
      exitCode: 0,
      ending: null,
      held: [],
    });
    Object.assign(this, { current: -1, chosen: -1, starter: -1, from: -1, entering: -1, output: 0, spinning: false });
    this.progressed();
    const over = new Promise<void>((resolve, reject) => {
      this.over = resolve;
      this.failed = reject;
    });
    this.names.push('MainThread');
    recorder?.thread('MainThread');
    this.parked.push(newParked(false));
    this.enter(0);
    return over;
  }

  // --- what Python calls; plain closures, for they are fetched once --------------------------------------------------

  readonly api = {
    now: () => this.now,
    decide: (me: number) => this.choose((this.from = me)),
    block: (me: number, until: number) => {
      const thread = this.parked[me]!;
      thread.until = until;
      thread.due = false;
      this.runnable.delete(me);
      if (until !== Infinity) this.timers.push(until, me);
      return this.choose((this.from = me));
    },
    wake: (id: number) => {
      this.runnable.add(id);
    },
    hold: (id: number) => {
      if (!this.parked[id]!.due) this.runnable.delete(id);
    },
    spawn: (daemon: boolean) => {
      this.from = this.starter = this.current;
      this.entering = this.parked.length;
      this.parked.push(newParked(daemon));
      return this.entering;
    },
    began: (me: number) => {
      this.from = me;
      this.runnable.add(me);
      this.chosen = this.starter;
      if (this.starter < 0 && this.choose(-1) < 0) this.chosen = -1;
      this.starter = -1;
    },
    finish: (me: number) => {
      const thread = this.parked[me]!;
      thread.ended = true;
      this.runnable.delete(me);
      if (this.ending !== null) return;
      if (me === 0) this.end('finished');
      else if (this.starter >= 0) this.chosen = this.starter;
      else this.choose(me);
      this.starter = -1;
    },
    leave: (me: number) => {
      this.from = me;
      this.spent = true;
      this.parked[me]!.left = true;
    },
    name: (index: number, name: string) => {
      this.names[index] = name;
      this.recorder?.thread(name);
    },
    reason: (thread: number, kind: Reason['kind'], index: number, condition: string, holder: number) => {
      this.parked[thread]!.reason = kind === '' ? null : { kind, index, condition, holder };
    },
    spin: () => {
      this.spinning = true;
    },
    /** The program has looked at the clock: that it comes back to the same place means nothing. */
    clock: () => {
      this.progressed();
    },
    failed: (expectation: string) => this.onVerdict?.(expectation),
    passed: (held: number) => {
      // A scenario in which nothing was expected has been tampered with.
      if (held > 0) this.onVerdict?.('');
    },
    lost: (queue: string, size: number, unfinished: number) => {
      this.lost.push({ queue, size, unfinished });
    },
    note: (note: Note) => {
      this.notes.add(note);
    },
    exit: (status: number) => {
      this.exitCode = status;
      this.notes.add('exit');
      this.end('finished');
    },
    exited: (status: number) => {
      this.exitCode = status;
    },
    uncaught: (error: string, message: string, line: number) => {
      this.exitCode = 1;
      const thread = Math.max(0, this.current);
      this.uncaught.push({ thread, name: this.names[thread] ?? '', error, message, line });
      this.progressed();
      this.recorder?.uncaught(error, line);
    },
    output: (text: string, stderr: boolean, line: number) => {
      this.output += text.length;
      if (this.output > MAX_OUTPUT) {
        this.notes.add('output-limit');
        this.end('budget');
        return -1;
      }
      this.progressed();
      this.onOutput?.(text, stderr);
      this.recorder?.output(text, stderr, line);
      return 0;
    },
    record: (kind: string, object: number, a: number, b: number, line: number) =>
      this.recorder?.record(kind, object, a, b, line),
    reach: (what: string, line: number) => this.recorder?.reach(what, line),
    waits: (kind: string, index: number, condition: string, until: number, line: number) =>
      this.recorder?.waits(kind, index, condition, until, line),
    notify: (queue: number, condition: string, target: number, line: number) =>
      this.recorder?.notify(queue, condition, target, line),
    timeout: (queue: number, condition: string, line: number) => this.recorder?.timeout(queue, condition, line),
    sleeps: (until: number, line: number) => this.recorder?.sleeps(until, line),
    queue: (number: number, name: string, maxsize: number, unordered: boolean) => {
      this.queues[number] = name;
      this.recorder?.queue(name, maxsize, unordered);
    },
    object: (number: number, name: string, kind: string) => {
      this.objects[number] = name;
      this.recorder?.object(name, kind);
    },
    item: (_number: number, label: string) => this.recorder?.item(label),
    stack: (thread: number, json: string) => this.recorder?.stack(thread, json),
  };

  private readonly queues: string[] = [];
  private readonly objects: string[] = [];

  /** The promise that the stack of the current thread waits for: the one place where threads are switched. */
  receive(): Promise<number> {
    const thread = this.parked[this.from]!;
    return new Promise((resume) => {
      thread.resume = resume;
      this.handOver();
    });
  }

  private whoIsHeld(): Held[] {
    return this.parked.flatMap(({ ended, reason, until, due }, thread) => {
      if (ended || !reason || due) return [];
      const { kind, index, condition, holder } = reason;
      const on =
        kind === 'queue'
          ? `${this.queues[index]}.${condition}`
          : kind === 'thread'
            ? (this.names[index] ?? `Thread-${index}`)
            : (this.objects[index] ?? '');
      return [{ thread, name: this.names[thread]!, on, holder: holder >= 0 ? holder : null, until }];
    });
  }

  // --- control ----------------------------------------------------------------------------------------------------------

  /** Who is next; -1: the run is over. */
  private choose(me: ThreadId): ThreadId {
    if (this.ending !== null) return -1;
    if (this.stopped?.()) return this.end('stopped');
    if (this.steps >= this.maxSteps) {
      return this.end('budget');
    }
    this.spins = this.spinning ? this.spins + 1 : 0;
    this.spinning = false;
    if (this.spins > MANY_SPINS && this.spins % 16 === 0 && this.goesRound()) return this.end('no-progress');
    while (this.runnable.size === 0) {
      const next = this.nextTimer();
      if (next === Infinity) return this.end('deadlock');
      if (this.realTime && next > this.now) {
        this.chosen = CLOCK;
        return CLOCK;
      }
      if (!this.tick(next)) return -1;
    }
    this.current = me;
    return (this.chosen = this.ask());
  }

  private ask(): ThreadId {
    let thread: ThreadId;
    try {
      thread = this.scheduler!.next(this.runnable, this.current, this.steps++);
    } catch (error) {
      this.error = error;
      return this.end('stopped');
    }
    this.current = thread;
    this.recorder?.step(thread, this.now);
    return thread;
  }

  private end(ending: Verdict): -1 {
    if (this.ending === null) {
      this.ending = ending;
      this.held = this.whoIsHeld();
    }
    this.recorder?.close();
    this.chosen = -1;
    return -1;
  }

  private progressed(): void {
    this.idle = this.spins = 0;
    this.prints.clear();
  }

  /** True if everything the threads see is as it was before. */
  private goesRound(): boolean {
    const print = this.stacks.fingerprint();
    if (this.prints.has(print)) return true;
    this.prints.add(print);
    return false;
  }

  /** Moves the clock, and wakes whoever is due. False: the run goes round for ever. */
  private tick(time: number): boolean {
    if (++this.idle >= IDLE_TICKS && this.goesRound()) {
      this.end('no-progress');
      return false;
    }
    this.now = time;
    this.recorder?.tick(time);
    while (this.timers.next === time) {
      const id = this.timers.pop();
      const thread = this.parked[id]!;
      if (thread.until !== time || thread.ended || this.runnable.has(id)) continue;
      thread.due = true;
      this.runnable.add(id);
      this.recorder?.wake(id);
    }
    return true;
  }

  private nextTimer(): number {
    for (let id = this.timers.peek(); id !== undefined; id = this.timers.peek()) {
      const thread = this.parked[id]!;
      if (!thread.ended && thread.until === this.timers.next && !thread.due) return this.timers.next;
      this.timers.pop();
    }
    return Infinity;
  }

  /** The thread that had control has just suspended or ended: gives it to whoever is next. */
  private handOver(): void {
    if (this.entering >= 0) {
      const index = this.entering;
      this.entering = -1;
      queueMicrotask(() => this.enter(index));
    } else if (this.ending !== null) this.abandon();
    else if (this.chosen === CLOCK) this.waitForClock();
    else this.resume(this.chosen, 1);
  }

  private enter(index: ThreadId): void {
    this.current = index;
    this.stacks
      .enter(index)
      .then(() => this.handOver())
      .catch((error: unknown) => {
        this.spent = true;
        this.failed!(error);
      });
  }

  private resume(id: ThreadId, code: number): void {
    const thread = this.parked[id]!;
    const { resume } = thread;
    thread.resume = null;
    thread.until = Infinity;
    this.current = id;
    resume!(code);
  }

  /** Unwinds the stacks that are left, one after the other, the youngest first. */
  private abandon(): void {
    const id = this.parked.findLastIndex(({ ended, left, resume }) => !ended && !left && resume !== null);
    if (id >= 0) this.resume(id, 0);
    else if (this.parked.every(({ ended, left }) => ended || left)) this.over!();
  }

  private waitForClock(): void {
    const next = this.nextTimer();
    const delay = (next - this.now) * 1000;
    const began = performance.now();
    const poll = () => {
      if (this.stopped?.()) {
        this.end('stopped');
        return this.abandon();
      }
      const left = delay - (performance.now() - began);
      if (left > 0) return void setTimeout(poll, Math.min(left, 100));
      this.tick(next);
      if (this.ending !== null) return this.abandon();
      if (this.runnable.size === 0) return this.waitForClock();
      const asked = this.ask();
      if (asked < 0) this.abandon();
      else this.resume(asked, 1);
    };
    setTimeout(poll, Math.min(delay, 100));
  }
}

const newParked = (daemon: boolean): Parked => ({
  resume: null,
  until: Infinity,
  due: false,
  ended: false,
  daemon,
  left: false,
  reason: null,
});
