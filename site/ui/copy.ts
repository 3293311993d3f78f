import { copied } from './clipboard.ts';

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
  const word = button?.querySelector('span');
  const text = button?.closest('figure')?.querySelector('code')?.textContent;
  if (!button || !word || text === undefined) return;
  const before = word.textContent;
  const say = (said: string | undefined): void => {
    if (word.textContent !== before || !said) return;
    word.textContent = said;
    setTimeout(() => (word.textContent = before), 2000);
  };
  void copied(text).then((done) => say(button.dataset[done ? 'copied' : 'failed']));
});

labHold.release('copy');
