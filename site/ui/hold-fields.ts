import type { HeldInput } from './hold.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

const isText = ({ type = '' }: Element & { type?: string }): boolean => /^(textarea|text|search|number)$/.test(type);

/** Inputs by which a text field changes, as commands of `document.execCommand`. */
const COMMANDS: Record<string, [command: string, text?: string]> = {
  insertLineBreak: ['insertText', '\n'],
  deleteContentBackward: ['delete'],
  deleteContentForward: ['forwardDelete'],
};

/**
 * The same change in another text: where the text around it is the same, from the start or else from the end. A text most of
 * which was replaced stays as it was typed.
 */
export function rebase(base: string, typed: string, now: string): { text: string; caret: number } {
  let before = 0;
  while (before < Math.min(base.length, typed.length) && base[before] === typed[before]) before++;
  let after = 0;
  const most = Math.min(base.length, typed.length) - before;
  while (after < most && base.at(-1 - after) === typed.at(-1 - after)) after++;
  const gone = base.slice(before, base.length - after);
  const come = typed.slice(before, typed.length - after);
  const put = (at: number, length: number) => ({
    text: now.slice(0, at) + come + now.slice(at + length),
    caret: at + come.length,
  });
  if (gone.length > base.length / 2) return { text: typed, caret: before + come.length };
  if (now.startsWith(base.slice(0, before + gone.length))) return put(before, gone.length);
  if (now.endsWith(base.slice(before))) return put(now.length - after - gone.length, gone.length);
  return put(Math.min(before, now.length), 0);
}

/**
 * Keeps what a reader has typed, and the cursor, while a component takes over the fields of `root`. A framework sets their
 * values anew, which would lose the text and move the cursor to its end.
 */
export class EarlyFields {
  private readonly typed = new Map<TextField, { base: string; text: string; start: number; end: number }>();
  private readonly focused: Element | null;
  /** Changes made while the component takes over. */
  private readonly later: [command: string, text?: string][] = [];
  private readonly root: Element;
  private readonly wait = (event: InputEvent): void => {
    const command = COMMANDS[event.inputType] ?? (event.data === null ? undefined : ['insertText', event.data]);
    if (!command || !event.cancelable) return;
    event.preventDefault();
    this.later.push(command as [string, string?]);
  };

  constructor(root: Element) {
    this.root = root;
    this.focused = root.contains(document.activeElement) ? document.activeElement : null;
    for (const field of root.querySelectorAll<TextField>('input, textarea')) {
      if (isText(field)) {
        const { value: text, defaultValue: base, selectionStart: start, selectionEnd: end } = field;
        if (text === base && field !== this.focused) continue;
        this.typed.set(field, { base, text, start: start ?? 0, end: end ?? 0 });
        if (text !== base) field.value = base;
      } else if (field instanceof HTMLInputElement && field.checked !== field.defaultChecked)
        field.checked = field.defaultChecked;
    }
    root.addEventListener('beforeinput', this.wait as EventListener, true);
  }

  /** Puts everything back, now that the component is alive. */
  restore(): void {
    this.root.removeEventListener('beforeinput', this.wait as EventListener, true);
    for (const [field, { base, text, start, end }] of this.typed) {
      const now = field.value;
      const same = now === base;
      const next = same ? { text, caret: start } : rebase(base, text, now);
      if (next.text !== now) {
        field.value = next.text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      if (field !== this.focused || field.type === 'number') continue;
      field.setSelectionRange(next.caret, same ? end : next.caret);
    }
    // A component that asks where the focus is has not heard of it.
    this.focused?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    for (const [command, text] of this.later) document.execCommand(command, false, text);
  }

  /** Replays the change of a field; {@link restore} has put back its text. */
  put({ target, type, value, checked }: HeldInput): void {
    const field = target as HTMLInputElement;
    if (isText(field)) {
      if (type === 'change') field.dispatchEvent(new Event(type, { bubbles: true }));
      return;
    }
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
