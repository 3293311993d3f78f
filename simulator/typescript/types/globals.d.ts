/** Globals of a program, besides those of the language: no page, no network, no storage. */

interface Console {
  /** Prints a line. */
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  /** Prints a line as an error. */
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}
declare const console: Console;

declare const performance: {
  /** Milliseconds. */
  now(): number;
};

/** Calls a function after so many milliseconds: only in a thread that awaits, not in one that blocks. */
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(timer?: number): void;
declare function structuredClone<T>(value: T): T;
