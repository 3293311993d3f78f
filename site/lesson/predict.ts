import { show } from '../ui/choices.ts';
import { keep, lessonKey, recall } from '../ui/store.ts';

/** Keeps a guess and compares it: a wrong one gets a hint first, and its reason at the second try. */
customElements.define(
  'lab-predict',
  class extends HTMLElement {
    private tried = false;
    private asked = false;

    connectedCallback(): void {
      const key = lessonKey('predict', this.id);
      const guess = recall(key);
      const input = guess && this.querySelector<HTMLInputElement>(`input[value="${guess}"]`);
      if (input) {
        input.checked = true;
        // Only the word comes back on its own: the reason would push the text below it while one reads.
        const right = guess === this.dataset['answer'];
        show(this, { right, wrong: !right });
      }
      this.offerPool();
      this.querySelector('.check button')?.addEventListener('click', () => {
        const value = this.querySelector<HTMLInputElement>('fieldset input:checked')?.value;
        this.judge(value);
        if (value) keep(key, value);
      });
      const reason = this.querySelector<HTMLTextAreaElement>('[data-why]')!;
      const reasonKey = lessonKey('why', this.id);
      reason.value = recall(reasonKey) ?? '';
      reason.addEventListener('change', () => keep(reasonKey, reason.value.trim()));
      this.querySelector('fieldset')!.addEventListener('change', () => {
        // From now on there is room for the reader's own reason, to compare with ours.
        this.toggleAttribute('data-chosen', true);
        show(this, {});
      });
    }

    private judge(guess: string | undefined): void {
      if (guess === undefined) return show(this, { choose: true });
      const { answer = '', said = '', is = '', own = '', first: whyFirst } = this.dataset;
      const right = guess === answer;
      const first = !right && !this.tried;
      this.tried ||= !right;
      const field = this.querySelector<HTMLTextAreaElement>('[data-why]')!;
      const reason = field.value.trim();
      const line = this.querySelector('.said');
      const values = { guess: this.textOf(guess), answer: this.textOf(answer), reason };
      // Once only: a reader who presses again wants to read.
      const ask = !first && whyFirst && !reason && !this.asked;
      this.asked ||= Boolean(ask);
      const words = [said, !right && is, reason && own, ask && whyFirst].filter(Boolean).join(' ');
      if (line) line.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name as keyof typeof values]);
      if (ask) field.focus();
      if (first) show(this, { wrong: true, advice: true });
      else if (ask) show(this, { right, wrong: !right, said: true });
      else show(this, { right, wrong: !right, said: true, because: true });
    }

    private textOf(value: string): string {
      return this.querySelector(`input[value="${value}"]`)?.closest('label')?.textContent.trim() ?? '';
    }

    /** The pool view between this question and the next answers it. */
    private offerPool(): void {
      const all = [...document.querySelectorAll<HTMLElement>('lab-predict, lab-quiz, [data-stage]')];
      const next = all[all.indexOf(this) + 1];
      const link = this.querySelector('.advice a');
      if (!next?.matches('[data-stage]') || !link) return;
      this.querySelector<HTMLElement>('[data-think]')!.hidden = true;
      this.querySelector<HTMLElement>('[data-pool]')!.hidden = false;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        next.scrollIntoView({ block: 'center' });
        next.focus({ preventScroll: true });
      });
    }
  },
);
labHold.release('predict');
