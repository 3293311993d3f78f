import { hintsLeft } from '../progress/hints.ts';
import { keep, lessonKey, recall } from '../ui/store.ts';

/** Keeps the solution of an exercise closed until its hints have been opened, and says which are left. */
function watch(exercise: HTMLElement): void {
  const key = lessonKey('hints', exercise.id);
  const hints = [...exercise.querySelectorAll<HTMLDetailsElement>('.hint')];
  const opened = new Set((recall(key) ?? '').split(','));
  hints.forEach((hint, i) => {
    const name = String(i + 1);
    hint.toggleAttribute('data-opened', opened.has(name));
    hint.addEventListener('toggle', () => {
      if (!hint.open) return;
      hint.toggleAttribute('data-opened', true);
      keep(key, [...opened.add(name)].filter(Boolean).join(','));
    });
  });
  const solution = exercise.querySelector<HTMLDetailsElement>('.solution');
  const said = exercise.querySelector<HTMLElement>('[data-hints-left]');
  if (!solution || !said) return;
  solution.querySelector('summary')?.addEventListener('click', (event) => {
    const left = hintsLeft(exercise);
    said.textContent =
      solution.open || left.length === 0 ? '' : (said.dataset['words'] ?? '').replace('{hints}', left.join(', '));
    if (said.textContent) event.preventDefault();
  });
}

document.querySelectorAll<HTMLElement>('.exercise:has(.hint)').forEach(watch);
