import { listingLines, type Block } from './blocks.ts';
import type { Sized } from './screens.ts';

/** A slide at its smallest, in the root's size: 64 wide and 36 high, of which 36 px of 20 are the bar's. See present.css. */
const ROOM = 32.25;

/** The root's size in pixels while heights are measured. */
const ROOT = 20;

/** The height that a screen has for its blocks, in the pixels of `measure`. */
export const roomOf = (): number => ROOM * ROOT;

/**
 * Measures blocks as they are on a slide of 1280 × 720, whatever this window's size is: all windows that show a lesson must come
 * to the same screens. The lesson is laid out for that at once and not drawn.
 */
export function measure(blocks: readonly Block[]): Sized[] {
  const root = document.documentElement;
  const role = root.dataset['presenting'];
  root.dataset['presenting'] = 'lesson';
  root.dataset['measuring'] = '';
  try {
    return blocks.map(({ element, kind }) => {
      const { marginTop, marginBottom } = getComputedStyle(element);
      const height = element.offsetHeight + Number.parseFloat(marginTop) + Number.parseFloat(marginBottom);
      return { kind, height, lines: linesIn(element) };
    });
  } finally {
    delete root.dataset['measuring'];
    if (role === undefined) delete root.dataset['presenting'];
    else root.dataset['presenting'] = role;
  }
}

function linesIn(element: HTMLElement): Sized['lines'] {
  const lines = listingLines(element);
  if (lines.length < 2) return undefined;
  const top = (line: HTMLElement) => line.getBoundingClientRect().top;
  const height = (top(lines.at(-1)!) - top(lines[0]!)) / (lines.length - 1);
  return { height, empty: lines.map(({ textContent }) => textContent.trim() === '') };
}
