import type { Role } from './company.ts';

// A reader downloads nothing of this: the code for presenting is fetched when the address asks for it.
const asked = new URLSearchParams(location.search);
const role: Role | null = asked.has('notes') ? 'notes' : asked.has('present') ? 'lesson' : null;

const all = document.querySelector<HTMLInputElement>('.teach input');
all?.addEventListener('change', () => (document.documentElement.dataset['handout'] = all.checked ? 'all' : ''));
document.querySelector('.teach [data-print]')?.addEventListener('click', () => print());
// Where the page is, and not where it was built for.
document.querySelector('[data-address]')?.replaceChildren(location.origin + location.pathname);
labHold.release('teach');

if (role) {
  try {
    const { present } = await import('./present.ts');
    await present(role);
  } catch (error) {
    const failed = document.querySelector<HTMLElement>('.teach [data-failed]');
    if (failed) failed.hidden = false;
    failed?.scrollIntoView({ block: 'center' });
    console.warn(error);
  }
}
