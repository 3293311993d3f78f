/** An input of the reader that came before the script that is to handle it. */
export interface HeldInput {
  root: Element;
  target: Element;
  type: 'click' | 'submit' | 'input' | 'change';
  value: string;
  checked: boolean;
}

/** Holds inputs back until their control is alive, then replays them. */
interface Hold {
  /** Replays what was held for an element, or for all that have this name in `data-hold`. `put` sets a field again. */
  release(which: Element | string, put?: (input: HeldInput) => void): void;
  /** Takes the keys that were pressed outside of fields before the page's scripts had come. */
  keysFor(wants: (event: KeyboardEvent) => boolean): KeyboardEvent[];
  waitsFor(root: Element): boolean;
}

declare global {
  var labHold: Hold;
}

/** Sent to an element when the first input for it has been held. */
export const HELD = 'lab-held';

/**
 * Runs in `<head>`, as text (see `first-scripts.ts`), so it uses nothing from outside. A control is not alive within
 * `[data-hold]`, which its script takes away. Nor is one within an island that is still the picture that was built. It
 * never submits a form then, because that would load the page anew.
 */
export function holdEarly(): void {
  const DEAD = '[data-hold],astro-island[ssr]';
  // These act by themselves, and an input or change event follows where a script is to know of it.
  const NATIVE = 'a[href],summary,label,input,select,textarea,[popovertarget]';
  let held: HeldInput[] = [];
  let replaying: HeldInput[] = [];
  let keys: KeyboardEvent[] = [];

  function hold(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const { value = '', checked = false } = target as Partial<HTMLInputElement>;
    const root = target.closest(DEAD);
    if (!root) {
      // The reader is ahead of the replay: what is still to come for this field must not set it back.
      if (event.isTrusted)
        for (const input of replaying) if (input.target === target) Object.assign(input, { value, checked });
      return;
    }
    const type = event.type as HeldInput['type'];
    const button = target.closest('button');
    if (type === 'click') {
      if (!button && root.contains(target.closest(NATIVE))) return;
      if (button?.hasAttribute('popovertarget')) return;
    }
    if (type === 'click' || type === 'submit') {
      event.preventDefault();
      event.stopPropagation();
    }
    const input = { root, target: button ?? target, type, value, checked };
    // Of a field that is changed again and again, only its last value counts.
    const others = held.findLastIndex((one) => one.target !== target) + 1;
    if (type === 'input' || type === 'change') held = held.filter((one, at) => at < others || one.type !== type);
    held.push(input);
    if (button) button.setAttribute('data-held', '');
    root.dispatchEvent(new Event('lab-held'));
  }

  function holdKey(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input,select,textarea')) return;
    // Firefox would open its own search.
    if (event.key === '/') event.preventDefault();
    keys.push(event);
  }

  function putBack({ target, type, value, checked }: HeldInput): void {
    const field = target as HTMLInputElement;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event(type, { bubbles: true }));
  }

  const labelOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent.trim();

  /** Finds the element of today: an input before it may have had its component made anew. */
  function standIn({ root, target }: HeldInput): Element {
    if (target.isConnected) return target;
    const alike = [...root.querySelectorAll(target.localName)];
    return alike.find((element) => labelOf(element) === labelOf(target)) ?? target;
  }

  function replay(input: HeldInput, put: (input: HeldInput) => void): void {
    const { type } = input;
    const target = (input.target = standIn(input));
    target.removeAttribute('data-held');
    if (type === 'submit') (target as HTMLFormElement).requestSubmit();
    else if (type !== 'click') put(input);
    else if (target instanceof HTMLElement) target.click();
    else target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  }

  for (const type of ['click', 'submit', 'input', 'change']) document.addEventListener(type, hold, true);
  document.addEventListener('keydown', holdKey, true);
  addEventListener('load', () => {
    document.removeEventListener('keydown', holdKey, true);
    // A control whose script has failed is not left to be pressed in vain.
    document.documentElement.classList.add('loaded');
  });

  // An island that says nothing of its own (see `intent.ts`) is alive now.
  document.addEventListener(
    'astro:hydrate',
    ({ target }) => {
      if (target instanceof Element && !target.hasAttribute('data-hold')) setTimeout(() => labHold.release(target));
    },
    true,
  );

  globalThis.labHold = {
    release(which, put = putBack) {
      const roots = typeof which === 'string' ? [...document.querySelectorAll(`[data-hold="${which}"]`)] : [which];
      for (const root of roots) root.removeAttribute('data-hold');
      const mine = held.filter(({ root }) => roots.includes(root));
      held = held.filter((input) => !mine.includes(input));
      replaying.push(...mine);
      // The page answers each before the next, as it does with a reader.
      const next = (): void => {
        const input = mine.shift();
        if (input) replay(input, put);
        replaying = replaying.filter((one) => one !== input);
        if (mine.length > 0) setTimeout(next);
      };
      next();
    },
    keysFor(wants) {
      const mine = keys.filter(wants);
      keys = keys.filter((key) => !mine.includes(key));
      return mine;
    },
    waitsFor: (root) => held.some((input) => input.root === root),
  };
}
