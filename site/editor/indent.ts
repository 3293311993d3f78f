/** The spaces a new line begins with after this text: as the line before, and one level more after a colon. */
export function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^ */.exec(line)![0];
  return /:\s*(?:#.*)?$/.test(line) ? `${indent}    ` : indent;
}
