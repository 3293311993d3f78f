import { createHash } from 'node:crypto';
import { fnv1a } from '../../simulator/trace/hash.ts';

/**
 * Runs in `<head>`, as text, so it uses nothing from outside but what it is given. `<lab-shuffle>` stands behind the choices of a question. It
 * puts them in this learner's order while the page is being read, so nothing moves afterwards. The order is the same on
 * every visit, and another one for another learner. Where nothing can be kept, the choices stay as they are.
 */
function shuffleEarly(fnv: typeof fnv1a): void {
  function learner(): string | null {
    try {
      const kept = localStorage.getItem('lab:order');
      if (kept) return kept;
      const made = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
      localStorage.setItem('lab:order', made);
      return localStorage.getItem('lab:order');
    } catch {
      return null;
    }
  }

  /** FNV-1a with a last mixing, so that texts which end alike differ. */
  function hash(text: string): number {
    let sum = fnv(text);
    sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
    return (sum ^ (sum >>> 13)) >>> 0;
  }

  customElements.define(
    'lab-shuffle',
    class extends HTMLElement {
      connectedCallback(): void {
        const order = learner();
        const question = this.parentElement;
        if (!order || !question) return;
        const choices = [...question.querySelectorAll('input')].map((input) => ({
          element: input.closest('.choice-with-why') ?? input.closest('.choice')!,
          rank: hash(`${order} ${input.name} ${input.value}`),
        }));
        for (const { element } of choices.toSorted((a, b) => a.rank - b.rank)) this.before(element);
      }
    },
  );
}

export const shuffleScript = `(${shuffleEarly.toString()})(${fnv1a.toString()})`;

/** For the page's policy: Astro hashes only the scripts that it bundles itself. */
export const shuffleHash = `sha256-${createHash('sha256').update(shuffleScript).digest('base64')}` as const;
