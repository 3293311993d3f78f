import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const lessons = fileURLToPath(new URL('../../lessons/', import.meta.url));

/** Every text in a language other than English, by its path in `lessons/`. */
export const translated = () =>
  globSync('*/{*,pages/*}.mdx', { cwd: lessons })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('en/'))
    .toSorted();

/** A short name of the English text that `file` is a translation of. @param {string} file a path in `lessons/` */
export function stampOf(file) {
  const english = readFileSync(lessons + file.replace(/^[^/]+/, 'en'), 'utf8');
  return createHash('sha256').update(english).digest('hex').slice(0, 12);
}

/** Writes into a translation's front matter which English text it now says. @param {string} file */
function stamp(file) {
  const text = readFileSync(lessons + file, 'utf8').replace(/^translates: .*\n/m, '');
  const name = stampOf(file);
  // YAML reads 399553916747 and 12e4 as numbers.
  const value = Number.isNaN(Number(name)) ? name : `'${name}'`;
  writeFileSync(lessons + file, text.replace(/\n---\n/, `\ntranslates: ${value}\n---\n`));
  console.log(`${file} says what the English text says.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const asked = process.argv.slice(2).map((file) => file.replaceAll('\\', '/').replace(/^.*\blessons\//, ''));
  if (asked.length === 0) console.log('node test/tools/translated.mjs lessons/zh-cn/NAME.mdx …');
  asked.forEach(stamp);
}
