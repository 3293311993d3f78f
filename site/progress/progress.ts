import { fill } from '../../simulator/trace/fill.ts';
import { durationOf } from '../i18n/duration.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { recall } from '../ui/store.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-done-slug]')];
const isDone = (lesson: HTMLElement): boolean => recall(`done:${lesson.dataset['doneSlug']}`) !== undefined;

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
  line.textContent = fill(left.length > 0 ? progress : allDone, values);
}

/** Shows what is done, and leads to the first lesson that is not. */
function show(): void {
  for (const lesson of lessons) {
    const done = isDone(lesson);
    const mark = lesson.querySelector<HTMLElement>('.is-done');
    if (mark) mark.hidden = !done;
    lesson.classList.toggle('done', done);
  }
  for (const line of document.querySelectorAll<HTMLElement>('[data-progress]')) {
    const part = line.closest('section');
    say(line, part ? lessons.filter((lesson) => part.contains(lesson)) : lessons);
  }
  goOn();
}

const button = document.querySelector<HTMLAnchorElement>('[data-go-on]');
const first = { href: button?.href ?? '', text: button?.querySelector('span')?.textContent ?? '' };

/** Leads to the lesson that was read last, where it is not done; else to the first that is not done. */
function goOn(): void {
  if (!button) return;
  const last = lessons.find(({ dataset }) => dataset['doneSlug'] === recall('at')?.split('#')[0]);
  const next = last && !isDone(last) ? last : lessons.find((lesson) => !isDone(lesson));
  const link = next?.querySelector('a');
  const begun = link && (next === last || lessons.some(isDone));
  const number = next?.querySelector('.number')?.textContent?.trim() ?? '';
  const section = next === last ? (recall('at')?.split('#')[1] ?? '') : '';
  button.href = begun ? link.href + (section && `#${section}`) : first.href;
  const text = begun ? fill(button.dataset['goOn'] ?? '', { number }) : first.text;
  button.querySelector('span')?.replaceChildren(text);
}

show();
onShownAgain(show);
