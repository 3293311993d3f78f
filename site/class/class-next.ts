import { lessonNow } from '../../simulator/link/lesson-names.ts';
import { classHere, lessonHere } from '../progress/class-now.ts';

customElements.define(
  'lab-class-next',
  class extends HTMLElement {
    connectedCallback(): void {
      const lessons = classHere()?.lessons.map(lessonNow);
      if (!lessons) return;
      const next = lessons[lessons.indexOf(lessonHere()) + 1];
      const link = this.querySelector<HTMLAnchorElement>('[data-class-next]')!;
      // Lessons are folders side by side.
      if (next) link.href = `../${next}/`;
      link.hidden = !next;
      if (!next) this.querySelector('span')!.textContent = this.dataset['last'] ?? '';
      this.querySelector('[data-hand-in]')!.classList.toggle('go', !next);
      this.hidden = false;
    }
  },
);
