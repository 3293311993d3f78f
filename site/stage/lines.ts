import { metaOf, statesOf } from '../../simulator/machines/machines.ts';

/** For each state of the machine its line in the source, from 1; 0 where the state is at no line of it. */
export function linesOf(machine: string, source: string): number[] {
  const lines = source.split('\n');
  return statesOf(machine).map((state) => {
    const code = metaOf(machine, state)?.code;
    if (code === undefined) return 0;
    const at = lines.flatMap((line, index) => (line.includes(code) ? [index + 1] : []));
    if (at.length !== 1) throw new Error(`${machine}.${state}: "${code}" is on ${at.length} lines, not on one`);
    return at[0]!;
  });
}

/** The definitions that hold these lines, from `def` or `class` to their end, as line numbers in order. A class gives its head only. */
export function relevant(source: string, wanted: readonly number[]): number[] {
  const lines = source.split('\n');
  const indent = (index: number) => (lines[index] ?? '').search(/\S/);
  const keep = new Set<number>();
  for (const line of wanted) {
    if (line === 0) continue;
    let from = line - 1;
    while (from > 0 && !(/^\s*def /.test(lines[from]!) && indent(from) < indent(line - 1))) from--;
    let to = line - 1;
    while (
      to + 1 < lines.length &&
      (indent(to + 1) === -1 || indent(to + 1) > indent(from) || /^\s*\)/.test(lines[to + 1]!))
    )
      to++;
    while (to > from && lines[to]!.trim() === '') to--;
    for (let at = from; at <= to; at++) keep.add(at + 1);
    if (indent(from) === 0) continue;
    let head = from;
    while (head > 0 && !lines[head]!.startsWith('class ')) head--;
    keep.add(head + 1);
  }
  return [...keep].toSorted((a, b) => a - b);
}

/** The line at a height in an element whose first line begins below its padding. Lines count from 1. */
export function lineAtY(y: number, element: HTMLElement, lines: number): number {
  const { lineHeight, paddingTop } = getComputedStyle(element);
  const line = Math.floor((y - Number.parseFloat(paddingTop)) / Number.parseFloat(lineHeight)) + 1;
  return Math.max(1, Math.min(lines, line));
}
