import { readdirSync, readFileSync } from 'node:fs';

const RUNTIME = new URL('./runtime/', import.meta.url);

/** The files of `runtime/`, name to text. */
export const runtimeFiles = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(RUNTIME)
      .filter((name) => name.endsWith('.py'))
      .map((name) => [name, readFileSync(new URL(name, RUNTIME), 'utf8')]),
  );
