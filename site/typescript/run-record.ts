import type { Output } from '../../simulator/engines/python/analysis/execution.ts';
import type { CodeFile } from '../editor/types.ts';
import { endOf, MOST_LIVE } from '../workbench/printed.ts';
import type { Ended, RunCallbacks, UncaughtException } from './run.ts';

/** Milliseconds between two pictures of what a program prints. */
const MOMENT = 100;
/** Exceptions that are told one by one. */
const TOLD = 8;

/** The code of a run: files, and the one whose `main` is called. */
export interface TypeScriptProgram {
  files: readonly CodeFile[];
  entry: string;
}

/** A finished run, with the program that was run. */
export interface TypeScriptRun extends TypeScriptProgram {
  end: Ended;
  output: readonly Output[];
  /** Uncaught exceptions, and how many more there were. */
  uncaught: readonly UncaughtException[];
  untold: number;
  lost: readonly { thread: string; message: string }[];
  /** The number of errors that TypeScript reported. */
  objections: number;
}

/** The part of the screen that follows a run while it goes on. */
interface LiveRun {
  live: readonly Output[];
  polling: readonly string[];
  uncaught: readonly UncaughtException[];
}

/** Collects what a run tells, and shows its latest state now and then. */
export class RunRecord implements RunCallbacks {
  private readonly shown: LiveRun;
  private readonly output: Output[] = [];
  private readonly told: UncaughtException[] = [];
  private readonly dropped: { thread: string; message: string }[] = [];
  private raised = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shown: LiveRun) {
    this.shown = shown;
  }

  printed(more: readonly Output[], uncaught: readonly UncaughtException[]): void {
    for (const piece of endOf(more, Infinity)) this.output.push(piece);
    this.raised += uncaught.length;
    this.told.push(...uncaught.slice(0, TOLD - this.told.length));
    this.shown.uncaught = [...this.told];
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.shown.live = endOf(this.output, MOST_LIVE);
    }, MOMENT);
  }

  lost(thread: string, message: string): void {
    this.dropped.push({ thread, message });
  }

  polls(threads: readonly string[]): void {
    this.shown.polling = threads;
  }

  /** The run is over: all that it told. */
  close(): Pick<TypeScriptRun, 'output' | 'uncaught' | 'untold' | 'lost'> {
    clearTimeout(this.timer);
    this.shown.polling = [];
    const { output, told, dropped } = this;
    return { output, uncaught: told, untold: this.raised - told.length, lost: dropped.slice(0, TOLD) };
  }
}
