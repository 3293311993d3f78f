import { mdxToMdast } from 'satteri';

/** The time that a lesson takes, in whole minutes. `with` has the exercises in it. */
export interface Minutes {
  without: number;
  with: number;
}

/** Words that are read in a minute: a text with code in it is not read faster. */
export const WORDS_A_MINUTE = 200;

/** Minutes that each thing takes which is not read but done, or read slowly. */
export const EACH = {
  Predict: 1,
  question: 0.5,
  Stage: 2,
  Sliders: 1,
  Try: 2,
  TryTypeScript: 2,
  GilLab: 3,
  Traces: 1,
  Today: 2,
  Museum: 2,
  Listing: 0.5,
  Output: 0.25,
  Minute: 0.5,
  Micro: 3,
  Exercise: 20,
} as const;

/** The minutes of the last exercise, a whole pool. */
export const LONGEST = 120;

/** Exercises that take another time than most. */
const LONGER: Readonly<Record<string, number>> = { 'write-your-own-pool': LONGEST };

/** Parts that are not read by everybody: they are done, or opened by those who want more. */
const OTHER = new Set([...Object.keys(EACH), 'Quiz', 'Deeper', 'Facilitator', 'Solution', 'Hint']);

interface Node {
  type: string;
  name?: string | null;
  value?: string;
  attributes?: { name: string; value?: string | { value: string } | null }[];
  children?: Node[];
}

const WORD = /[\p{L}\p{N}_]+(?:['’.][\p{L}\p{N}_]+)*/gu;
const SAID = new Set(['text', 'inlineCode']);

/** The text of a lesson that all read, without questions, code, exercises and folds. */
export const coreWords = (mdx: string): number => textOf(treeOf(mdx)).match(WORD)?.length ?? 0;

/** The time that a lesson takes, by its text (`lessons/en/`, for every language), with the questions it begins with. */
export function minutesOf(mdx: string, recalled = 0): Minutes {
  const tree = treeOf(mdx);
  const counts = new Map<string, number>([['question', recalled]]);
  let exercises = 0;
  visit(tree, (node) => {
    const id = attribute(node, 'id');
    if (node.name === 'Exercise') exercises += LONGER[id ?? ''] ?? EACH.Exercise;
    else if (node.name === 'Micro') exercises += EACH.Micro;
    else if (node.name === 'Quiz')
      add(counts, 'question', (attribute(node, 'questions') ?? '').match(/\bchoices:/g)?.length ?? 0);
    else if (node.name && node.name in EACH) add(counts, node.name, 1);
  });
  const done = [...counts].reduce((sum, [kind, count]) => sum + EACH[kind as keyof typeof EACH] * count, 0);
  const without = coreWords(mdx) / WORDS_A_MINUTE + done;
  return { without: Math.round(without), with: Math.round(without + exercises) };
}

const treeOf = (mdx: string): Node => mdxToMdast(mdx, { features: { frontmatter: true } }) as Node;

/** Visits every node; the inside of a fold or an exercise counts with it, or not at all. */
function visit(node: Node, tell: (node: Node) => void): void {
  tell(node);
  if (['Exercise', 'Micro', 'Today', 'Deeper', 'Facilitator'].includes(node.name ?? '')) return;
  for (const child of node.children ?? []) visit(child, tell);
}

function textOf(node: Node): string {
  if (node.name && OTHER.has(node.name)) return '';
  if (SAID.has(node.type)) return node.value ?? '';
  const inside = (node.children ?? []).map(textOf);
  // Inline parts make up a word together; blocks do not.
  return inside.join(['paragraph', 'heading', 'strong', 'emphasis', 'link'].includes(node.type) ? '' : ' ');
}

function attribute(node: Node, name: string): string | undefined {
  const value = node.attributes?.find((each) => each.name === name)?.value;
  return typeof value === 'object' && value !== null ? value.value : (value ?? undefined);
}

function add(counts: Map<string, number>, kind: string, count: number): void {
  counts.set(kind, (counts.get(kind) ?? 0) + count);
}
