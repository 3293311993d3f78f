import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { base } from './base.ts';
import { UsageError } from './usage.ts';

/** Writes a file that the user has named. @throws UsageError if it cannot be written. */
export function writeOut(path: string, text: string): void {
  try {
    writeFileSync(resolve(base(), path), text);
  } catch (error) {
    throw new UsageError(`the file cannot be written: ${(error as Error).message}`);
  }
}
