import { expect, test } from 'vitest';
import type { PythonExecution } from '../../../../simulator/engines/python/analysis/execution.ts';
import { words } from '../../../../site/i18n/words.ts';
import { tellNotes, type RunNote } from '../../../../site/stage/python/notes.ts';

const messages = { m: words('en', 'stage'), t: words('en', 'stage-python') };

/** A run with these notes, whose threads have these statuses at the end. */
const run = (notes: readonly RunNote[], statuses: readonly string[] = ['exited']) =>
  ({
    run: { notes },
    trace: { length: 5, threads: statuses.map((_, id) => ({ name: `T${id}` })) },
    player: { seek: () => ({ threads: statuses.map((status) => ({ status })) }) },
  }) as unknown as PythonExecution;

test('each note has a sentence, in the order of the notes, and a caller can tell some in its own way', () => {
  const both = run(['memory', 'exit']);
  const memory = 'The program asked for more memory than there is here.';
  expect(tellNotes(both, messages)).toEqual([memory, 'The program ended itself with `os._exit`.']);
  expect(tellNotes(both, messages, ['exit'])).toEqual([memory]);
});

test('threads that outlive main are named, without main and those that never ran or are over', () => {
  const statuses = ['exited', 'blocked', 'new', 'died', 'sleeping'];
  expect(tellNotes(run(['threads-left'], statuses), messages)).toEqual([
    'The main thread has ended. These threads were still alive and ended with it: T1 and T4.',
  ]);
  expect(tellNotes(run(['threads-left'], ['exited', 'exited']), messages)).toEqual([]);
});

test('where the trace was cut, no thread is named, because the cut says nothing of the end', () => {
  expect(tellNotes(run(['trace-full', 'threads-left'], ['running', 'running']), messages)).toEqual([
    'Only the first 200,000 events were kept to step through.',
    'The main thread has ended; other threads were still alive, and ended with it.',
  ]);
});
