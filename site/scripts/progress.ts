import { recall } from './store.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-done-slug]')];
const isDone = (lesson: HTMLElement): boolean => recall(`done:${lesson.dataset['doneSlug']}`) !== undefined;

for (const lesson of lessons.filter(isDone)) {
  const mark = lesson.querySelector<HTMLElement>('.is-done');
  if (mark) mark.hidden = false;
  lesson.classList.add('done');
}

const done = lessons.filter(isDone).length;
for (const line of document.querySelectorAll<HTMLElement>('[data-progress]')) {
  line.textContent = (line.dataset['progress'] ?? '')
    .replace('{done}', `${done}`)
    .replace('{total}', line.dataset['total'] ?? '');
}

const next = lessons.find((lesson) => !isDone(lesson));
const goOn = document.querySelector<HTMLAnchorElement>('[data-go-on]');
const link = next?.querySelector('a');
if (goOn && link && done > 0) {
  goOn.href = link.href;
  const number = next?.querySelector('.number')?.textContent?.trim() ?? '';
  goOn.querySelector('span')?.replaceChildren((goOn.dataset['goOn'] ?? '').replace('{number}', number));
}
