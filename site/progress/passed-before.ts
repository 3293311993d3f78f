import { fill } from '../../simulator/trace/fill.ts';
import { dayOf, localNumber, PASSED, recallPassed } from './passed.ts';
import { onShownAgain } from '../ui/shown-again.ts';

customElements.define(
  'lab-passed',
  class extends HTMLElement {
    private readonly look = () => this.show();
    private unlisten = () => {};

    connectedCallback(): void {
      document.addEventListener(PASSED, this.look);
      this.unlisten = onShownAgain(this.look);
      this.show();
    }

    disconnectedCallback(): void {
      document.removeEventListener(PASSED, this.look);
      this.unlisten();
    }

    private show(): void {
      const passed = recallPassed(this.dataset['exercise'] ?? '');
      this.hidden = passed === null;
      if (!passed) return;
      const values = { date: dayOf(passed.on), schedules: localNumber(passed.schedules) };
      this.querySelector('span')!.textContent = fill(this.dataset['words'] ?? '', values);
    }
  },
);
