/** A run of text of one kind: `kind` is a class of the listings' colours, or '' for plain text. */
interface Coloured {
  text: string;
  kind: string;
}

const KEYWORDS =
  'and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield';
const PREFIX = '(?:[rR]?[bBfFtT]|[bBfFtT]?[rR]|[uU])?';
const STRING = String.raw`${PREFIX}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?)`;
/** Alternatives in the order of `KINDS`; a name is taken whole, so that no keyword is found within one. */
const TOKEN = new RegExp(
  [
    String.raw`(#[^\n]*)`,
    `(${STRING})`,
    String.raw`((?<![\p{L}\p{N}_.])\d[\w.]*)`,
    String.raw`((?<=\bdef[ \t]+)[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`((?<=\bclass[ \t]+)[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(\b(?:${KEYWORDS})\b)`,
    String.raw`(\b(?:True|False|None)\b)`,
    String.raw`(\b(?:self|cls)\b)`,
    String.raw`[\p{L}_][\p{L}\p{N}_]*`,
  ].join('|'),
  'gu',
);
const KINDS = ['comment', 'string', 'number', 'function', 'type', 'keyword', 'number', 'self'];

/** A Python program in the colours of the listings. For programs that are known only in the browser. */
export function coloured(source: string): Coloured[] {
  const runs: Coloured[] = [];
  let plain = 0;
  for (const match of source.matchAll(TOKEN)) {
    const kind = match.slice(1).findIndex((group) => group !== undefined);
    if (kind < 0) continue;
    if (match.index > plain) runs.push({ text: source.slice(plain, match.index), kind: '' });
    runs.push({ text: match[0], kind: `tk-${KINDS[kind]}` });
    plain = match.index + match[0].length;
  }
  if (plain < source.length) runs.push({ text: source.slice(plain), kind: '' });
  return runs;
}
