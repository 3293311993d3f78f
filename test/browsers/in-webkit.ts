import type { Claims } from './claims.ts';
import { everywhere, QUICK } from './claims.ts';
import { fieldOf, open, press, see, write } from './tab.ts';

/** Claims about a browser without threads that pause and without memory that threads share. */
export const inWebKit: Claims = {
  ...everywhere,

  'where Python threads cannot pause, that is said, and the code stays': async (tab, { url }) => {
    await open(tab, url);
    await tab.call(() => localStorage.setItem('lab:editor', 'plain'));
    await open(tab, `${url}playground/`);
    await write(tab, '[data-workbench] textarea', 'print("mine")\n');
    await press(tab, '[data-workbench] button', 'Run');
    await see(tab, '.wb-outcome', /This browser cannot pause Python threads yet/);
    await see(tab, '[data-workbench]', /Run/);
  },

  'without shared memory the simulator and TypeScript say so': async (tab, { url }) => {
    await open(tab, `${url}simulator/`);
    await press(tab, '.engine input[value=workers]');
    await see(tab, 'main', /no memory that threads can share \(SharedArrayBuffer\)/);
    await open(tab, `${url}playground/typescript/`);
    await press(tab, '[data-workbench] button', 'Run');
    await see(tab, '.wb-outcome', /SharedArrayBuffer|shared memory/);
  },

  'the GIL lab measures waits; requests of its threads reach no service worker, and that is said': async (
    tab,
    { url },
  ) => {
    await open(tab, `${url}gil/`);
    await see(tab, '[data-gil-lab=idle]', /gives this page no shared memory/);
    await press(tab, '[data-gil-lab] button', 'IO-bound: fetch');
    await press(tab, '[data-gil-lab] button', 'Measure');
    await see(tab, '[data-gil-lab] [role=alert]', /did not reach the service worker of this page/);
    await press(tab, '[data-gil-lab] [role=alert] button', 'Use waiting instead');
    for (const [label, value] of Object.entries(QUICK)) await write(tab, await fieldOf(tab, label), value);
    await press(tab, '[data-gil-lab] button', 'Measure');
    await see(tab, '[data-gil-lab] .said', /^Done: 2 runs\.$/);
  },

  'a kept site has lessons and the search without its server': async (tab, { url, stop }) => {
    await open(tab, `${url}course/`);
    await press(tab, 'lab-offline button', 'Keep it on this device');
    await see(tab, 'lab-offline', /The whole site is on this device\./);
    await stop();
    await open(tab, `${url}lessons/five-parts/`);
    await press(tab, '[data-stage] button[aria-label^="Step "]');
    await see(tab, '[data-stage] *', /^step 1 of \d+$/);
    await tab.key('/');
    await write(tab, '[role=searchbox], input[type=search]', 'unfinished_tasks');
    await see(tab, '#search-results', /unfinished_tasks/);
  },
};
