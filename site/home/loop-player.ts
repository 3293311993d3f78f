import { fill } from '../../simulator/trace/fill.ts';
import type { ThreadStatus } from '../../simulator/trace/state.ts';
import { SHAPES } from '../ui/shapes.ts';
import type { Loop, LoopFrame } from './loop.ts';

type Words = Record<'play' | 'pause' | 'break' | 'mend' | 'at' | 'time' | 'deadlock' | 'mended', string> & {
  status: Record<ThreadStatus, string>;
};
type Run = keyof Loop['runs'];

/** Milliseconds of a picture: a run takes about ten seconds. */
const EACH = 230;
/** Pictures for which the last one stays. */
const REST = 8;

/** Plays the runs of the home page. Their pictures were computed when the page was built. */
customElements.define(
  'lab-loop',
  class extends HTMLElement {
    private loop!: Loop & { words: Words };
    private run: Run = 'moves';
    private at = 0;
    private rested = 0;
    private timer = 0;
    private inView = true;

    connectedCallback(): void {
      this.loop = JSON.parse(this.querySelector('script')!.textContent) as Loop & { words: Words };
      this.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? target.closest<HTMLElement>('[data-do]') : null;
        if (button) this.act(button.dataset['do']!);
      });
      new IntersectionObserver(([entry]) => (this.inView = entry?.isIntersecting ?? true)).observe(this);
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.play();
    }

    disconnectedCallback(): void {
      this.pause();
    }

    private act(what: string): void {
      if (what === 'play') return this.timer ? this.pause() : this.play();
      if (what === 'turn') return this.turn();
      this.pause();
      this.show(this.at + (what === 'back' ? -1 : 1));
    }

    private get frames(): readonly LoopFrame[] {
      return this.loop.runs[this.run].frames;
    }

    private play(): void {
      this.pause();
      this.rested = 0;
      // From the end, it plays from the start.
      if (this.at === this.frames.length - 1) this.show(0);
      this.timer = window.setInterval(() => this.tick(), EACH);
      this.button('play').textContent = this.loop.words.pause;
    }

    private pause(): void {
      clearInterval(this.timer);
      this.timer = 0;
      this.button('play').textContent = this.loop.words.play;
    }

    private tick(): void {
      if (document.hidden || !this.inView) return;
      if (this.at < this.frames.length - 1) return this.show(this.at + 1);
      // A deadlock stays as it is.
      if (this.run === 'hangs') this.pause();
      else if (++this.rested === REST) {
        this.rested = 0;
        this.show(0);
      }
    }

    /** Goes on with the other run, from where the two are still the same. */
    private turn(): void {
      this.run = this.run === 'moves' ? 'hangs' : 'moves';
      this.dataset['run'] = this.run;
      const { words, runs, common } = this.loop;
      const hangs = this.run === 'hangs';
      this.button('turn').textContent = hangs ? words.mend : words.break;
      this.one('[data-call]').textContent = runs[this.run].call;
      this.one('[data-size=results]').textContent = hangs ? '1' : '∞';
      for (const strips of this.querySelectorAll<HTMLElement>('[data-strips]'))
        strips.hidden = strips.dataset['strips'] !== this.run;
      this.show(Math.min(this.at, common - 1));
      if (!hangs) this.one('[data-end]').textContent = words.mended;
      this.play();
    }

    private show(to: number): void {
      const { frames } = this;
      const { words, runs } = this.loop;
      this.at = Math.max(0, Math.min(to, frames.length - 1));
      const frame = frames[this.at]!;
      const over = this.at === frames.length - 1;
      const stuck = over && this.run === 'hangs';
      this.toggleAttribute('data-stuck', stuck);
      this.one('[data-step]').textContent = fill(words.at, { step: this.at + 1, steps: frames.length });
      this.one('[data-time]').textContent = fill(words.time, { time: frame.time });
      this.one('[data-say]').innerHTML = stuck ? runs.hangs.end : frame.say;
      this.one('[data-end]').textContent = stuck ? words.deadlock : '';
      this.fillQueue('requests', frame.requests);
      this.fillQueue('results', frame.results);
      this.querySelectorAll('[data-lane]').forEach((row, lane) => this.showLane(row, frame.lanes[lane]!));
      this.one('.loop-time').style.setProperty('--at', String((this.at + 0.5) / frames.length));
    }

    private showLane(row: Element, { status, item, what }: LoopFrame['lanes'][number]): void {
      const state = row.querySelector<HTMLElement>('.loop-state')!;
      if (state.dataset['s'] !== status) {
        state.dataset['s'] = status;
        state.querySelector('path')!.setAttribute('d', SHAPES[status].d);
        state.querySelector('[data-word]')!.textContent = this.loop.words.status[status];
      }
      row.querySelector('[data-what]')!.innerHTML = what;
      const hand = row.querySelector('[data-item]')!;
      if (hand.textContent !== (item < 0 ? '' : String(item)))
        hand.replaceChildren(...(item < 0 ? [] : [tile(item, row.matches(':first-child'))]));
    }

    private fillQueue(kind: 'requests' | 'results', items: readonly number[]): void {
      const place = this.one(`[data-queue=${kind}]`);
      if (place.textContent.replaceAll(/\s/g, '') === items.join('')) return;
      place.replaceChildren(...items.map((item) => tile(item, kind === 'results')));
    }

    private one = (selector: string): HTMLElement => this.querySelector<HTMLElement>(selector)!;
    private button = (name: string): HTMLElement => this.one(`[data-do=${name}]`);
  },
);

function tile(item: number, result: boolean): HTMLElement {
  const made = document.createElement('i');
  made.textContent = String(item);
  made.classList.toggle('result', result);
  return made;
}

labHold.release('loop');
