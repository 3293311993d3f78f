import type { Output } from '../../simulator/engines/python/analysis/execution.ts';

/** Characters on screen: while a program prints, and when it is done. A line for each of 400,000 takes a browser seconds. */
export const MOST_LIVE = 4_000;
export const MOST_SHOWN = 20_000;

/** The last `room` characters of what was printed. Pieces of the same kind in a row become one. */
export function endOf(output: readonly Output[], room: number): Output[] {
  const end: Output[] = [];
  for (let i = output.length - 1; i >= 0 && room > 0; i--) {
    const { text, stderr } = output[i]!;
    const piece = text.slice(-room);
    room -= piece.length;
    const next = end.at(-1);
    if (next?.stderr === stderr) end[end.length - 1] = { text: piece + next.text, stderr };
    else end.push({ text: piece, stderr });
  }
  return end.toReversed();
}

export const lengthOf = (output: readonly Output[]): number => output.reduce((sum, { text }) => sum + text.length, 0);
