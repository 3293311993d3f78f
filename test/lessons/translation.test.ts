import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stampOf, translated } from '../tools/translated.mjs';

/** A translation says of which text it is one. Whoever changes the English text finds here what to translate again. */
test.each(translated())('%s is a translation of the English text as it is now', (file) => {
  const stamp = /^translates: (\S+)$/m.exec(readFileSync(`lessons/${file}`, 'utf8'))?.[1];
  expect(stamp, `node test/tools/translated.mjs lessons/${file}, once it says what the English says`).toBe(
    stampOf(file),
  );
});
