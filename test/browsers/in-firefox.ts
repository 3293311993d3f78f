import { readHandInLink } from '../../simulator/class/hand-in.ts';
import { encodeClass } from '../../simulator/class/plan.ts';
import type { Claims } from './claims.ts';
import { equal, everywhere, QUICK } from './claims.ts';
import type { Tab } from './tab.ts';
import { alive, fieldOf, open, press, see, until, write } from './tab.ts';

const CODE = '[data-workbench] .ed-plain:not(.ed-away) textarea';

/** Opens a page with an editor, the plain one. */
async function workbench(tab: Tab, url: string): Promise<void> {
  // An empty page has no storage.
  await tab.goto(url);
  await tab.call(() => localStorage.setItem('lab:editor', 'plain'));
  await open(tab, url);
}

async function run(tab: Tab, program: string, prints: RegExp): Promise<void> {
  await write(tab, CODE, program);
  await press(tab, '[data-workbench] button', 'Run');
  await see(tab, '[data-output]', prints);
}

/** Moves the simulator's pool view to the end of the run, and gives all that it says there. */
async function atTheEnd(tab: Tab): Promise<string> {
  await until('the end of the run', () =>
    tab.call(() => {
      const slider = document.querySelector<HTMLInputElement>('main [data-stage] input[type=range]');
      if (!slider || document.querySelector('.engine-busy')) return undefined;
      slider.value = slider.max;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      return true;
    }),
  );
  await see(tab, 'main [data-stage] *', /^step (\d+) of \1$/);
  return tab.call(() => document.querySelector<HTMLElement>('main .st-pool')!.innerText);
}

/** Waits for what the package says that it has reported. */
async function reported(tab: Tab, pattern: RegExp): Promise<void> {
  await until(String(pattern), async () => {
    const said = await tab.call(
      () =>
        document.querySelector<HTMLIFrameElement>('#sco')!.contentDocument?.querySelector('[role=status]')?.textContent,
    );
    return said && pattern.test(said.trim()) ? said : undefined;
  });
}

/** Clicks in the course that the package shows in its frame. */
async function inCourse(tab: Tab, css: string): Promise<void> {
  await until(css, () =>
    tab.call((selector: string) => {
      const sco = document.querySelector<HTMLIFrameElement>('#sco')!.contentDocument;
      const found = sco?.querySelector('iframe')?.contentDocument?.querySelector<HTMLElement>(selector);
      found?.click();
      return found ? true : undefined;
    }, css),
  );
}

/** Presses Measure, and waits for the end. @throws what the lab says, where it gives up */
async function measured(tab: Tab): Promise<void> {
  await press(tab, '[data-gil-lab] button', 'Measure');
  await see(tab, '[data-gil-lab] .said', /^(?!Done)/);
  equal(await see(tab, '[data-gil-lab] :is(.said, .failure p)', /^(?!Run \d|.*…$)./), 'Done: 6 runs.');
}

const ENDLESS = 'print("begun")\nn = 0\nwhile True:\n    n += 1\n';
const TYPESCRIPT = `import { Queue } from 'queue';
import { Thread } from 'threading';
export function work(queue: Queue<number>): void {
  queue.put(6 * 7);
}
export function main() {
  const queue = new Queue<number>();
  new Thread({ target: work, args: [queue] }).start();
  console.log(queue.get());
}
`;

/** Claims about all that Firefox has: it pauses threads of Python and has memory that threads share. */
export const inFirefox: Claims = {
  ...everywhere,

  'Python runs, an endless loop is stopped, and a deadlock is found': async (tab, { url }) => {
    await workbench(tab, `${url}playground/`);
    await run(tab, 'print(6 * 7)\n', /^42$/);
    await run(tab, ENDLESS, /begun/);
    await press(tab, '[data-workbench] button', 'Stop');
    await run(tab, 'print("again")\n', /^again$/);
    await write(tab, '.tool-menu select', 'Two locks');
    await press(tab, '[data-workbench] button', 'Find a failing schedule');
    await see(tab, '[data-search=done]', /Schedule \d+ broke it \(deadlock\)\./);
  },

  'in the simulator, Web Workers take the steps that the model takes': async (tab, { url }) => {
    await open(tab, `${url}simulator/`);
    const titles = await tab.call(() =>
      [...document.querySelectorAll('.tool-menu select optgroup option')].map((each) => each.textContent.trim()),
    );
    equal(titles.length >= 7, true);
    for (const title of titles) {
      await write(tab, '.tool-menu select', title);
      await press(tab, '.engine input[value=model]');
      const model = await atTheEnd(tab);
      await press(tab, '.engine input[value=workers]');
      await see(tab, 'main p', /^Real threads of your browser, \d+ for this scenario/);
      equal(await atTheEnd(tab), model);
    }
  },

  'the GIL lab measures work that computes, and requests': async (tab, { url }) => {
    await open(tab, `${url}gil/`);
    await see(tab, '[data-gil-lab=idle] button', /^Measure$/);
    for (const [label, value] of Object.entries(QUICK)) await write(tab, await fieldOf(tab, label), value);
    await measured(tab);
    await press(tab, '[data-gil-lab] button', 'IO-bound: fetch');
    await measured(tab);
  },

  'a program in TypeScript runs on threads': async (tab, { url }) => {
    await workbench(tab, `${url}playground/typescript/`);
    await run(tab, TYPESCRIPT, /^42$/);
  },

  'a learner follows the link of a class, works and hands in, and it is read': async (tab, { url }) => {
    const plan = { title: 'Tuesday', lessons: ['five-parts'], exercises: [], policy: null, granularity: null };
    await open(tab, `${url}class/#${encodeClass(plan)}`);
    await tab.call(() => localStorage.clear());
    await press(tab, '.class button', 'Join this class');
    await press(tab, '[data-parts] a');
    await see(tab, 'h1', /five parts/i);
    await alive(tab);
    await press(tab, 'lab-done button', 'Mark as done');
    await open(tab, `${url}class/`);
    await write(tab, 'input[autocomplete=name]', 'Zoë');
    await press(tab, '.class button', 'Hand in');
    const link = await until('the link of the hand-in', () =>
      tab.call(() => [...document.querySelectorAll('input')].find(({ value }) => value.includes('#hand-in='))?.value),
    );
    const { handIn } = readHandInLink(link.split('#hand-in=')[1]!);
    equal([handIn.name, handIn.class.title, handIn.entries], ['Zoë', 'Tuesday', { 'done:five-parts': 'yes' }]);
    // An instructor opens the link.
    await open(tab, link);
    await see(tab, '[data-hand-ins] tbody tr', /Zoë.*1 of 1/);
    await tab.call(() => localStorage.clear());
  },

  // Last: on a busy machine the driver does not always hear that Firefox has left the platform's frames.
  'a package in a learning platform goes on where it was, on a device that has nothing': async (tab, { platform }) => {
    await tab.goto(platform);
    await reported(tab, /^0 of \d+ lessons done/);
    await inCourse(tab, '[data-slug=five-parts] a, a[href*="five-parts/index.html"]');
    await inCourse(tab, 'lab-done button:not([hidden])');
    await reported(tab, /^1 of \d+ lessons done/);
    await tab.call(() => ((document.getElementById('sco') as HTMLIFrameElement).src = 'about:blank'));
    await until('the end of the session', () =>
      tab.call(() => (sessionStorage.getItem('finished') ? true : undefined)),
    );
    await tab.call(() => localStorage.clear());
    await tab.goto(platform);
    await reported(tab, /^1 of \d+ lessons done/);
  },
};
