import type { Tab } from './tab.ts';
import { alive, open, press, see } from './tab.ts';

/** The address at which the built site is served. */
interface Site {
  url: string;
  /** The learning platform that shows the package. */
  platform: string;
  /** Cuts the site off. */
  stop(): Promise<void>;
}

/** Settings of a measurement of the GIL lab that is over in a moment. */
export const QUICK = { Tasks: '2', 'Milliseconds each': '10', 'Workers, up to': '2', 'Runs of each': '1' };

/** A sentence that is true of the site in this browser; it throws where it is not. */
export type Claims = Record<string, (tab: Tab, site: Site) => Promise<void>>;

export function equal(is: unknown, right: unknown): void {
  const [got, wanted] = [JSON.stringify(is), JSON.stringify(right)];
  if (got !== wanted) throw new Error(`${got} instead of ${wanted}`);
}

const stepOf = async (tab: Tab) => Number(/\d+/.exec(await see(tab, 'lab-loop [data-step]', /\d/))![0]);

/** Leaves a mark that is gone where the page is loaded anew, and not where the browser has kept it whole. */
const markAsLive = (tab: Tab): Promise<unknown> => tab.call(() => Object.assign(window, { live: true }).live);
const isAsItWas = (tab: Tab): Promise<boolean> => tab.call(() => 'live' in window);

/** Claims that hold in every browser. */
export const everywhere: Claims = {
  'the pool of the home page moves, stops, and goes a step on and back': async (tab, { url }) => {
    await open(tab, url);
    const first = await stepOf(tab);
    await see(tab, 'lab-loop [data-step]', new RegExp(`(?<!\\d)(?!${first}\\b)\\d+`));
    await press(tab, 'lab-loop button', 'Pause');
    await see(tab, 'lab-loop button', /^Play$/);
    const stopped = await stepOf(tab);
    await press(tab, 'lab-loop button', 'Step');
    equal(await stepOf(tab), stopped + 1);
    await press(tab, 'lab-loop button', 'Back');
    equal(await stepOf(tab), stopped);
  },

  'a lesson’s pool view goes on and back by keys': async (tab, { url }) => {
    await open(tab, `${url}lessons/the-queue-does-the-locking/#queue-basics`);
    // Reaching for it brings it to life.
    await tab.call(() => document.querySelector<HTMLElement>('#queue-basics')!.focus());
    await tab.key('ArrowRight');
    await see(tab, '#queue-basics *', /^step 1 of \d+$/);
    for (let step = 2; step <= 4; step++) await tab.key('ArrowRight');
    await see(tab, '#queue-basics *', /^step 4 of \d+$/);
    await tab.key('ArrowLeft');
    await see(tab, '#queue-basics *', /^step 3 of \d+$/);
  },

  'after Back, the course shows the lesson marked as done meanwhile, and the theme chosen': async (tab, { url }) => {
    await open(tab, `${url}course/`);
    await see(tab, 'main *', /^0 of \d+ lessons done/);
    await markAsLive(tab);
    await press(tab, 'main a[href$="/lessons/five-parts/"]');
    await see(tab, 'h1', /Five parts|five parts/i);
    await alive(tab);
    await press(tab, 'lab-done button', 'Mark as done');
    await see(tab, 'lab-done button', /Not done after all/);
    await tab.call(() => document.querySelector<HTMLInputElement>('input[name=theme][value=dark]')!.click());
    await tab.call(() => history.back());
    await see(tab, 'main *', /^1 of \d+ lessons done/);
    equal(await tab.call(() => document.documentElement.dataset['theme']), 'dark');
    equal(await isAsItWas(tab), true);
  },

  'the lesson on the wall and its notes move together': async (tab, { url }) => {
    await open(tab, `${url}lessons/five-parts/?present`);
    await see(tab, '.present-bar b', /^1 \/ \d+$/);
    const notes = await tab.another();
    await notes.goto(`${url}lessons/five-parts/?notes`);
    await see(notes, '.present-bar b', /^1 \/ \d+$/);
    await see(tab, '[data-company]', /1 × notes/);
    await tab.key('PageDown');
    await see(notes, '.present-bar b', /^2 \/ \d+$/);
    await press(notes, '.present-bar button', 'Next');
    await see(tab, '.present-bar b', /^3 \/ \d+$/);
    // As long as it is in front, the other tab is one in the background, and slow.
    await notes.close();
  },
};
