import { nextPart } from '../../simulator/class/parts.ts';
import { partHere } from '../progress/class-now.ts';

customElements.define(
  'lab-class-next',
  class extends HTMLElement {
    connectedCallback(): void {
      addEventListener('hashchange', this);
      this.handleEvent();
    }
    disconnectedCallback(): void {
      removeEventListener('hashchange', this);
    }
    /** Shows what comes after the part that the address names. */
    handleEvent(): void {
      const here = partHere();
      if (!here) return;
      const next = nextPart(here.plan, here.key);
      const link = this.querySelector<HTMLAnchorElement>('[data-class-next]')!;
      const handIn = this.querySelector<HTMLAnchorElement>('[data-hand-in]')!;
      const [classHref] = handIn.href.split('#');
      if (next?.kind === 'own') link.href = `${classHref}task/#${next.id}`;
      // The class page knows the lesson of an exercise, and leads on to it.
      else if (next?.kind === 'exercise')
        link.href = document.getElementById(next.id) ? `#${next.id}` : `${classHref}#${next.key}`;
      // Lessons are folders side by side.
      else if (next) link.href = `../${next.id}/`;
      link.hidden = !next;
      const atLesson = !here.key.includes(':');
      this.querySelector('span')!.textContent = (!next && atLesson && this.dataset['last']) || '';
      handIn.classList.toggle('go', !next);
      this.hidden = false;
    }
  },
);
