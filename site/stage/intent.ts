import type { ClientDirective } from 'astro';
import { EarlyFields } from '../ui/hold-fields.ts';
import { HELD } from '../ui/hold.ts';
import { fetchPageData } from '../ui/page-data.ts';
import { tellBroken, tellUnfetched } from '../ui/unfetched.ts';
import { commandFor, stageFor } from './keys.ts';

/** Events just before a press: they leave time to fetch the code. */
const REACHES = ['pointerover', 'touchstart', 'focusin'] as const;

/** A browser that always has something else to do is not waited for any longer. */
const PATIENCE = { timeout: 2000 };

const idle = () =>
  new Promise<void>((done) => {
    (globalThis.requestIdleCallback ?? setTimeout)(() => done(), PATIENCE);
  });

async function idleAfter(before: Promise<void>): Promise<void> {
  await before;
  await idle();
}

const loaded = new Promise<void>((done) => {
  if (document.readyState === 'complete') done();
  else addEventListener('load', () => done(), { once: true });
});
/** Settles when it is the next picture's turn. */
let turn = loaded;

/**
 * Lays out pictures further down before the reader gets there, one after the other, when there is time. Otherwise they
 * would take their real size under the reader's hand. Those further up would move the text that is being read.
 */
async function layOut(island: HTMLElement): Promise<void> {
  await loaded;
  const picture = island.querySelector(':scope > .st');
  if (!picture) return;
  turn = idleAfter(turn);
  await turn;
  if (picture.getBoundingClientRect().bottom > 0) island.toggleAttribute('laid-out', true);
}

/** Lets the browser do something else first: one long task would hold up the reader's hand. */
const breathe = () => new Promise<void>((done) => setTimeout(done));

/**
 * `client:intent`: an island stays the picture that was built until the reader reaches for it. That is by pointer,
 * finger, focus or one of the stage's keys. Reading alone downloads nothing for it. Input before it was alive is held
 * and replayed (`hold.ts`). `client:intent="idle"`: it also comes alive by itself, as soon as the browser has nothing
 * else to do, or after two seconds. `client:intent="messages"`: its messages are fetched with its code.
 * `client:intent="whole"`: it is what the page is for, and comes alive at once. When its code does not come, the page
 * says so without being pressed.
 */
const intent: ClientDirective = (load, { value }, island) => {
  let begun = false;
  const pressed: string[] = [];

  async function begin() {
    if (begun) return;
    begun = true;
    for (const name of REACHES) island.removeEventListener(name, begin);
    // Astro says that a script has not come by an event only.
    const failed = new Promise<never>((_, reject) => {
      island.addEventListener('astro:hydration-error', reject, { once: true });
    });
    const came = Promise.all([load(), value === 'messages' ? fetchPageData() : undefined]);
    const hydrate = await Promise.race([failed, came]).then(
      ([hydrate]) => hydrate,
      () => null,
    );
    if (!hydrate) {
      // Without network: the next reach tries again, or its return.
      begun = false;
      listen();
      addEventListener('online', begin, { once: true });
      tellUnfetched(value === 'whole' || pressed.length > 0 || labHold.waitsFor(island));
      return;
    }
    tellUnfetched(false);
    await breathe();
    const fields = new EarlyFields(island);
    try {
      await hydrate();
    } catch (error) {
      tellBroken(error);
      throw error;
    }
    // The components' first effects run after this: only then are keys listened for.
    setTimeout(() => {
      document.removeEventListener('keydown', onKey);
      fields.restore();
      labHold.release(island, (input) => fields.put(input));
      for (const key of pressed) document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  }

  function listen() {
    for (const name of REACHES) island.addEventListener(name, begin, { passive: true });
  }

  const isOurs = (event: KeyboardEvent) => commandFor(event) !== null && island.contains(stageFor(event) ?? null);

  function onKey(event: KeyboardEvent) {
    if (!isOurs(event)) return;
    event.preventDefault();
    pressed.push(event.key);
    void begin();
  }

  island.dataset['hold'] = '';
  listen();
  island.addEventListener(HELD, begin);
  document.addEventListener('keydown', onKey);
  for (const { key } of labHold.keysFor(isOurs)) pressed.push(key);
  if (value === 'whole' || pressed.length > 0 || labHold.waitsFor(island) || island.contains(document.activeElement))
    void begin();
  else if (value === 'idle') void idle().then(begin);
  else void layOut(island);
};

export default intent;
