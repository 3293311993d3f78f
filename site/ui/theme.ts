import { onShownAgain } from './shown-again.ts';
import { keep, recall } from './store.ts';

const root = document.documentElement;
const choices = document.querySelectorAll<HTMLInputElement>('input[name="theme"]');

function show(): void {
  const chosen = recall('theme') ?? 'system';
  if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen;
  else delete root.dataset['theme'];
  for (const choice of choices) choice.checked = choice.value === chosen;
}

for (const choice of choices)
  choice.addEventListener('change', () => {
    keep('theme', choice.value);
    show();
  });
show();
onShownAgain(show);
labHold.release('theme');
