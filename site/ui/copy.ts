import { copied } from './clipboard.ts';

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
  const word = button?.querySelector('span');
  const code = button?.closest('figure')?.querySelector('code');
  const text = code?.textContent;
  if (!button || !word || !code || text === undefined) return;
  const before = word.textContent;
  const say = (said: string | undefined): void => {
    if (word.textContent !== before || !said) return;
    word.textContent = said;
    setTimeout(() => (word.textContent = before), 2000);
  };
  void copied(text).then((done) => {
    // For the reader to copy by hand.
    if (!done) getSelection()?.selectAllChildren(code);
    return say(button.dataset[done ? 'copied' : 'failed']);
  });
});

labHold.release('copy');
