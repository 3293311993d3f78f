import { show } from '../ui/choices.ts';
import { keep, lessonKey, recall } from '../ui/store.ts';

customElements.define(
  'lab-predict',
  class extends HTMLElement {
    connectedCallback(): void {
      const key = lessonKey('predict', this.id);
      const guess = recall(key);
      const input = guess && this.querySelector<HTMLInputElement>(`input[value="${guess}"]`);
      if (input) {
        input.checked = true;
        // Only the word comes back on its own: the reason would push the text below it while one reads.
        this.judge(guess, false);
      }
      this.querySelector('button')?.addEventListener('click', () => {
        const value = this.querySelector<HTMLInputElement>('input:checked')?.value;
        this.judge(value, true);
        if (value) keep(key, value);
      });
      this.addEventListener('change', () => show(this, {}));
    }

    private judge(guess: string | undefined, because: boolean): void {
      const right = guess === this.dataset['answer'];
      if (guess === undefined) show(this, { choose: true });
      else show(this, { right, wrong: !right, because });
    }
  },
);
labHold.release('predict');
