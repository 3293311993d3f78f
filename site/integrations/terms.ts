import { readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import type { MdastContent, MdastNode, MdastPluginDefinition } from 'satteri';
import type { GlossaryEntry } from '../content/glossary.ts';

/** The elements in which a link would be in the way. */
const LEFT_ALONE = new Set(['heading', 'link', 'linkReference', 'Term', 'Facilitator', 'Hint', 'Solution']);

interface Word {
  id: string;
  /** The last character of one way to write it may be followed by a plural s. */
  pattern: RegExp;
}

/**
 * Marks each main word of the glossary where a lesson says it first, as `<Term id="…" linked>`. Where the lesson has a
 * `<Term>` of its own for a word, no other is added.
 */
export function terms({ fileURL }: { fileURL?: URL | undefined }): MdastPluginDefinition | null {
  const language = /\/lessons\/([a-z-]+)\//.exec(fileURL?.pathname ?? '')?.[1];
  if (!language) return null;
  let open: Word[] = [];
  return {
    name: 'terms',
    before(root) {
      const own = new Set(termsIn(root));
      open = wordsOf(language).filter(({ id }) => !own.has(id));
    },
    text(node, context) {
      for (
        let at: MdastNode | undefined = context.parent(node);
        at;
        at = context.parent(at as Exclude<MdastNode, Root>)
      )
        if (LEFT_ALONE.has('name' in at && at.name ? at.name : at.type)) return;
      const { pieces, left } = split(node.value, open);
      open = left;
      if (pieces.length > 1 || pieces[0]?.type !== 'text') context.replaceNode(node, pieces as MdastContent[]);
    },
  };
}

/** A text in pieces, its terms among them, and the words that are not in it. */
function split(text: string, open: Word[]): { pieces: { type: string }[]; left: Word[] } {
  const found = open.flatMap((word) => {
    const match = word.pattern.exec(text);
    return match ? [{ word, at: match.index, text: match[0] }] : [];
  });
  const [first] = found.toSorted((a, b) => a.at - b.at || b.text.length - a.text.length);
  const plain = (value: string) => (value ? [{ type: 'text', value }] : []);
  if (!first) return { pieces: plain(text), left: open };
  const others = open.filter((word) => word !== first.word);
  const rest = split(text.slice(first.at + first.text.length), others);
  return { ...rest, pieces: [...plain(text.slice(0, first.at)), termOf(first.word.id, first.text), ...rest.pieces] };
}

const termOf = (id: string, word: string) => ({
  type: 'mdxJsxTextElement',
  name: 'Term',
  attributes: [
    { type: 'mdxJsxAttribute', name: 'id', value: id },
    { type: 'mdxJsxAttribute', name: 'linked', value: null },
  ],
  children: [{ type: 'text', value: word }],
});

function termsIn(node: unknown): string[] {
  const {
    name,
    attributes = [],
    children = [],
  } = node as {
    name?: string;
    attributes?: { name: string; value: unknown }[];
    children?: unknown[];
  };
  const own = name === 'Term' ? attributes.flatMap((each) => (each.name === 'id' ? [String(each.value)] : [])) : [];
  return [...own, ...children.flatMap(termsIn)];
}

const known = new Map<string, Word[]>();

function wordsOf(language: string): Word[] {
  let words = known.get(language);
  if (!words) {
    const url = new URL(`../../lessons/${language}/glossary.json`, import.meta.url);
    const entries = Object.entries(JSON.parse(readFileSync(url, 'utf8')) as Record<string, GlossaryEntry>);
    words = entries.map(([id, { match }]) => ({ id, pattern: patternOf(match) }));
    known.set(language, words);
  }
  return words;
}

/** Words of letters stand alone, with or without a plural s; Chinese has no spaces that could tell. */
function patternOf(match: readonly string[]): RegExp {
  const escaped = match.map((text) => {
    const plain = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return /^[\x20-\x7e]+$/.test(text) ? `(?<![\\w.-])${plain}(?:e?s)?(?![\\w-])` : plain;
  });
  return new RegExp(escaped.join('|'), 'i');
}
