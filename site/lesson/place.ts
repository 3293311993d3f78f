import { keep } from '../ui/store.ts';

/** Keeps which lesson was read last, and its section, so that the course page leads back there. */
const slug = document.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson'];
const sections = [...document.querySelectorAll<HTMLElement>('.prose h2[id]')];

/** The section that the middle of the window is in; '' before the first. */
function sectionNow(): string {
  const passed = sections.filter((each) => each.getBoundingClientRect().top < innerHeight / 2);
  return passed.at(-1)?.id ?? '';
}

let timer = 0;
function later(): void {
  clearTimeout(timer);
  timer = window.setTimeout(keepPlace, 500);
}

function keepPlace(): void {
  const section = sectionNow();
  if (slug) keep('at', section ? `${slug}#${section}` : slug);
}

addEventListener('scroll', later, { passive: true });
addEventListener('pagehide', keepPlace);
later();
