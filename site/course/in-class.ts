import { fill } from '../../simulator/trace/fill.ts';
import { classNow } from '../progress/class-now.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { recall } from '../ui/store.ts';

customElements.define(
  'lab-in-class',
  class extends HTMLElement {
    connectedCallback(): void {
      this.show();
      onShownAgain(() => this.show());
    }

    private show(): void {
      const plan = classNow();
      this.hidden = plan === null;
      if (!plan) return;
      const done = plan.lessons.filter((id) => recall(`done:${id}`) !== undefined).length;
      const { titled = '', untitled = '' } = this.dataset;
      const values = { title: plan.title, done, count: plan.lessons.length };
      this.querySelector('a')!.textContent = fill(plan.title ? titled : untitled, values);
    }
  },
);
