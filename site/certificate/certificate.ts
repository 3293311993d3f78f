import { CAPSTONE } from './capstone.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { dayOf, localNumber, recallPassed } from '../progress/passed.ts';
import { keep, mayKeep, recall } from '../ui/store.ts';

const one = <Found extends HTMLElement>(selector: string) => document.querySelector<Found>(selector)!;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

const lessons = all('[data-cert-lesson]').filter(
  ({ dataset }) => recall(`done:${dataset['certLesson']}`) !== undefined,
);
for (const lesson of lessons) {
  lesson.textContent = lesson.dataset['yes']!;
  lesson.classList.add('cert-yes');
}

const exercises = all('[data-cert-exercise]').flatMap((cell) => {
  const passed = recallPassed(cell.dataset['certExercise']!);
  return passed ? [{ cell, words: { date: dayOf(passed.on), schedules: localNumber(passed.schedules) } }] : [];
});
for (const { cell, words } of exercises) {
  cell.textContent = `✓ ${fill(cell.dataset['words']!, words)}`;
  cell.classList.add('cert-yes');
}

const counts = one('[data-cert-counts]');
counts.textContent = fill(counts.dataset['certCounts']!, {
  done: `${lessons.length}`,
  total: counts.dataset['total']!,
  passed: `${exercises.length}`,
  exercises: `${all('[data-cert-exercise]').length}`,
});

const capstone = exercises.find(({ cell }) => cell.dataset['certExercise'] === CAPSTONE);
if (capstone) {
  const line = one('[data-cert-passed]');
  line.textContent = fill(line.dataset['certPassed']!, capstone.words);
  line.hidden = false;
  one('[data-cert-open]').hidden = true;
}

one('[data-cert-today]').textContent = dayOf(new Date());

const name = one<HTMLInputElement>('[data-cert-name]');
const shown = one('[data-cert-shown]');
const show = () => (shown.textContent = name.value.trim() || shown.dataset['nobody']!);
name.value = recall('name') ?? '';
show();
name.addEventListener('input', () => {
  show();
  keep('name', name.value.trim());
});

one('[data-cert-print]').addEventListener('click', () => print());
if (!mayKeep()) one('[data-not-kept]').hidden = false;
labHold.release('certificate');
