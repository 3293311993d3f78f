import { fill } from '../../simulator/trace/fill.ts';
import { show } from '../ui/choices.ts';
import { keep, lessonKey, recall } from '../ui/store.ts';
import { letPlay } from './let-play.ts';

/**
 * Keeps a guess and compares it: a wrong one gets a hint first, and its reason at the second try. Where the pool view
 * comes next, it can answer.
 */
customElements.define(
  'lab-predict',
  class extends HTMLElement {
    private tried = false;
    private asked = false;
    /** The comparison again, under the pool view, where the reader is then. */
    private readonly answered = Object.assign(document.createElement('div'), { className: 'answered check' });

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
      this.offerPool(key);
      this.querySelector('.check button')?.addEventListener('click', () => {
        this.judge();
        if (this.guess) keep(key, this.guess);
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

    private get guess(): string | undefined {
      return this.querySelector<HTMLInputElement>('fieldset input:checked')?.value;
    }

    private judge(): void {
      const { guess } = this;
      if (guess === undefined) return show(this, { choose: true });
      const { answer = '', said = '', is = '', own = '', gap = ' ', first: whyFirst } = this.dataset;
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
      const words = [said, !right && is, reason && own, ask && whyFirst].filter(Boolean).join(gap);
      if (line) line.textContent = fill(words, values);
      if (ask) field.focus();
      if (first) show(this, { wrong: true, advice: true });
      else if (ask) show(this, { right, wrong: !right, said: true });
      else show(this, { right, wrong: !right, said: true, because: true });
    }

    private textOf(value: string): string {
      return this.querySelector(`input[value="${value}"]`)?.closest('label')?.textContent.trim() ?? '';
    }

    /** The pool view between this question and the next answers it: it plays, and is then compared with the guess. */
    private offerPool(key: string): void {
      const all = [...document.querySelectorAll<HTMLElement>('lab-predict, lab-quiz, [data-stage]')];
      const next = all[all.indexOf(this) + 1];
      const button = this.querySelector<HTMLElement>('[data-answer-pool]');
      if (!next?.matches('[data-stage]') || !button) return;
      this.querySelector<HTMLElement>('[data-think]')!.hidden = true;
      this.querySelector<HTMLElement>('[data-pool]')!.hidden = false;
      button.hidden = false;
      button.addEventListener('click', () => {
        if (!this.guess) return this.judge();
        keep(key, this.guess);
        // On a slide of its own, the question has no pool view in sight.
        if (!next.checkVisibility()) return this.judge();
        this.answered.remove();
        next.scrollIntoView({ block: 'center' });
        next.focus({ preventScroll: true });
        letPlay(next, () => {
          this.tried = this.asked = true;
          this.judge();
          this.answered.innerHTML = `<p>${this.querySelector('[role="status"]')!.innerHTML}</p>`;
          next.after(this.answered);
          this.answered.scrollIntoView({ block: 'nearest' });
        });
      });
    }
  },
);
labHold.release('predict');
