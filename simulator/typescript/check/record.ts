import { executionOf, fitted, type Output, type PythonExecution } from '../../engines/python/analysis/execution.ts';
import type { Stack, Uncaught } from '../../engines/python/interpreter/program.ts';
import type { ReplayMismatch } from '../../schedule/policies.ts';
import type { Schedule } from '../../schedule/scheduler.ts';
import type { Outcome } from '../../trace/diagnose.ts';
import { CLOCK } from '../../trace/events.ts';
import { Trace, type NewEvent } from '../../trace/trace.ts';
import type { SourceLocation } from '../frames.ts';
import { CHECK, type Raised } from '../protocol.ts';
import type { TurnsListener, TurnTaken } from '../turns/director.ts';
import { OP, type TurnNote } from '../turns/memory.ts';

/** The end of a recorded run, as the check saw it. */
export interface RecordedEnd {
  readonly outcome: Outcome;
  readonly names: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly schedule: Schedule;
  readonly mismatch: ReplayMismatch | null;
  /** An expectation that does not hold; null: all do. */
  readonly unmet: string | null;
}

type Turn = TurnTaken | { readonly late: number; readonly now: number };
type Without<Event> = Event extends NewEvent ? Omit<Event, 'time' | 'thread' | 'state' | 'line' | 'step'> : never;
/** An event without what all events of a turn have. */
type Happens = Without<NewEvent>;

/** Parts of an account that only runs of Python have. */
const NOTHING_ELSE = {
  living: [],
  lost: [],
  exitCode: 0,
  exitFailed: false,
  notes: [],
  uses: [],
  redundant: false,
  log: null,
  reach: null,
} as const;

const SILENT: TurnNote = { what: '', stack: '', printed: [], ended: true };

/** A run of a check in turns, written down so that it can be stepped. What the director says and what threads say is one record. */
export class TurnsRecord implements TurnsListener {
  private readonly turns: Turn[] = [];
  private readonly notes = new Map<number, TurnNote[]>();
  private readonly raisedAt = new Map<number, { readonly nth: number; readonly raised: Raised }>();
  /** The number of main's turn in which an expectation did not hold. */
  private unmetAt = Infinity;
  private readonly locations: (stack: string) => readonly SourceLocation[];
  private readonly trace = new Trace([]);
  private readonly stacks: Stack[] = [];
  private readonly output: Output[] = [];
  private readonly uncaught: Uncaught[] = [];
  /** The object that each thread waits on, and the numbers of the objects of words. */
  private readonly waitsOn = new Map<number, number>();
  private readonly objects = new Map<string, number>();
  private readonly threadOf = new Map<number, number>();
  private readonly ended = new Set<number>();
  private names: readonly string[] = [];

  constructor(locations: (stack: string) => readonly SourceLocation[]) {
    this.locations = locations;
  }

  turn(taken: TurnTaken): void {
    this.turns.push(taken);
  }

  late(thread: number, now: number): void {
    this.turns.push({ late: thread, now });
  }

  note(thread: number, note: TurnNote): void {
    this.notesOf(thread).push(note);
  }

  raised(thread: number, raised: Raised): void {
    this.raisedAt.set(thread, { nth: this.notesOf(thread).length, raised });
  }

  unmet(): void {
    this.unmetAt = Math.min(this.unmetAt, this.notesOf(0).length);
  }

  /** Tells whether a thread has told of each of its turns: messages may be late. */
  get isComplete(): boolean {
    const counts = new Map<number, number>();
    for (const turn of this.turns) if ('op' in turn) counts.set(turn.thread, (counts.get(turn.thread) ?? 0) + 1);
    return [...counts].every(([thread, count]) => this.notesOf(thread).length >= count);
  }

  /** The run, ready to be stepped. */
  execution({ outcome, names, files, schedule, mismatch, unmet }: RecordedEnd): PythonExecution {
    const { trace, stacks, output, uncaught } = this;
    this.names = names;
    for (const name of names) trace.addThread({ name, machine: '' });
    trace.append({ kind: 'start', target: 0, thread: 0, time: 0, state: 0, line: 0, step: false });
    const choices: number[] = [];
    const done = new Map<number, number>();
    const late = new Set<number>();
    let clock = 0;
    for (const turn of this.turns) {
      clock = turn.now;
      if ('late' in turn) {
        trace.append({ kind: 'tick', thread: CLOCK, time: clock, state: 0, line: 0, step: true });
        trace.append({ kind: 'wake', thread: turn.late, time: clock, state: 0, line: 0, step: false });
        late.add(turn.late);
        continue;
      }
      const { thread } = turn;
      const nth = done.get(thread) ?? 0;
      done.set(thread, nth + 1);
      choices.push(thread);
      this.tell(turn, this.notesOf(thread)[nth] ?? SILENT, nth, late.delete(thread));
      if (thread === 0 && nth === this.unmetAt) break;
    }
    // The director may have been told of the end before the turn was over.
    if (this.unmetAt < Infinity && !this.ended.has(0)) {
      choices.push(0);
      const last = { thread: 0, op: OP.over, first: 0, second: 0, woken: [], until: 0, now: clock };
      this.tell(last, SILENT, this.unmetAt, false);
    }
    const blocked = [...this.waitsOn].map(([thread, object]) => ({
      thread,
      name: names[thread] ?? '',
      on: trace.objects[object]!.name,
      holder: null,
      until: Infinity,
      awaits: null,
    }));
    const execution = executionOf({
      program: { files, entry: CHECK },
      options: {},
      ...fitted(schedule, mismatch),
      output,
      trace: trace.toData(),
      run: {
        ...NOTHING_ELSE,
        outcome,
        clock,
        steps: choices.length,
        choices,
        blocked,
        uncaught,
        names,
        stacks,
      },
    });
    if (unmet === null) return execution;
    return { ...execution, findings: [...execution.findings, { kind: 'check', message: unmet }] };
  }

  private notesOf(thread: number): TurnNote[] {
    let notes = this.notes.get(thread);
    if (!notes) this.notes.set(thread, (notes = []));
    return notes;
  }

  /** Writes down one turn: what the thread did in it, and where it has come to. */
  private tell(turn: TurnTaken, { what, stack, printed, ended }: TurnNote, nth: number, isLate: boolean): void {
    const { trace } = this;
    const { thread, op, now } = turn;
    const places = this.locations(stack);
    const line = places[0]?.line ?? 0;
    let step = true;
    const add = (fields: Happens) => {
      trace.append({ ...fields, thread, time: now, state: 0, line, step } as NewEvent);
      step = false;
    };
    const comes = (fields: Happens) => {
      const frames = places.map(({ file, line }) => ({ file, name: '', line, variables: [] }));
      if (frames.length > 0) this.stacks.push({ seq: trace.length, thread, frames, globals: [] });
      add(fields);
    };
    const waited = this.waitsOn.get(thread);
    this.waitsOn.delete(thread);
    if (isLate && waited !== undefined) add({ kind: 'expire', object: waited });
    for (const piece of printed) {
      this.output.push(piece);
      add({ kind: 'output', ...piece });
    }
    const raised = this.raisedAt.get(thread);
    if (raised?.nth === nth) {
      const { name, message, stack } = raised.raised;
      const place = this.locations(stack).find(({ file }) => file !== CHECK);
      const error = name || message;
      this.uncaught.push({
        thread,
        name: this.names[thread] ?? '',
        error,
        message: `${error}: ${message}`,
        line: place?.line ?? 0,
      });
      add({ kind: 'exception', error });
      this.ended.add(thread);
    }
    if ((ended || (thread === 0 && nth === this.unmetAt)) && !this.ended.has(thread)) {
      this.ended.add(thread);
      return add({ kind: 'exit' });
    }
    if (op === OP.wait) {
      const object = this.objectOf(what, turn);
      this.waitsOn.set(thread, object);
      return comes({ kind: 'block', object, until: turn.until });
    }
    for (const target of turn.woken) {
      add({ kind: 'unblock', object: this.waitsOn.get(target) ?? 0, target });
      this.waitsOn.delete(target);
    }
    if (op === OP.start) {
      this.threadOf.set(turn.second, turn.first);
      add({ kind: 'start', target: turn.first });
    }
    // The place of an operation that is done is still its line.
    comes({ kind: 'reach', what: op === OP.point ? what : '' });
  }

  /** The word that a thread waits for, by a name that says what it is for. */
  private objectOf(call: string, { first, second }: TurnTaken): number {
    const [kind = ''] = call.split('.');
    const target = kind === 'Thread' ? this.threadOf.get(first) : undefined;
    // Each waiter of a queue has a word of its own.
    const key = kind === 'Queue' ? call : `${first}:${second}`;
    const known = this.objects.get(key);
    if (known !== undefined) return known;
    const same = this.trace.objects.filter((object) => object.kind === call).length;
    const name = target === undefined ? `${kind === 'Queue' ? call : kind} ${same + 1}` : (this.names[target] ?? '');
    this.objects.set(key, this.trace.objects.length);
    return this.trace.objects.push({ name, kind: call }) - 1;
  }
}
