import { editor } from 'monaco-editor/editor';

const THEME = 'lab';

/** Monaco takes only hexadecimal colours. So the browser is asked for each token, as it is in this theme. */
function reader(host: HTMLElement): (token: string) => string {
  const probe = host.appendChild(document.createElement('i'));
  probe.hidden = true;
  return (token) => {
    probe.style.color = `var(--${token})`;
    const parts = getComputedStyle(probe)
      .color.match(/[\d.]+/g)!
      .slice(0, 3);
    return `#${parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, '0')).join('')}`;
  };
}

function define(color: (token: string) => string): void {
  const code = color('code');
  const dark = Number.parseInt(code.slice(1, 3), 16) < 128;
  const rule = (token: string, name: string) => ({ token, foreground: color(name).slice(1) });
  editor.defineTheme(THEME, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'ink'),
      rule('identifier', 'ink'),
      rule('delimiter', 'ink'),
      rule('delimiter.parenthesis', 'ink'),
      rule('delimiter.bracket', 'ink'),
      rule('delimiter.curly', 'ink'),
      rule('keyword', 'tk-keyword'),
      rule('string', 'tk-string'),
      rule('number', 'tk-number'),
      rule('comment', 'tk-comment'),
      rule('tag', 'tk-function'),
      rule('type', 'tk-type'),
      rule('regexp', 'tk-string'),
    ],
    colors: {
      'editor.background': code,
      'editor.foreground': color('ink'),
      'editorGutter.background': code,
      'editorLineNumber.foreground': color('soft'),
      'editorLineNumber.activeForeground': color('ink'),
      'editorCursor.foreground': color('ink'),
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': color('line'),
      'editor.selectionBackground': `${color('accent')}44`,
      'editor.inactiveSelectionBackground': `${color('accent')}22`,
      'editorBracketMatch.background': color('mark'),
      'editorBracketMatch.border': color('edge'),
      'editorError.foreground': color('gone'),
      'editorIndentGuide.background1': color('line'),
      'editorIndentGuide.activeBackground1': color('edge'),
      'editorWidget.background': color('card'),
      'editorWidget.foreground': color('ink'),
      'editorWidget.border': color('edge'),
      'editorHoverWidget.background': color('card'),
      'editorHoverWidget.border': color('edge'),
      'editorSuggestWidget.background': color('card'),
      'editorSuggestWidget.border': color('edge'),
      'editorSuggestWidget.foreground': color('ink'),
      'editorSuggestWidget.highlightForeground': color('accent'),
      'editorSuggestWidget.selectedBackground': color('mark'),
      'editorSuggestWidget.selectedForeground': color('ink'),
      'editorSuggestWidget.focusHighlightForeground': color('accent'),
      'input.background': color('paper'),
      'input.foreground': color('ink'),
      'input.border': color('edge'),
      'inputOption.activeBorder': color('accent'),
      'textLink.foreground': color('accent'),
      'textLink.activeForeground': color('accent'),
      'scrollbarSlider.background': `${color('edge')}66`,
      'scrollbarSlider.hoverBackground': `${color('edge')}99`,
      'scrollbarSlider.activeBackground': `${color('edge')}cc`,
      focusBorder: color('accent'),
      'widget.shadow': '#00000033',
    },
  });
  editor.setTheme(THEME);
}

/** Dresses Monaco in the page's colours, now and whenever the page's theme changes. Gives what stops it. */
export function followTheme(host: HTMLElement): () => void {
  const color = reader(host);
  const system = matchMedia('(prefers-color-scheme: dark)');
  const again = () => define(color);
  const root = new MutationObserver(again);
  again();
  root.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', again);
  return () => {
    root.disconnect();
    system.removeEventListener('change', again);
  };
}
