import type { Outcome } from '../../../trace/diagnose.ts';
import type { ThreadId } from '../../../trace/events.ts';
import { Evidence, type ReadCallers } from './evidence.ts';
import type { NativeFunction } from './native-functions.ts';
import type { Note } from './program.ts';
import type { Recorder } from './recorder.ts';
import { Report } from './report.ts';

/** The run that an observer hears of: it is asked for its thread, and told of progress and of its end. */
export interface RunListener {
  /** The thread that has control. */
  thread(): ThreadId;
  /** Something has happened that cannot be part of a round. */
  progressed(): void;
  end(outcome: Outcome): -1;
}

/** Hears what the Python half tells of a run: it goes into the report, and into the trace where one is kept. */
export class RunObserver {
  report = new Report();
  evidence: Evidence;
  recorder: Recorder | null = null;
  onOutput: ((text: string, stderr: boolean) => void) | null = null;
  /** Hears what a check finds: a failed expectation as JSON, or '' when it has come to its end. */
  onVerdict: ((failed: string) => void) | null = null;
  private readonly run: RunListener;
  private readonly callers: ReadCallers;
  private codes: readonly number[] = [];

  constructor(run: RunListener, callers: ReadCallers) {
    this.run = run;
    this.callers = callers;
    this.evidence = new Evidence(callers, []);
  }

  /** Sets the addresses of the code that is believed, see {@link Evidence}. */
  believe(codes: readonly number[]): void {
    this.codes = codes;
  }

  /** Begins the account of another run. */
  begin(recorder: Recorder | null): void {
    this.report = new Report();
    this.evidence = new Evidence(this.callers, this.codes);
    this.recorder = recorder;
    recorder?.thread('MainThread');
  }

  /** Those that take numbers only. */
  readonly numeric: Readonly<Record<string, NativeFunction>> = {
    /** A thread waits for the end of another. */
    joining: (thread, target) =>
      this.report.reason(thread!, { kind: 'thread', index: target!, condition: '', holder: target! }),
    /** A thread waits no more. */
    resumed: (thread) => this.report.reason(thread!, null),
  };

  /** Functions that Python calls; plain closures, for they are fetched once. */
  readonly api = {
    name: (index: number, name: string) => {
      this.report.names[index] = name;
      this.recorder?.thread(name);
    },
    reason: (thread: number, kind: 'queue' | 'object', index: number, condition: string, holder: number) =>
      this.report.reason(thread, { kind, index, condition, holder }),
    needs: (lines: string) => this.evidence.needs(JSON.parse(lines) as number[]),
    held: (line: number) => this.evidence.holds(line),
    // Nothing at all would be the word for its end.
    failed: (expectation: string) => {
      if (this.evidence.fromExpect()) this.onVerdict?.(expectation || '?');
    },
    passed: () => {
      if (this.run.thread() === 0 && this.evidence.over()) this.onVerdict?.('');
    },
    reached: (file: string, line: number, name: string) => {
      this.evidence.reached(file, line, name);
      this.run.end('stopped');
    },
    lost: (queue: string, size: number, unfinished: number) => void this.report.lost.push({ queue, size, unfinished }),
    note: (note: Note) => void this.report.notes.add(note),
    exit: (status: number) => {
      this.report.exitCode = status;
      this.report.exitFailed = status !== 0;
      this.report.notes.add('exit');
      this.run.end('finished');
    },
    exited: (status: number, testsPassed: boolean) => {
      this.report.exitCode = status;
      this.report.exitFailed = status !== 0 && !testsPassed;
    },
    uncaught: (error: string, message: string, line: number) => {
      this.report.raise(this.run.thread(), error, message, line);
      this.run.progressed();
      this.recorder?.uncaught(error, line);
    },
    output: (text: string, stderr: boolean, line: number) => {
      if (!this.report.print(text)) return this.run.end('budget');
      this.run.progressed();
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
      this.report.queues[number] = name;
      this.recorder?.queue(name, maxsize, unordered);
    },
    object: (number: number, name: string, kind: string) => {
      this.report.objects[number] = name;
      this.report.kinds[number] = kind;
      this.recorder?.object(name, kind);
    },
    /** Only what is said at the end: in the trace it keeps its name. */
    rename: (number: number, name: string) => {
      this.report.objects[number] = name;
    },
    item: (_number: number, label: string) => this.recorder?.item(label),
    use: (write: boolean, place: string, name: string, value: string, line: number, call: string) =>
      this.recorder?.use({ write, place, name, value, line, ...(call && { call }) }),
    stack: (thread: number, json: string) => this.recorder?.stack(thread, json),
  };
}
