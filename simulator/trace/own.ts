/**
 * The value that a table itself has under a key. A key from outside (a file, a link, a program) may be called
 * `constructor` or `__proto__`, which every object inherits.
 */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
