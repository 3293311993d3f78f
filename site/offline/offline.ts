import { fill } from '../../simulator/trace/fill.ts';
import type { Messages } from '../i18n/en/pages.ts';
import { classNow } from '../progress/class-now.ts';
import { ageOf } from './age.ts';
import { canKeep, forgetSite, keepSite, KeepError, keptSite, siteVersion, type KeptSite } from './kept-site.ts';

customElements.define(
  'lab-offline',
  class extends HTMLElement {
    private t!: Messages['offline'];

    async connectedCallback(): Promise<void> {
      this.t = JSON.parse(this.dataset['words']!) as Messages['offline'];
      this.button('keep').addEventListener('click', () => void this.keep());
      this.button('forget').addEventListener('click', async () => {
        await forgetSite();
        await this.look();
      });
      await this.look();
    }

    private button = (name: string): HTMLButtonElement => this.querySelector(`[data-${name}]`)!;

    /** Says what there is to keep, or what is kept. */
    private async look(): Promise<void> {
      const say = (text: string): void => this.querySelector('[data-lead]')!.replaceChildren(text);
      const keep = this.button('keep');
      keep.disabled = true;
      this.say('');
      if (!canKeep()) return say(isSecureContext ? this.t.absent : this.t.plainHttp);
      try {
        const [kept, now] = await Promise.all([keptSite(), siteVersion()]);
        this.button('forget').hidden = kept === null;
        keep.hidden = kept !== null && (now === null || now.version === kept.version);
        keep.textContent = kept === null ? this.t.keep : this.t.fetch;
        keep.disabled = now === null;
        if (kept === null) say(fill(this.t.lead, { size: Math.ceil((now?.bytes ?? 0) / 1e6) }));
        else say([keep.hidden ? this.t.kept : this.update(), this.sizeAndAge(kept)].join(this.t.between).trim());
      } catch {
        say(this.t.notBuilt);
      }
    }

    /** In a class the new version waits: thirty devices are to show one site. */
    private update(): string {
      return classNow() ? this.t.updateInClass : this.t.update;
    }

    private sizeAndAge({ bytes, at }: KeptSite): string {
      if (bytes === null || at === null) return '';
      return fill(this.t.facts, {
        size: Math.ceil(bytes / 1e6),
        age: ageOf(Date.now() - at, document.documentElement.lang),
        date: new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }),
      });
    }

    private async keep(): Promise<void> {
      const bar = this.querySelector('progress')!;
      this.button('keep').disabled = true;
      bar.hidden = false;
      try {
        await keepSite((done, of) => {
          bar.max = of;
          bar.value = done;
          if (done % 20 === 0) this.say(fill(this.t.keeping, { done, of }));
        });
        await this.look();
      } catch (error) {
        if (!(error instanceof KeepError)) throw error;
        await this.look();
        this.say(error.full ? this.t.full : this.t.failed);
      } finally {
        bar.hidden = true;
      }
    }

    private say(text: string): void {
      this.querySelector('[role="status"]')!.replaceChildren(text);
    }
  },
);
