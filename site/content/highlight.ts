import { createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import python from 'shiki/langs/python.mjs';
import typescript from 'shiki/langs/typescript.mjs';

export type HighlightedLanguage = 'python' | 'typescript' | 'text';

/** A run of text of one kind. `kind` is a class name such as `tk-keyword`, or empty for plain text. */
export interface Token {
  text: string;
  kind: string;
}

/** The TextMate scopes of each kind of token; a longer scope wins, as in every theme. */
const scopes: Record<string, string[]> = {
  'tk-comment': [
    'comment',
    'punctuation.definition.comment',
    'string.quoted.docstring',
    'string.quoted.docstring punctuation.definition.string',
  ],
  'tk-string': ['string', 'punctuation.definition.string'],
  'tk-number': ['constant.numeric', 'constant.language', 'constant.character.escape', 'constant.character.format'],
  'tk-keyword': [
    'keyword',
    'storage',
    'keyword.operator.logical',
    'keyword.operator.expression',
    'keyword.operator.new',
  ],
  'tk-function': ['entity.name.function', 'support.function', 'meta.function.decorator'],
  'tk-type': ['entity.name.type', 'support.type', 'support.class', 'entity.other.inherited-class'],
  'tk-self': ['variable.language', 'variable.parameter.function.language'],
  'tk-plain': ['keyword.operator', 'storage.type.function.arrow', 'meta.fstring', 'punctuation'],
};

// On the way through Shiki a colour stands for a kind: a class needs no inline style, and follows both themes.
const kinds = Object.keys(scopes);
const colour = (kind: string): string => `#00000${kinds.indexOf(kind) + 1}`;

const highlighter = createHighlighterCoreSync({
  engine: createJavaScriptRegexEngine(),
  langs: [python, typescript],
  themes: [
    {
      name: 'kinds',
      type: 'light',
      fg: '#000000',
      bg: '#ffffff',
      settings: kinds.map((kind) => ({ scope: scopes[kind] ?? [], settings: { foreground: colour(kind) } })),
    },
  ],
});

/** Code that was highlighted: both languages of a page have the same listings. */
const known = new Map<string, readonly Token[][]>();

/** The lines of `code`, each as runs of text with a class name. Works at build time; nothing of it reaches the browser. */
export function highlight(code: string, lang: HighlightedLanguage): readonly Token[][] {
  const key = `${lang}\n${code}`;
  if (!known.has(key)) known.set(key, tokensOf(code, lang));
  return known.get(key)!;
}

function tokensOf(code: string, lang: HighlightedLanguage): Token[][] {
  if (lang === 'text') return code.split('\n').map((text) => [{ text, kind: '' }]);
  // By itself it gives a line up after half a second, which a busy machine takes for the first.
  const lines = highlighter.codeToTokensBase(code, { lang, theme: 'kinds', tokenizeTimeLimit: 0 });
  return lines.map((line) => join(line.map(({ content, color }) => ({ text: content, kind: kindOf(color) }))));
}

function kindOf(color: string | undefined): string {
  const kind = kinds[Number.parseInt(color?.slice(-1) ?? '0', 16) - 1] ?? '';
  return kind === 'tk-plain' ? '' : kind;
}

/** Neighbours of one kind become one run: fewer elements for the page. */
function join(tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last && (last.kind === token.kind || token.text.trim() === '')) last.text += token.text;
    else joined.push({ ...token });
  }
  return joined;
}
