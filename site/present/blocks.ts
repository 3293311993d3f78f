import type { BlockRole } from './screens.ts';

const LEFT_OUT =
  'script, style, link, template, .no-js, .facilitator, .sources, .finish, .not-kept, .around, .teach, .paper, .recall, .class-next';
const ALONE = '.goals, .box:not(.note), .traces, astro-island, :has(> astro-island)';

export interface Block {
  element: HTMLElement;
  kind: BlockRole;
}

/** The blocks of a lesson's page, in their order. The questions of a quiz are a block each. */
export function blocksOf(lesson: HTMLElement): Block[] {
  const head = lesson.querySelector<HTMLElement>('.lesson-head');
  const body = [...lesson.querySelectorAll<HTMLElement>(':scope > .prose > *')];
  const blocks = body.flatMap(piecesOf);
  return [
    ...(head ? [{ element: head, kind: 'heading' as const }] : []),
    ...blocks.map((element) => ({ element, kind: kindOf(element) })),
  ];
}

/**
 * The pieces of a block. A quiz gives its questions; an exhibit, the work with today's pool, recorded times and an exercise
 * that is cut give their parts. A fold gives its title and what is in it. Everything else is one piece.
 */
function piecesOf(element: HTMLElement): HTMLElement[] {
  if (element.matches('.quiz, .museum, .today, .gil-interpreters, .exercise[data-cut]'))
    return [...element.children] as HTMLElement[];
  if (!element.matches('.deeper')) return [element];
  const [title, inside] = [...element.children] as [HTMLElement, HTMLElement];
  return [title, ...([...inside.children] as HTMLElement[]).flatMap(piecesOf)];
}

function kindOf(element: HTMLElement): BlockRole {
  if (element.matches(LEFT_OUT)) return 'left-out';
  if (element.matches('h2, h3, .deeper > summary')) return 'heading';
  // A program that is opened by a button: nothing but the button at first.
  if (element.matches('.museum > *')) return 'text';
  if (element.matches('.score')) return 'joined';
  return element.matches(ALONE) ? 'alone' : 'text';
}

/** The use of a block; null if it is only read. */
export function useOf(element: HTMLElement): 'predict' | 'stage' | 'program' | 'exercise' | 'museum' | 'quiz' | null {
  if (element.matches('.predict')) return 'predict';
  if (element.matches('[data-question]')) return 'quiz';
  if (element.closest('.exercise')) return 'exercise';
  if (element.closest('.museum')) return 'museum';
  if (element.matches(':has([data-workbench])')) return 'program';
  return element.matches('astro-island, :has(> astro-island)') ? 'stage' : null;
}

/** The lines of a listing or an output, the items of a list, the rows of a table; none of anything else. */
export function splitLinesOf(element: HTMLElement): HTMLElement[] {
  const lines = element.matches('figure.listing')
    ? ':scope > pre .line'
    : element.matches('ol, ul')
      ? ':scope > li'
      : element.matches('table, .gil-scroll')
        ? 'tbody > tr'
        : null;
  return lines ? [...element.querySelectorAll<HTMLElement>(lines)] : [];
}
