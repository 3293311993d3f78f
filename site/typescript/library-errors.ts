import { fill } from '../../simulator/trace/fill.ts';
import type { TypeScriptMessages } from '../i18n/en/typescript.ts';

/** An error of the library in the reader's language; null: it is not the library's. @param message Without the class. */
export function libraryError(message: string, errors: TypeScriptMessages['errors']): string | null {
  for (const { en, here } of Object.values(errors)) {
    const parts = en.split(/\{(\w+)\}/);
    const pattern = parts.map((part, i) =>
      i % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    const found = new RegExp(`^${pattern.join('')}$`, 's').exec(message);
    if (found) return fill(here, { ...found.groups });
  }
  return null;
}
