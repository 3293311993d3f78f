import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { fileIn } from '../content/in-language.ts';
import { locales, type Locale } from '../i18n/languages.ts';

const LISTING = new RegExp(`^(.*/lessons/listings/\\w+\\.py)\\?(${locales.join('|')})$`);

/** Lets the browser import a listing with its comments in a language: `threadpool.py?zh-cn`. */
export function translatedListings(): Plugin {
  return {
    name: 'translated-listings',
    enforce: 'pre',
    load(id) {
      const [, path, lang] = LISTING.exec(id) ?? [];
      if (!path) return null;
      this.addWatchFile(path);
      const { text, from } = fileIn(lang as Locale, basename(path), readFileSync(path, 'utf8'));
      return `export default ${JSON.stringify(text)};\nexport const from = ${JSON.stringify(from)};\n`;
    },
  };
}
