import type { Language } from './types.ts';

/** Endings of the files that a program may have, the first of which is code. */
const EXTENSIONS: Record<Language, readonly string[]> = { python: ['py', 'txt', 'csv', 'json'], typescript: ['ts'] };

/** Says why a file cannot have this name; null: it can. A link to the program takes the same names. */
export function nameProblem(
  name: string,
  names: readonly string[],
  language: Language = 'python',
): 'bad' | 'badTypeScript' | 'taken' | null {
  const [, extension = ''] = /^\w[\w-]{0,55}\.([a-z]+)$/.exec(name) ?? [];
  if (!EXTENSIONS[language].includes(extension)) return language === 'python' ? 'bad' : 'badTypeScript';
  return names.includes(name) ? 'taken' : null;
}

/** A name that no file has yet. */
export function freeName(names: readonly string[], language: Language = 'python'): string {
  for (let number = 1; ; number++) {
    const name = `module_${number}.${EXTENSIONS[language][0]}`;
    if (!names.includes(name)) return name;
  }
}
