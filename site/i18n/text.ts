import { fill } from '../../simulator/trace/fill.ts';
import { escapeHtml } from './html.ts';

/** Seconds as the picture writes them: at least one decimal, no noise of binary fractions. */
export function seconds(value: number): string {
  const short = String(Math.round(value * 1000) / 1000);
  return short.includes('.') ? short : `${short}.0`;
}

/** A message's plain words: without the marks for code and names. For labels and announcements. */
export const plain = (marked: string): string =>
  marked.replace(/[`*]/g, (mark, at: number) => (insideCode(marked, at, mark) ? mark : ''));

// An asterisk between backticks is Python's.
const insideCode = (marked: string, at: number, mark: string): boolean =>
  mark === '*' && marked.slice(0, at).split('`').length % 2 === 0;

/** A message as HTML: `code` between backticks, *names* between asterisks, all else as text. */
export const rich = (marked: string): string =>
  marked
    .split('`')
    .map((part, i) =>
      i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part).replace(/\*([^*]+)\*/g, '<b>$1</b>'),
    )
    .join('');

/** The list format of a language: its tag for `Intl`, and the words for what is left out. */
export interface ListWords {
  tag: string;
  more: string;
}

/** `a, b and c`, or `a, b or c`; of more than `limit` the rest is a number. */
export function list(
  items: readonly string[],
  { tag, more }: ListWords,
  limit = 4,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  const shown =
    items.length > limit ? [...items.slice(0, limit - 1), fill(more, { count: items.length - limit + 1 })] : items;
  return new Intl.ListFormat(tag, { type }).formatToParts(shown).map(spaced).join('');
}

// Chinese puts a space between its own characters and a name in Latin letters.
const spaced = ({ type, value }: { type: string; value: string }): string =>
  type === 'literal' && /^\p{Script=Han}+$/u.test(value) ? ` ${value} ` : value;
