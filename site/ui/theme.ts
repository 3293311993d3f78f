import { keep, recall } from './store.ts';

const root = document.documentElement;
const choices = document.querySelectorAll<HTMLInputElement>('input[name="theme"]');
const chosen = recall('theme') ?? 'system';

for (const choice of choices) {
  choice.checked = choice.value === chosen;
  choice.addEventListener('change', () => {
    if (choice.value === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice.value;
    keep('theme', choice.value);
  });
}

labHold.release('theme');
