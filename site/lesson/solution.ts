import { coloured } from '../editor/colours.ts';
import { fetchSolution } from '../content/solution.ts';

/** Fetches the solution of a small task when it is opened for the first time. */
customElements.define(
  'lab-solution',
  class extends HTMLElement {
    connectedCallback(): void {
      const details = this.closest('details')!;
      const root = document.documentElement;
      // Paper with the solutions on it has them all.
      const fill = () => (details.open || root.dataset['handout'] === 'all') && void this.fill();
      details.addEventListener('toggle', fill);
      new MutationObserver(fill).observe(root, { attributeFilter: ['data-handout'] });
      fill();
    }

    private async fill(): Promise<void> {
      const place = this.querySelector('div')!;
      const said = this.querySelector('p')!;
      if (place.childElementCount > 0) return;
      try {
        const files = await fetchSolution(this.dataset['exercise']!);
        said.textContent = '';
        place.replaceChildren(...Object.entries(files).map(([name, text]) => figureOf(name, text.trimEnd())));
      } catch {
        said.textContent = this.dataset['failed']!;
      }
    }
  },
);

function figureOf(name: string, text: string): HTMLElement {
  const figure = document.createElement('figure');
  figure.className = 'listing';
  const file = figure.appendChild(document.createElement('figcaption')).appendChild(document.createElement('span'));
  file.className = 'file';
  file.textContent = name;
  const pre = figure.appendChild(document.createElement('pre'));
  pre.tabIndex = 0;
  const code = pre.appendChild(document.createElement('code'));
  for (const [kind, piece] of coloured(text, name.endsWith('.ts') ? 'typescript' : 'python')) {
    const part = kind ? document.createElement('span') : document.createTextNode('');
    if (part instanceof HTMLElement) part.className = `tk-${kind}`;
    part.textContent = piece;
    code.append(part);
  }
  return figure;
}
