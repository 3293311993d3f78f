import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stampOf, translated } from '../tools/translated.mjs';

/** A translation says of which text it is one. Whoever changes the English text finds here what to translate again. */
test.each(translated())('%s is a translation of the English text as it is now', (file) => {
  const written = /^translates: (\S+)$/m.exec(readFileSync(`lessons/${file}`, 'utf8'))?.[1];
  // A name that YAML would read as a number stands in quotes.
  const stamp = Number.isNaN(Number(written)) ? written?.replaceAll("'", '') : 'a number';
  expect(stamp, `node test/tools/translated.mjs lessons/${file}, once it says what the English says`).toBe(
    stampOf(file),
  );
});
