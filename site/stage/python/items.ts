import type { Trace } from '../../../simulator/trace/trace.ts';
import { contents, sizeOf, type QueueState } from '../../../simulator/trace/state.ts';
import type { Tile } from '../cells.ts';

/** Characters that fit on a tile, and in a sentence. */
const ON_TILE = 4;
const IN_TEXT = 48;

export const short = (text: string, most = IN_TEXT): string => {
  const line = text.replaceAll('`', '’').replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
};

const labelOf = ({ items }: Trace, item: number): string => items[item] ?? '';

const isShort = (label: string): boolean => label !== '' && label.length <= ON_TILE;

/** An item on a tile: itself, if it is short, else its number. */
export function pieceOf(trace: Trace, item: number): Tile {
  const label = labelOf(trace, item);
  return isShort(label)
    ? { item, kind: 'request', text: label, title: label }
    : { item, kind: 'request', text: `#${item}`, title: label ? `#${item} ${short(label)}` : `#${item}` };
}

/** An item in a sentence, as code: itself, with its number where that is what its tile shows. */
export function itemText(trace: Trace, item: number): string {
  const { text, title } = pieceOf(trace, item);
  const label = labelOf(trace, item);
  return label === '' || isShort(label) ? `\`${text}\`` : `${text} \`${title!.slice(text!.length + 1)}\``;
}

/** All of an item that the trace has, as code, with its number. */
export function wholeItem(trace: Trace, item: number): string {
  const label = labelOf(trace, item).replaceAll('`', '’').replace(/\s+/g, ' ').trim();
  return label === '' ? `#${item}` : `#${item} \`${label}\``;
}

/** Items that a variable's value has room for, and the characters of each. */
const IN_VALUE = 8;
const OF_ITEM = 16;

/** The content of a queue, as the value of a variable shows a list: `[1, 2, … 40]`, the last being how many there are. */
export function contentOf(trace: Trace, queue: QueueState): string {
  const size = sizeOf(queue);
  const shown = contents(queue, IN_VALUE).map((item) => short(labelOf(trace, item) || `#${item}`, OF_ITEM));
  return `[${shown.join(', ')}${size > shown.length ? `, … ${size}` : ''}]`;
}
