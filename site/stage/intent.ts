import type { ClientDirective } from 'astro';
import { commandFor, stageFor } from './keys.ts';

/** What a hand does just before it acts: time enough to fetch the code. */
const REACHES = ['pointerover', 'touchstart', 'focusin'] as const;
const ACTS = ['click', 'change', 'input'] as const;

/** Lets the browser do something else first: one long task would hold up the reader's hand. */
const breathe = () => new Promise<void>((done) => setTimeout(done));

/**
 * `client:intent`: an island stays the picture that was built until somebody reaches for it, by pointer, finger, focus or one
 * of the stage's keys. Whoever only reads downloads nothing for it. What was done before it was alive is done then.
 * `client:intent="idle"`: it also comes alive by itself, as soon as the browser has nothing else to do.
 */
const intent: ClientDirective = (load, { value }, island) => {
  let begun = false;
  const missed: (() => void)[] = [];

  async function begin() {
    if (begun) return;
    begun = true;
    for (const name of REACHES) island.removeEventListener(name, begin);
    const hydrate = await load();
    await breathe();
    await hydrate();
    for (const name of ACTS) island.removeEventListener(name, act, true);
    // The components' first effects run after this: only then does anybody listen for keys.
    setTimeout(() => {
      document.removeEventListener('keydown', key);
      for (const again of missed) again();
    });
  }

  function act(event: Event) {
    const { target, type } = event;
    if (!(target instanceof HTMLElement)) return;
    missed.push(() => {
      if (type === 'click') target.click();
      else target.dispatchEvent(new Event(type, { bubbles: true }));
    });
    void begin();
  }

  function key(event: KeyboardEvent) {
    if (commandFor(event) === null || !island.contains(stageFor(event) ?? null)) return;
    event.preventDefault();
    const { key: pressed } = event;
    missed.push(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true })));
    void begin();
  }

  for (const name of REACHES) island.addEventListener(name, begin, { passive: true });
  for (const name of ACTS) island.addEventListener(name, act, true);
  document.addEventListener('keydown', key);
  if (value === 'idle') (globalThis.requestIdleCallback ?? setTimeout)(() => void begin());
};

export default intent;
