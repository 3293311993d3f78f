import { webThreads } from '../../simulator/typescript/browser.ts';
import {
  gradeTypeScript,
  recordScenario,
  type ShownScenario,
  type UnmetScenario,
} from '../../simulator/typescript/check/grade.ts';
import { Frames } from '../../simulator/typescript/frames.ts';
import { ProgramRun, type ProgramEnd } from '../../simulator/typescript/host.ts';
import { moduleOf } from '../../simulator/typescript/module.ts';
import type { Piece } from '../../simulator/typescript/protocol.ts';
import type { CompiledText } from '../editor/monaco-typescript.ts';
import type { Output, PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import type { Task } from '../../simulator/exercise/exercise.ts';
import type { Grade, GradeProgress } from '../../simulator/exercise/grade.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import type { SourceLocation } from '../../simulator/typescript/frames.ts';

/** An uncaught exception, and where in the learner's code it was raised. */
export interface UncaughtException {
  thread: string;
  /** The class of the exception. */
  name: string;
  /** With the class before it. */
  message: string;
  place: SourceLocation | null;
}

/** The end of a program, and the places where its threads wait for ever. */
export interface Ended extends Omit<ProgramEnd, 'waits'> {
  readonly waits: readonly { readonly thread: string; readonly call: string; readonly place: SourceLocation | null }[];
}

export interface RunCallbacks {
  printed(output: readonly Output[], uncaught: readonly UncaughtException[]): void;
  lost(thread: string, message: string): void;
  polls(threads: readonly string[]): void;
}

/** Runs a compiled program on Web Workers of this page. */
export function runProgram(
  compiled: readonly CompiledText[],
  entry: string,
  on: RunCallbacks,
): { stop(): void; over: Promise<Ended> } {
  const { modules, frames, revoke } = published(compiled);
  const run = new ProgramRun(webThreads, modules, entry, {
    printed: (pieces) => on.printed(...heard(pieces, frames)),
    lost: (thread, message) => on.lost(thread, message),
    polls: (threads) => on.polls(threads),
  });
  const over = (async () => {
    const { waits = [], ...end } = await run.over;
    revoke();
    return { ...end, waits: waits.map(({ stack, ...wait }) => ({ ...wait, place: frames.top(stack) })) };
  })();
  return { stop: () => run.stop(), over };
}

export type TypeScriptGrade = Grade<UnmetScenario>;

/** Grades a compiled program, and the check with it, on Web Workers of this page. */
export async function gradeProgram(
  task: Task,
  compiled: readonly CompiledText[],
  progress: (now: GradeProgress) => void,
  stopped: () => boolean,
): Promise<TypeScriptGrade> {
  const { modules, frames, revoke } = published(compiled);
  const check = { modules, locations: (stack: string) => frames.all(stack) };
  try {
    return await gradeTypeScript(webThreads, task, check, progress, stopped);
  } finally {
    revoke();
  }
}

/** Runs a scenario of a compiled program's check under one schedule, to be stepped. */
export async function recordProgram(
  task: Task,
  compiled: readonly CompiledText[],
  schedule: Schedule,
  shown: ShownScenario,
  stopped: () => boolean,
): Promise<PythonExecution> {
  const { modules, frames, revoke } = published(compiled);
  const check = { modules, locations: (stack: string) => frames.all(stack) };
  try {
    return await recordScenario(webThreads, task, check, schedule, shown, stopped);
  } finally {
    revoke();
  }
}

/** Makes compiled files ones that workers can import. */
function published(compiled: readonly CompiledText[]) {
  const files = compiled.map(({ file, code, map }) => {
    const address = URL.createObjectURL(new Blob([moduleOf(code)], { type: 'text/javascript' }));
    return { file, address, map };
  });
  const modules = Object.fromEntries(files.map(({ file, address }) => [file, address]));
  const revoke = () => files.forEach(({ address }) => URL.revokeObjectURL(address));
  return { modules, frames: new Frames(files), revoke };
}

/** The messages of threads, with locations in the learner's own code. */
function heard(pieces: readonly Piece[], frames: Frames): [Output[], UncaughtException[]] {
  const uncaught: UncaughtException[] = [];
  const output = pieces.map((piece): Output => {
    if ('text' in piece) return { text: frames.said(piece.text), stderr: piece.stderr };
    const { name, message, stack } = piece.raised;
    const said = [name, frames.said(message)].filter((part) => part !== '').join(': ');
    uncaught.push({ thread: piece.thread, name, message: said, place: frames.top(stack) });
    const lines = [`Exception in thread ${piece.thread}:`, said, ...frames.stack(stack)];
    return { text: `${lines.join('\n')}\n`, stderr: true };
  });
  return [output, uncaught];
}
