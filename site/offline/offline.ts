import { format } from '../i18n/format.ts';
import type { Messages } from '../i18n/en/pages.ts';
import { canKeep, forgetSite, keepSite, KeepError, keptVersion, siteVersion } from './kept-site.ts';

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
        const [kept, now] = await Promise.all([keptVersion(), siteVersion()]);
        this.button('forget').hidden = kept === null;
        keep.hidden = kept !== null && (now === null || now.version === kept);
        keep.textContent = kept === null ? this.t.keep : this.t.fetch;
        keep.disabled = now === null;
        if (kept === null) say(format(this.t.lead, { size: Math.ceil((now?.bytes ?? 0) / 1e6) }));
        else say(keep.hidden ? this.t.kept : this.t.update);
      } catch {
        say(this.t.notBuilt);
      }
    }

    private async keep(): Promise<void> {
      const bar = this.querySelector('progress')!;
      this.button('keep').disabled = true;
      bar.hidden = false;
      try {
        await keepSite((done, of) => {
          bar.max = of;
          bar.value = done;
          if (done % 20 === 0) this.say(format(this.t.keeping, { done, of }));
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
