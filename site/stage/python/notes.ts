import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { names } from '../names.ts';
import type { PythonStageMessages } from './messages.ts';

export type RunNote = PythonExecution['run']['notes'][number];

/** States of a thread that has not begun, or is over. */
const NOT_ALIVE = ['new', 'exited', 'died'];

/** Tells the notes of a run, a sentence each. @param told notes that the caller tells in its own way */
export function tellNotes(
  execution: PythonExecution,
  messages: PythonStageMessages,
  told: readonly RunNote[] = [],
): string[] {
  const { notes } = execution.run;
  return notes
    .filter((note) => !told.includes(note))
    .flatMap((note) => (note === 'threads-left' ? threadsLeft(execution, messages) : [messages.t.notes[note]]));
}

function threadsLeft(execution: PythonExecution, { m, t }: PythonStageMessages): string[] {
  // A trace that was cut does not say which threads were alive at the end.
  if (execution.run.notes.includes('trace-full')) return [t.leftUnnamed];
  const { threads } = execution.player.seek(execution.trace.length);
  const left = threads.flatMap(({ status }, id) => (id === 0 || NOT_ALIVE.includes(status) ? [] : [id]));
  return left.length > 0 ? [fill(t.notes['threads-left'], { threads: names(execution, left, m) })] : [];
}
