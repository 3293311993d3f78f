/**
 * Texts, and why each is refused, for `test.each`: `$begin` is how a text begins. The whole one, of up to four million
 * characters, would stand in the title of its test, and so in every report.
 */
export const refused = (letters: number, cases: readonly (readonly [text: string, reason: string])[]) =>
  cases.map(([text, reason]) => ({ text, reason, begin: text.slice(0, letters) }));
