import { CAPSTONE } from './capstone.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { dayOf, localNumber, recallPassed } from '../progress/passed.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { keep, mayKeep, recall } from '../ui/store.ts';

const one = <Found extends HTMLElement>(selector: string) => document.querySelector<Found>(selector)!;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

/** Writes into a cell what is done, or again what stood there. */
const unsaid = new Map<HTMLElement, string>();
function write(cell: HTMLElement, text: string | undefined): void {
  if (!unsaid.has(cell)) unsaid.set(cell, cell.textContent);
  cell.textContent = text ?? unsaid.get(cell)!;
  cell.classList.toggle('cert-yes', text !== undefined);
}

function showDone(): void {
  const lessons = all('[data-cert-lesson]');
  const done = lessons.filter(({ dataset }) => recall(`done:${dataset['certLesson']}`) !== undefined);
  for (const lesson of lessons) write(lesson, done.includes(lesson) ? lesson.dataset['yes']! : undefined);

  const cells = all('[data-cert-exercise]');
  const exercises = cells.flatMap((cell) => {
    const passed = recallPassed(cell.dataset['certExercise']!);
    return passed ? [{ cell, words: { date: dayOf(passed.on), schedules: localNumber(passed.schedules) } }] : [];
  });
  for (const cell of cells) {
    const words = exercises.find((exercise) => exercise.cell === cell)?.words;
    write(cell, words && `✓ ${fill(cell.dataset['words']!, words)}`);
  }

  const counts = one('[data-cert-counts]');
  counts.textContent = fill(counts.dataset['certCounts']!, {
    done: `${done.length}`,
    total: counts.dataset['total']!,
    passed: `${exercises.length}`,
    exercises: `${cells.length}`,
  });

  const capstone = exercises.find(({ cell }) => cell.dataset['certExercise'] === CAPSTONE);
  const line = one('[data-cert-passed]');
  if (capstone) line.textContent = fill(line.dataset['certPassed']!, capstone.words);
  line.hidden = !capstone;
  one('[data-cert-open]').hidden = capstone !== undefined;
}
showDone();
onShownAgain(showDone);

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
