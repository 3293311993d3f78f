import type { Language } from './types.ts';

/** The kind of a piece of code; the style sheet has a colour for each. */
export type CodeColour = 'keyword' | 'string' | 'number' | 'comment' | 'function' | 'type' | 'self' | '';
export type ColouredPiece = readonly [kind: CodeColour, text: string];

/** Characters of a file that is coloured at each key: a longer one is shown plainly. */
const MOST = 60_000;

const PYTHON = {
  keyword:
    'False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match(?=\\s+[^=.,():]+:)|case(?=\\s.*:)',
  string:
    '[rbfuRBFUtT]{0,2}(?:"""(?:\\\\[^]|[^\\\\])*?(?:"""|$)|\'\'\'(?:\\\\[^]|[^\\\\])*?(?:\'\'\'|$)|"(?:\\\\[^]|[^"\\\\\\n])*"?|\'(?:\\\\[^]|[^\'\\\\\\n])*\'?)',
  comment: '#[^\\n]*',
  self: 'self|cls',
};
const TYPESCRIPT = {
  keyword:
    'abstract|as|async|await|break|case|catch|class|const|continue|declare|default|delete|do|else|enum|export|extends|false|finally|for|from|function|if|implements|import|in|instanceof|interface|let|new|null|of|private|protected|public|readonly|return|static|super|switch|throw|true|try|type(?=\\s+\\w)|typeof|undefined|using|var|void|while|yield',
  string: '`(?:\\\\[^]|[^`\\\\])*`?|"(?:\\\\[^]|[^"\\\\\\n])*"?|\'(?:\\\\[^]|[^\'\\\\\\n])*\'?',
  comment: '//[^\\n]*|/\\*[^]*?(?:\\*/|$)',
  self: 'this',
};

const grammar = ({ keyword, string, comment, self }: typeof PYTHON): RegExp =>
  new RegExp(
    [
      `(?<comment>${comment})`,
      `(?<string>(?<![\\w$])(?:${string}))`,
      `(?<number>(?<![\\w$.])(?:0[xXbBoO][\\da-fA-F_]+|\\d[\\d_]*(?:\\.[\\d_]*)?(?:[eE][+-]?\\d+)?)[jn]?)`,
      `(?<![\\w$.])(?:(?<keyword>${keyword})|(?<self>${self}))(?![\\w$])`,
      '(?<type>(?<=(?<![\\w$])class\\s+)[\\w$]+|(?<![\\w$])[A-Z][\\w$]*[a-z][\\w$]*)',
      '(?<function>[A-Za-z_$][\\w$]*(?=\\())',
      // A name as a whole, so that nothing is found in its middle.
      '[A-Za-z_$][\\w$]*',
    ].join('|'),
    'g',
  );
const GRAMMARS: Record<Language, RegExp> = { python: grammar(PYTHON), typescript: grammar(TYPESCRIPT) };

/** The text in pieces, each with its kind; joined they are the text. */
export function coloured(text: string, language: Language): ColouredPiece[] {
  if (text.length > MOST) return [['', text]];
  const pieces: ColouredPiece[] = [];
  let at = 0;
  for (const { 0: found, index, groups } of text.matchAll(GRAMMARS[language])) {
    const kind = Object.keys(groups!).find((name) => groups![name] !== undefined) as CodeColour | undefined;
    if (!kind || found === '') continue;
    if (index > at) pieces.push(['', text.slice(at, index)]);
    pieces.push([kind, found]);
    at = index + found.length;
  }
  if (at < text.length) pieces.push(['', text.slice(at)]);
  return pieces;
}

/** The lines of a text, each in pieces as `coloured` gives them. */
export function colouredLines(text: string, language: Language): ColouredPiece[][] {
  const lines: ColouredPiece[][] = [[]];
  for (const [kind, piece] of coloured(text, language)) {
    const [first, ...more] = piece.split('\n');
    if (first) lines.at(-1)!.push([kind, first]);
    for (const part of more) lines.push(part ? [[kind, part]] : []);
  }
  return lines;
}
