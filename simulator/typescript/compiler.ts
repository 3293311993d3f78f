/**
 * The compiler's options, in the numbers of TypeScript's own enumerations, which a page with a compiled program need not
 * download. CommonJS, because then `import` is a call that the thread answers, with the library's modules or the program's.
 */
export const COMPILER_OPTIONS = {
  /** ES2023 */
  target: 10,
  lib: ['lib.es2023.d.ts'],
  /** CommonJS */
  module: 1,
  /** Node10: `./other` is `./other.ts`. */
  moduleResolution: 2,
  /** Force: a file without import and export is a module too. */
  moduleDetection: 3,
  types: [],
  strict: true,
  noUncheckedIndexedAccess: false,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  sourceMap: true,
  inlineSources: false,
  removeComments: false,
  allowNonTsExtensions: true,
  newLine: 1,
};
