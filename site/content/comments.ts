import { own } from '../../simulator/trace/own.ts';

/** A comment or a docstring of a program. */
interface Comment {
  /** Its text without signs and indentation; lines of `#` or `//` that follow each other are one comment. */
  text: string;
  from: number;
  to: number;
  /** The comment with another text. */
  write: (text: string) => string;
}

const PYTHON =
  /(?<line>#[^\n]*)|(?<block>"""(?:\\[^]|[^\\])*?""")|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g;
const TYPESCRIPT =
  /(?<line>\/\/[^\n]*)|(?<block>\/\*[^]*?\*\/)|`(?:\\[^]|[^`\\])*`|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g;

/** The comments and docstrings of a program, in their order; its language is that of its name. */
export function commentsOf(code: string, file: string): Comment[] {
  const found: Comment[] = [];
  for (const match of code.matchAll(file.endsWith('.py') ? PYTHON : TYPESCRIPT)) {
    const { line, block } = match.groups!;
    const from = match.index;
    const indent = code.slice(code.lastIndexOf('\n', from - 1) + 1, from);
    if (line !== undefined) addLine(found, code, { line, from, indent });
    else if (block?.startsWith('/') || (block && isDocstring(code, from, from + block.length)))
      found.push(blockOf(block, from, indent));
  }
  return found;
}

/**
 * The program with its comments in another language. A comment without a translation stays. The lines of the code stay the
 * same.
 */
export function withComments(code: string, file: string, translations: Readonly<Record<string, string>>): string {
  let written = '';
  let at = 0;
  for (const { text, from, to, write } of commentsOf(code, file)) {
    const translated = own(translations, text);
    if (translated === undefined) continue;
    if (translated.split('\n').length !== text.split('\n').length)
      throw new Error(`${file}: the translation of the comment "${text}" has another number of lines.`);
    written += code.slice(at, from) + write(translated);
    at = to;
  }
  return written + code.slice(at);
}

function addLine(
  found: Comment[],
  code: string,
  { line, from, indent }: { line: string; from: number; indent: string },
): void {
  const sign = line.startsWith('#') ? '#' : '//';
  const text = line.slice(sign.length).trim();
  const write = (lines: string) => lines.replaceAll(/^/gm, `${sign} `).replaceAll('\n', `\n${indent}`);
  const before = found.at(-1);
  const goesOn =
    before &&
    indent.trim() === '' &&
    code.slice(before.from, before.to).startsWith(sign) &&
    before.to === from - indent.length - 1;
  // Beside code a comment is one of its own.
  const alone = before && code.slice(code.lastIndexOf('\n', before.from - 1) + 1, before.from) === indent;
  if (goesOn && alone)
    found.splice(-1, 1, { text: `${before.text}\n${text}`, from: before.from, to: from + line.length, write });
  else found.push({ text, from, to: from + line.length, write });
}

function blockOf(block: string, from: number, indent: string): Comment {
  const [open] = /^(?:"""|\/\*\*? ?)/.exec(block)!;
  const [close] = /\s*(?:"""|\*\/)$/.exec(block)!;
  const inner = block.slice(open.length, block.length - close.length);
  const write = (text: string) => open + text.replaceAll(/\n(?!\n)/g, `\n${indent}`) + close;
  return { text: inner.replaceAll(`\n${indent}`, '\n'), from, to: from + block.length, write };
}

/** Tells whether a string is the first statement of a file, a class or a function. */
function isDocstring(code: string, from: number, to: number): boolean {
  const before = code.slice(0, from).trimEnd();
  const ownLine = code.slice(code.lastIndexOf('\n', from - 1) + 1, from).trim() === '';
  return ownLine && /^[^\S\n]*(?:\n|$)/.test(code.slice(to)) && (before === '' || before.endsWith(':'));
}
