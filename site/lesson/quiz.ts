import { fill } from '../../simulator/trace/fill.ts';
import { show } from '../ui/choices.ts';
import { keep, lessonKey, recall } from '../ui/store.ts';

customElements.define(
  'lab-quiz',
  class extends HTMLElement {
    /** The checked choice of each question, empty while there is none. */
    private answers: string[] = [];

    connectedCallback(): void {
      const key = lessonKey('quiz', this.id);
      const kept = recall(key)?.split(',') ?? [];
      const questions = [...this.querySelectorAll('[data-question]')];
      this.answers = questions.map((_, index) => kept[index] ?? '');
      questions.forEach((question, index) => {
        const before = question.querySelector<HTMLInputElement>(`input[value="${this.answers[index]}"]`);
        if (before) {
          before.checked = true;
          judge(question, before, false);
        }
        question.addEventListener('change', () => show(question, {}));
        question.querySelector('button')?.addEventListener('click', () => {
          const input = question.querySelector<HTMLInputElement>('input:checked');
          judge(question, input, true);
          if (!input) return;
          this.answers[index] = input.value;
          keep(key, this.answers.join());
          this.score(questions);
        });
      });
      this.score(questions);
    }

    private score(questions: Element[]): void {
      const right = questions.filter((question, index) => {
        const input = question.querySelector<HTMLInputElement>('input[data-right]');
        return input?.value === this.answers[index];
      }).length;
      const line = this.querySelector<HTMLElement>('.score');
      const text = fill(line?.dataset['words'] ?? '', { right, total: questions.length });
      if (line && text && text !== line.textContent) line.textContent = text;
    }
  },
);
labHold.release('quiz');

function judge(question: Element, input: HTMLInputElement | null, because: boolean): void {
  if (!input) return show(question, { choose: true });
  const why = input.closest('.choice-with-why')?.querySelector('template')?.content.cloneNode(true);
  if (why) question.querySelector('.because')?.replaceChildren(why);
  const right = 'right' in input.dataset;
  show(question, { right, wrong: !right, because });
}
