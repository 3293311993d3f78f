import { DONE } from '../progress/passed.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { keep, recall } from '../ui/store.ts';

customElements.define(
  'lab-done',
  class extends HTMLElement {
    connectedCallback(): void {
      const key = `done:${this.dataset['slug']}`;
      const look = (): void => this.show(recall(key) !== undefined);
      look();
      onShownAgain(look);
      document.addEventListener(DONE, look);
      this.addEventListener('click', (event) => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        if (!button) return;
        const done = button.dataset['when'] === 'open';
        keep(key, done ? 'yes' : '');
        this.show(done);
        // The pressed button is gone; focus belongs to the one in its place.
        this.querySelector<HTMLElement>('button:not([hidden])')?.focus();
      });
    }

    private show(done: boolean): void {
      for (const part of this.querySelectorAll<HTMLElement>('[data-when]'))
        part.hidden = (part.dataset['when'] === 'done') !== done;
    }
  },
);
labHold.release('done');
