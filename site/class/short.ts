/** The length of a link, in characters, that chat programs and browsers do not cut. */
export const SHORT = 6000;

/** A file's name made of words that may be anything: `hand-in-Zoë-2026-11-23.json`. */
export const fileNameOf = (...parts: readonly string[]): string =>
  `${parts
    .map((part) => part.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, ''))
    .filter(Boolean)
    .join('-')}.json`;
