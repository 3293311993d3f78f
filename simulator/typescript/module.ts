import { PARAMETERS } from './turns/views.ts';

/** Blanks and comments: the compiler keeps them between `import` and what follows. */
const between = String.raw`(?:\s|\/\*[\s\S]*?\*\/|\/\/.*[\n\r\u2028\u2029])*`;
/** Expressions that fetch a module and that the compiler leaves, though every other `import` is a call of `require`. */
const fetching = new RegExp(String.raw`\bimport${between}\??\.${between}(?:defer|source)\b`);

/**
 * Compiled code (CommonJS) as a module that can be imported without running any of it: it exports one function, which runs
 * it. All on the first line, so that every line of the code keeps its number. Code that would fetch a module by itself is
 * not in it: what stands there raises.
 */
export const moduleOf = (code: string): string =>
  fetching.test(code)
    ? `export default function () {throw new SyntaxError(${JSON.stringify(FETCHES)});}`
    : `export default function (exports, require, {${VIEWS}}) {{${code.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '')}\n}}`;

/** Parameters, and not globals: a check watches the program's memory, and not the library's. */
const VIEWS = PARAMETERS.join(', ');

const FETCHES = 'import.defer and import.source are closed here: a program has no network';
