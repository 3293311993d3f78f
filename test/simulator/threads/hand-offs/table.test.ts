import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../../simulator/', import.meta.url).pathname;
const table = readFileSync(`${root}threads/README.md`, 'utf8');
const files = globSync('**/*.ts', { cwd: root }).filter((file) =>
  /Atomics\.(wait|waitAsync|notify)\(/.test(readFileSync(root + file, 'utf8')),
);

test.each(files)('%s waits or notifies, and stands in the table of hand-offs', (file) => {
  expect(table).toContain(`\`${file.replace('threads/', '')}\``);
});
