import type { Frame, Stack, Variable } from '../../../simulator/engines/python/interpreter/program.ts';

/** The difference from what was seen before; '': there is none. */
type Change = 'new' | 'changed' | '';

export interface SeenVariable {
  name: string;
  value: string;
  change: Change;
  /** The handle of the queue that it is. */
  handle?: number;
}
interface SeenFrame {
  file: string;
  name: string;
  line: number;
  /** It was not there before: the function has just been called. */
  entered: boolean;
  variables: SeenVariable[];
}
export interface Seen {
  /** Innermost first. */
  frames: SeenFrame[];
  globals: SeenVariable[];
}

/** A stack, with what has changed in it since the one before. At the first there is nothing to compare with. */
export function seenOf(now: Stack, before: Stack | null): Seen {
  // Frames are the same ones as far as they agree from the outermost on.
  let same = 0;
  if (before) {
    const most = Math.min(now.frames.length, before.frames.length);
    while (same < most && agree(now.frames.at(-1 - same)!, before.frames.at(-1 - same)!)) same++;
  }
  const frames = now.frames.map((frame, i): SeenFrame => {
    const depth = now.frames.length - 1 - i;
    const old = depth < same ? before!.frames.at(-1 - depth)! : null;
    const { file, name, line } = frame;
    return { file, name, line, entered: before !== null && !old, variables: compare(frame.variables, old?.variables) };
  });
  return { frames, globals: compare(now.globals, before?.globals) };
}

const agree = (a: Frame, b: Frame): boolean => a.file === b.file && a.name === b.name;

function compare(now: readonly Variable[], before: readonly Variable[] | undefined): SeenVariable[] {
  const old = before && new Map(before.map(([name, value]) => [name, value]));
  return now.map(([name, value, handle]) => ({
    name,
    value,
    ...(handle !== undefined && { handle }),
    change: !old ? '' : !old.has(name) ? 'new' : old.get(name) !== value ? 'changed' : '',
  }));
}
