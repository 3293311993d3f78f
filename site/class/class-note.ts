import { fill } from '../../simulator/trace/fill.ts';
import { lessonNow } from '../../simulator/link/lesson-names.ts';
import { classHere, keepClass, lessonHere } from '../progress/class-now.ts';

customElements.define(
  'lab-class-note',
  class extends HTMLElement {
    connectedCallback(): void {
      const plan = classHere();
      if (!plan) return;
      const { follows = '', untitled = '', left = '', where = '', whereMinutes = '' } = this.dataset;
      const line = this.querySelector('span')!;
      const id = lessonHere();
      const at = plan.lessons.map(lessonNow).indexOf(id);
      const minutes = plan.minutes?.[id];
      const place = fill(minutes ? whereMinutes : where, {
        number: at + 1,
        count: plan.lessons.length,
        minutes: minutes ?? 0,
      });
      line.textContent = `${plan.title ? fill(follows, { title: plan.title }) : untitled} ${place}`;
      this.hidden = false;
      const button = this.querySelector('button')!;
      button.addEventListener('click', () => {
        keepClass(null);
        line.textContent = left;
        // Focus must not fall to the top of the page with the button.
        line.tabIndex = -1;
        line.focus();
        button.hidden = true;
      });
    }
  },
);
