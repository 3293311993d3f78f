import { blocksOf, splitLinesOf, useOf, type Block } from './blocks.ts';
import { onSlide, roomOf, slideSizeOf, tooHigh } from './measure.ts';
import { split, type Shown } from './screens.ts';

/** Set on what the current screen does not show. */
const OFF = 'data-off';
/** Set on the last block of a screen. */
const LAST = 'data-last';
/** Set on an exercise whose parts are on screens of their own. */
const CUT = 'data-cut';

export interface Screen {
  blocks: Block[];
  /** The same blocks, and the lines of one that goes on in the next screen. */
  shown: readonly Shown[];
  /** Of the section it is in. */
  title: string;
  use: ReturnType<typeof useOf>;
}

/** A lesson as screens, one of which is shown. Nothing is moved: the others are hidden, so that a stage goes on where it was. */
export class Deck {
  readonly screens: Screen[];
  private readonly blocks: Block[];
  private cut: HTMLElement[] = [];

  constructor(lesson: HTMLElement) {
    const [blocks, sizes] = onSlide(() => {
      this.cut = tooHigh(lesson);
      for (const exercise of this.cut) exercise.toggleAttribute(CUT, true);
      const found = blocksOf(lesson);
      return [found, found.map(slideSizeOf)];
    });
    this.blocks = blocks;
    let title = '';
    this.screens = split(sizes, roomOf()).map((shown) => {
      const blocks = shown.map(({ index }) => this.blocks[index]!);
      for (const { element, kind } of blocks) if (kind === 'heading') title = headingOf(element);
      const use = blocks.map(({ element }) => useOf(element)).find((each) => each !== null) ?? null;
      return { blocks, shown, title, use };
    });
  }

  show(screen: number): void {
    const shown = new Map(this.screens[screen]?.shown.map(({ index, lines }) => [index, lines]));
    const last = this.screens[screen]?.shown.at(-1)?.index;
    this.blocks.forEach(({ element }, index) => {
      element.toggleAttribute(OFF, !shown.has(index));
      element.toggleAttribute(LAST, index === last);
      const lines = shown.get(index);
      splitLinesOf(element).forEach((line, at) =>
        line.toggleAttribute(OFF, lines !== undefined && (at < lines.from || at >= lines.to)),
      );
      // Items that are not shown are not counted either.
      if (element instanceof HTMLOListElement) element.start = 1 + (lines?.from ?? 0);
    });
  }

  showAll(): void {
    for (const exercise of this.cut) exercise.removeAttribute(CUT);
    for (const { element } of this.blocks) {
      for (const each of [element, ...splitLinesOf(element)]) each.removeAttribute(OFF);
      element.removeAttribute(LAST);
      if (element instanceof HTMLOListElement) element.removeAttribute('start');
    }
  }

  /** The nearest screen that there is. */
  within(screen: number): number {
    return Math.max(0, Math.min(screen, this.screens.length - 1));
  }

  /** The screen that an address means: `#screen-7`, or the section or block of that id; null: none of them. */
  screenAt(hash: string): number | null {
    const id = decodeURIComponent(hash.slice(1));
    const number = /^screen-(\d+)$/.exec(id);
    if (number) return this.within(Number(number[1]) - 1);
    const meant = id && document.getElementById(id);
    if (!meant) return null;
    const found = this.screens.findIndex(({ blocks }) => blocks.some(({ element }) => element.contains(meant)));
    return found === -1 ? null : found;
  }
}

function headingOf(element: HTMLElement): string {
  const title = (element.querySelector('h1, .deeper > summary > b') ?? element).cloneNode(true) as HTMLElement;
  title.querySelector('.label')?.remove();
  return title.textContent.replace(/\s+/g, ' ').trim();
}
