import { splitLinesOf, type Block } from './blocks.ts';
import type { Sized } from './screens.ts';

/** A slide at its smallest, in the root's size: 64 wide and 36 high, of which 36 px of 20 are the bar's. See present.css. */
const ROOM = 32.25;

/** The root's size in pixels while heights are measured. */
const ROOT = 20;

/** The height that a screen has for its blocks, in the pixels of `measure`. */
export const roomOf = (): number => ROOM * ROOT;

/**
 * Calls a function while the lesson is laid out as on a slide of 1280 × 720. This window's size does not matter: all windows
 * that show a lesson must come to the same screens. Nothing of that is drawn.
 */
export function onSlide<T>(read: () => T): T {
  const root = document.documentElement;
  const role = root.dataset['presenting'];
  root.dataset['presenting'] = 'lesson';
  root.dataset['measuring'] = '';
  try {
    return read();
  } finally {
    delete root.dataset['measuring'];
    if (role === undefined) delete root.dataset['presenting'];
    else root.dataset['presenting'] = role;
  }
}

/** Measures the height of a block on a slide, with its margins. */
export function slideSizeOf({ element, kind }: Block): Sized {
  return { kind, height: outerHeight(element), lines: heightsOf(splitLinesOf(element)) };
}

function outerHeight(element: HTMLElement): number {
  const { display, marginTop, marginBottom } = getComputedStyle(element);
  // An island has no box of its own.
  if (display === 'contents')
    return ([...element.children] as HTMLElement[]).reduce((sum, child) => sum + outerHeight(child), 0);
  return element.offsetHeight + Number.parseFloat(marginTop) + Number.parseFloat(marginBottom);
}

/**
 * The exercises whose task, with the heading above it, is higher than a slide. The program beside it does not count: its
 * height depends on what is kept on the device.
 */
export function tooHigh(lesson: HTMLElement): HTMLElement[] {
  return [...lesson.querySelectorAll<HTMLElement>('.prose .exercise')].filter((exercise) => {
    const above = exercise.previousElementSibling;
    const task = [...exercise.querySelectorAll<HTMLElement>(':scope > :not(astro-island, :has(> astro-island))')];
    if (above instanceof HTMLElement && above.matches('h2, h3')) task.push(above);
    const { paddingTop, paddingBottom } = getComputedStyle(exercise);
    const frame = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
    return task.reduce((sum, part) => sum + outerHeight(part), frame) > roomOf();
  });
}

function heightsOf(lines: readonly HTMLElement[]): Sized['lines'] {
  if (lines.length < 2) return undefined;
  const tops = lines.map((line) => line.getBoundingClientRect().top);
  const ends = [...tops.slice(1), lines.at(-1)!.getBoundingClientRect().bottom];
  return {
    heights: ends.map((end, at) => end - tops[at]!),
    empty: lines.map(({ textContent }) => textContent.trim() === ''),
  };
}
