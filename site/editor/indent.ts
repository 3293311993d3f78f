import type { Language } from './types.ts';

const OPENS: Readonly<Record<Language, { end: RegExp; level: string }>> = {
  python: { end: /:\s*(?:#.*)?$/, level: '    ' },
  typescript: { end: /[{([]\s*(?:\/\/.*)?$/, level: '  ' },
};

/** The spaces a new line begins with after this text: as the line before, and one level more where a block begins. */
export function indentAfter(before: string, language: Language = 'python'): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^ */.exec(line)![0];
  const { end, level } = OPENS[language];
  return end.test(line) ? indent + level : indent;
}
