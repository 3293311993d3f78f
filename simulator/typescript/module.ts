/**
 * Compiled code (CommonJS) as a module that can be imported without running any of it: it exports one function, which runs
 * it. All on the first line, so that every line of the code keeps its number.
 */
export const moduleOf = (code: string): string =>
  `export default function (exports, require) {${code.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '')}\n}`;
