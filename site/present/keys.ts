import { own } from '../../simulator/trace/own.ts';

/** A key's command to a presentation. `free` takes the focus from a stage or a field. */
export type SlideCommand = 'next' | 'back' | 'first' | 'last' | 'dark' | 'leave' | 'free';

/** The kind of element with the focus. A text field has all keys; a stage or a choice all but a clicker's. */
export type Focus = 'typing' | 'used' | 'pressable' | 'none';

const MOVES: Readonly<Record<string, SlideCommand>> = {
  ArrowRight: 'next',
  ArrowLeft: 'back',
  ' ': 'next',
  PageDown: 'next',
  PageUp: 'back',
  Home: 'first',
  End: 'last',
  b: 'dark',
  B: 'dark',
  '.': 'dark',
};
/** Keys that clickers send, whatever has the focus. */
const CLICKER = new Set(['PageDown', 'PageUp', '.']);

/** The command of a key, held with Shift or not; null: none, or it belongs to what has the focus. */
export function slideCommandOf(key: string, shift: boolean, focus: Focus): SlideCommand | null {
  if (key === 'Escape') return focus === 'typing' || focus === 'used' ? 'free' : 'leave';
  if (focus === 'typing') return null;
  if (focus === 'used' && !CLICKER.has(key)) return null;
  if (focus === 'pressable' && key === ' ') return null;
  if (shift) return key === ' ' ? 'back' : key === 'B' ? 'dark' : null;
  return own(MOVES, key) ?? null;
}

/** The part of a window by which a clicker scrolls: some lines stay in sight. */
const SCROLLED = 0.8;

/**
 * By how many pixels a clicker scrolls before it moves; 0: it moves. `seen` is where the window begins, `height` what it
 * shows, `whole` the height of the screen's contents.
 */
export function scrollsBy(key: string, seen: number, height: number, whole: number): number {
  const [above, below] = [seen, whole - height - seen];
  // A remainder of a line or two is no reason to press twice.
  if (key === 'PageDown' && below > 24) return Math.min(below, height * SCROLLED);
  if (key === 'PageUp' && above > 24) return -Math.min(above, height * SCROLLED);
  return 0;
}

/** Classifies the element with the focus. */
export function focusOn(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'none';
  if (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
    return 'typing';
  if (target.closest('[data-stage], [data-workbench], [data-gil-lab], input')) return 'used';
  return target.closest('button, a, summary') ? 'pressable' : 'none';
}
