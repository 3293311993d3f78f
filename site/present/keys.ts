import { own } from '../../simulator/trace/own.ts';

/** A key's command to a presentation. `free` takes the focus from a stage or a field. */
export type Wish = 'next' | 'back' | 'leave' | 'free';

/** The kind of element with the focus. A text field has all keys; a stage or a choice all but a clicker's. */
export type Focus = 'typing' | 'used' | 'pressable' | 'none';

const MOVES: Readonly<Record<string, Wish>> = {
  ArrowRight: 'next',
  ArrowLeft: 'back',
  ' ': 'next',
  PageDown: 'next',
  PageUp: 'back',
};

/** The wish of a key, held with Shift or not; null: none, or it belongs to what has the focus. */
export function wishOf(key: string, shift: boolean, focus: Focus): Wish | null {
  if (key === 'Escape') return focus === 'typing' || focus === 'used' ? 'free' : 'leave';
  if (focus === 'typing') return null;
  const clicker = key === 'PageDown' || key === 'PageUp';
  if (focus === 'used' && !clicker) return null;
  if (focus === 'pressable' && key === ' ') return null;
  if (shift) return key === ' ' ? 'back' : null;
  return own(MOVES, key) ?? null;
}

/** Classifies the element with the focus. */
export function focusOn(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'none';
  if (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
    return 'typing';
  if (target.closest('[data-stage], [data-workbench], [data-gil-lab], input')) return 'used';
  return target.closest('button, a, summary') ? 'pressable' : 'none';
}
