import { addressOf, carriedBy, snippetOf } from './snippet.ts';

/** The form that makes a frame for another page, with its preview. Its fields say by name what they are. */
customElements.define(
  'lab-embed',
  class extends HTMLElement {
    private timer: ReturnType<typeof setTimeout> | undefined;

    connectedCallback(): void {
      const form = this.querySelector('form')!;
      form.addEventListener('submit', (event) => event.preventDefault());
      form.addEventListener('input', () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.show(form), 250);
      });
      this.show(form);
    }

    private show(form: HTMLFormElement): void {
      const fields = new FormData(form);
      const field = (name: string) => String(fields.get(name) ?? '');
      const kind = field('kind');
      for (const part of this.querySelectorAll<HTMLElement>('[data-for]'))
        part.hidden = !part.dataset['for']!.split(' ').includes(kind);
      const stage = kind === 'stage';
      const carried = carriedBy(field('link'));
      const wrong = stage && field('link').trim() !== '' && carried === null;
      const link = form.querySelector<HTMLInputElement>('[name="link"]')!;
      link.ariaInvalid = String(wrong);
      this.querySelector<HTMLElement>('[data-link-wrong]')!.hidden = !wrong;
      const language = form.querySelector<HTMLSelectElement>('[name="language"]')!;
      const root = new URL(language.value, location.href).href;
      const number = (name: string) => field(name).replace(/\D/g, '');
      const panels = fields.getAll('show');
      const whole = form.querySelectorAll('[name="show"]').length;
      const unless = (name: string, usual: string) => (field(name) === usual ? '' : field(name));
      const wanted = {
        page: `${root}embed/${stage ? 'stage' : 'editor'}/`,
        parameters: [
          ...(stage
            ? [
                carried ? ['s', carried] : ['scenario', field('scenario')],
                ['engine', unless('engine', 'model')],
                ['at', number('at') === '0' ? '' : number('at')],
                ['show', panels.length === whole ? '' : panels.join(',')],
              ]
            : [
                [kind, field(kind)],
                ['granularity', unless('granularity', 'operation')],
              ]),
          ['theme', unless('theme', 'system')],
          ['readonly', field('readonly')],
        ] as [string, string][],
        title:
          `${language.selectedOptions[0]!.dataset[stage ? 'stage' : 'editor']}: ${carried ? '' : field(kind === 'stage' ? 'scenario' : kind)}`.replace(
            /: $/,
            '',
          ),
        height: Math.max(200, Number(number('height')) || 720),
      };
      this.querySelector('[data-snippet]')!.textContent = snippetOf(wanted);
      const frame = this.querySelector('iframe')!;
      const address = addressOf(wanted);
      // An invalid link changes nothing; neither does what makes no other address.
      if (wrong || frame.src === address) return void (frame.height = String(wanted.height));
      frame.title = wanted.title;
      frame.height = String(wanted.height);
      frame.src = address;
    }
  },
);
