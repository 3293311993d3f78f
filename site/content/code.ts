import { escapeHtml } from '../i18n/html.ts';
import { highlight, type HighlightedLanguage } from './highlight.ts';

/** Highlighted lines as HTML, each in a span that knows its number; the numbers are drawn by the style, so they are never copied. */
export function codeHtml(text: string, lang: HighlightedLanguage, from?: number): string {
  const lines = highlight(text, lang).map((tokens, index) => {
    const html = tokens
      .map(({ text: run, kind }) => (kind ? `<span class="${kind}">${escapeHtml(run)}</span>` : escapeHtml(run)))
      .join('');
    return from === undefined ? html : `<span class="line" data-line="${from + index}">${html}</span>`;
  });
  return lines.join('\n');
}

/** The language a fence names, such as `py` or `ts`. */
export function languageOf(name: string | undefined): HighlightedLanguage {
  if (name === 'py' || name === 'python') return 'python';
  if (name === 'ts' || name === 'typescript' || name === 'js' || name === 'javascript') return 'typescript';
  return 'text';
}
