import { format } from '../i18n/format.ts';
import { classNow } from '../progress/class-now.ts';
import { recall } from '../ui/store.ts';

customElements.define(
  'lab-in-class',
  class extends HTMLElement {
    connectedCallback(): void {
      const plan = classNow();
      if (!plan) return;
      const done = plan.lessons.filter((id) => recall(`done:${id}`) !== undefined).length;
      const { titled = '', untitled = '' } = this.dataset;
      const values = { title: plan.title, done, count: plan.lessons.length };
      this.querySelector('a')!.textContent = format(plan.title ? titled : untitled, values);
      this.hidden = false;
    }
  },
);
