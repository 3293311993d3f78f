import { format } from '../i18n/format.ts';
import { classHere, keepClass } from '../progress/class-now.ts';

customElements.define(
  'lab-class-note',
  class extends HTMLElement {
    connectedCallback(): void {
      const plan = classHere();
      if (!plan) return;
      const { follows = '', untitled = '', left = '' } = this.dataset;
      const line = this.querySelector('span')!;
      line.textContent = plan.title ? format(follows, { title: plan.title }) : untitled;
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
