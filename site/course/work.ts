import type { CourseMessages } from '../i18n/en/course.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { localeFor, sentences } from '../i18n/index.ts';
import { download } from '../ui/download.ts';
import { workFile, WorkFileError, type Merged } from '../progress/work-file.ts';

customElements.define(
  'lab-work',
  class extends HTMLElement {
    connectedCallback(): void {
      const t = JSON.parse(this.dataset['words']!) as CourseMessages['work'];
      const picker = this.querySelector('input')!;
      const line = this.querySelector('[role="status"]')!;
      const say = (text: string): void => line.replaceChildren(text);

      this.querySelector('[data-save]')!.addEventListener('click', () => {
        const now = new Date();
        const storage = storageOf();
        if (!storage) return say(t.noStorage);
        const name = `thread-pool-lab-${now.toISOString().slice(0, 10)}.json`;
        download(name, 'application/json', workFile(storage, now));
        say(fill(t.saved, { file: name }));
      });
      this.querySelector('[data-open]')!.addEventListener('click', () => picker.click());
      picker.addEventListener('change', async () => {
        const file = picker.files?.[0];
        picker.value = '';
        const storage = storageOf();
        if (!file) return;
        if (!storage) return say(t.noStorage);
        try {
          const text = await file.text();
          const { goOn } = await import('./go-on.ts');
          const { merged, joined, stays } = goOn(storage, text);
          say(joinAll([wordsFor(merged, t), ...(joined ? [t.joined] : stays ? [t.stays] : [])]));
        } catch (error) {
          if (!(error instanceof WorkFileError)) throw error;
          say(fill(t.errors[error.reason], { file: file.name }));
        }
      });
    }
  },
);
labHold.release('work');

/** The storage of this device, where there is one and the page may use it. */
function storageOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function wordsFor({ taken, left, beside, refused }: Merged, t: CourseMessages['work']): string {
  const fresh = Object.values(taken).some((count) => count > 0);
  return joinAll([
    fresh ? fill(t.taken, taken) : t.nothingNew,
    ...(left ? [fill(t.left, { left })] : []),
    ...(beside ? [fill(t.beside, { beside })] : []),
    ...(refused ? [fill(t.refused, { refused })] : []),
  ]);
}

/** Sentences of the page's language as one text. */
const joinAll = (parts: string[]): string => sentences(localeFor(document.documentElement.lang), parts);
