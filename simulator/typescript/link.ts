import * as v from 'valibot';
import { LinkError, encodeFragment, decodeFragment } from '../link/permalink.ts';

/** A program of several files; it begins in one of them. */
export interface ProgramFiles {
  files: Record<string, string>;
  entry: string;
}

/** Bytes of code that a link may unpack to. */
const MAX_BYTES = 3_000_000;
const MAX_FILES = 40;

const fileName = v.pipe(v.string(), v.regex(/^\w[\w-]{0,99}\.ts$/));
const body = v.strictObject({
  ts: v.pipe(v.record(fileName, v.string()), v.maxEntries(MAX_FILES)),
  e: fileName,
});

/** The program as text for a URL's fragment. */
export const encodeFiles = ({ files, entry }: ProgramFiles): string => encodeFragment({ ts: files, e: entry });

/** Reads what {@link encodeFiles} wrote, and believes none of it; nothing is run. @throws LinkError */
export function decodeFiles(text: string): { program: ProgramFiles } {
  const parsed = v.safeParse(body, decodeFragment(text, MAX_BYTES));
  if (!parsed.success || !Object.hasOwn(parsed.output.ts, parsed.output.e)) throw new LinkError('not-a-scenario');
  return { program: { files: parsed.output.ts, entry: parsed.output.e } };
}
