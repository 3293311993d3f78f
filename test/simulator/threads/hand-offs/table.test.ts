import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../../', import.meta.url).pathname;
const table = readFileSync(`${root}simulator/threads/README.md`, 'utf8');
const USE = /Atomics\.(wait|waitAsync|notify)\(|native\.(wait|notify)\(/;
const HEADS = [
  /^\s*(?:export |private |static |async )*(?:function\*? |\*)?(\w+)\((?:[^;]*\{)?$/,
  /^\s*(?:export |const )*(\w+)(?: =|:) .*(?:=>|\{)$/,
];
const NO_HEADS = ['if', 'for', 'while', 'switch', 'catch', 'during'];

/** The function that a line stands in: the last head above it that is less indented. */
function functionAt(lines: readonly string[], at: number): string {
  const indent = (line: string) => line.search(/\S/);
  for (let i = at - 1; i >= 0; i--) {
    const name = HEADS.map((head) => head.exec(lines[i]!)?.[1]).find((found) => found !== undefined);
    if (name && !NO_HEADS.includes(name) && indent(lines[i]!) < indent(lines[at]!)) return name;
  }
  throw new Error(`line ${at + 1}, ${lines[at]!}, stands in no function`);
}

const uses = globSync(['simulator/**/*.{ts,mjs}', 'site/**/*.{ts,mjs,svelte,astro}'], { cwd: root }).flatMap((file) => {
  const lines = readFileSync(root + file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (!USE.test(line)) return [];
    return [[functionAt(lines, at), file.replace('simulator/', '').replace('threads/', '')] as const];
  });
});

test.each([...new Map(uses.map((use) => [use.join(), use])).values()])(
  '%s of %s waits or notifies, and stands in the table of hand-offs',
  (name, file) => {
    const rows = table.split('\n').filter((row) => row.includes(`\`${name}()\``));
    expect(rows.join('\n')).toContain(`\`${file}\``);
  },
);
