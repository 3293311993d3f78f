import type { Output, PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { K } from '../../../simulator/trace/events.ts';
import { countBelow } from '../trace-index.ts';

/** Characters that are shown of what has been printed, and of what is still to come. */
const MOST_PAST = 40_000;
const MOST_FUTURE = 8_000;

/** The output as it looks from a position. */
export interface OutputView {
  past: Output[];
  future: Output[];
  /** Characters left out before the first piece, and after the last. */
  cutBefore: number;
  cutAfter: number;
}

interface Printed {
  pieces: readonly Output[];
  /** The event of each piece, ascending; what the trace does not know of comes after all of it. */
  seqs: readonly number[];
  /** starts[n]: characters before piece n. */
  starts: readonly number[];
}

const known = new WeakMap<PythonExecution, Printed>();

function printedIn(execution: PythonExecution): Printed {
  let printed = known.get(execution);
  if (!printed) known.set(execution, (printed = collect(execution)));
  return printed;
}

function collect({ trace, output }: PythonExecution): Printed {
  const pieces: Output[] = [];
  const seqs: number[] = [];
  const starts = [0];
  const add = (text: string, stderr: boolean, seq: number) => {
    pieces.push({ text, stderr });
    seqs.push(seq);
    starts.push(starts.at(-1)! + text.length);
  };
  for (let i = 0; i < trace.length; i++)
    if (trace.kindAt(i) === K.output) add(trace.textOf(trace.aAt(i)), trace.bAt(i) !== 0, i);
  // A trace that was full, or that has none of it: the rest was printed after all the trace tells.
  let known = starts.at(-1)!;
  for (const { text, stderr } of output) {
    if (known < text.length) add(text.slice(known), stderr, trace.length - 1);
    known = Math.max(0, known - text.length);
  }
  return { pieces, seqs, starts };
}

/** The output before and after the first `position` events, cut to a length worth drawing. */
export function outputAt(
  execution: PythonExecution,
  position: number,
  mostPast = MOST_PAST,
  mostFuture = MOST_FUTURE,
): OutputView {
  const { pieces, seqs, starts } = printedIn(execution);
  const split = countBelow(seqs, position);
  const all = starts.at(-1)!;
  const from = Math.max(0, starts[split]! - mostPast);
  const to = Math.min(all, starts[split]! + mostFuture);
  const between = (first: number, last: number, low: number, high: number) => {
    const shown: { text: string; stderr: boolean }[] = [];
    for (let n = first; n < last; n++) {
      const { text, stderr } = pieces[n]!;
      const cut = text.slice(Math.max(0, low - starts[n]!), Math.max(0, high - starts[n]!));
      const end = shown.at(-1);
      if (end && end.stderr === stderr) end.text += cut;
      else if (cut !== '') shown.push({ text: cut, stderr });
    }
    return shown;
  };
  return {
    past: between(Math.max(0, countBelow(starts, from + 1) - 1), split, from, all),
    future: between(split, Math.min(pieces.length, countBelow(starts, to)), 0, to),
    cutBefore: from,
    cutAfter: all - to,
  };
}
