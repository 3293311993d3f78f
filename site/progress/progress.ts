import { format } from '../i18n/format.ts';
import { durationOf } from '../i18n/duration.ts';
import { recall } from '../ui/store.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-done-slug]')];
const isDone = (lesson: HTMLElement): boolean => recall(`done:${lesson.dataset['doneSlug']}`) !== undefined;

for (const lesson of lessons.filter(isDone)) {
  const mark = lesson.querySelector<HTMLElement>('.is-done');
  if (mark) mark.hidden = false;
  lesson.classList.add('done');
}

/** Writes how many of some lessons are done, and how many minutes the others take. */
function say(line: HTMLElement, of: HTMLElement[]): void {
  const left = of.filter((lesson) => !isDone(lesson));
  const { progress = '', allDone = '' } = line.dataset;
  const sum = left.reduce((total, lesson) => total + Number(lesson.dataset['minutes']), 0);
  const values = {
    done: of.length - left.length,
    total: of.length,
    duration: durationOf(sum, document.documentElement.lang),
  };
  line.textContent = format(left.length > 0 ? progress : allDone, values);
}

for (const line of document.querySelectorAll<HTMLElement>('[data-progress]')) {
  const part = line.closest('section');
  say(line, part ? lessons.filter((lesson) => part.contains(lesson)) : lessons);
}

const next = lessons.find((lesson) => !isDone(lesson));
const goOn = document.querySelector<HTMLAnchorElement>('[data-go-on]');
const link = next?.querySelector('a');
if (goOn && link && lessons.some(isDone)) {
  goOn.href = link.href;
  const number = next?.querySelector('.number')?.textContent?.trim() ?? '';
  goOn.querySelector('span')?.replaceChildren((goOn.dataset['goOn'] ?? '').replace('{number}', number));
}
