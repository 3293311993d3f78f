import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Files that a browser never requests by itself, or must get from the host. */
const LEFT_OUT = /(^|\/)(_headers|isolate\.js|offline\.js)$|^offline\/|\.(br|gz)$/;

/** Writes the lists of {@link writeLists} when the site is built; to be the last integration. */
export const offline = (): AstroIntegration => ({
  name: 'offline',
  hooks: { 'astro:build:done': ({ dir }) => writeLists(fileURLToPath(dir)) },
});

/**
 * Says what there is to keep for use without network, in two files of a built site: `offline/version.json` is small, to see
 * whether the site has changed; `offline/files.json` has every address, relative to the site's root, and the SHA-256 of what
 * is there.
 */
export function writeLists(root: string): void {
  let bytes = 0;
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !LEFT_OUT.test(name))
    .toSorted()
    .map((name) => {
      const content = readFileSync(join(root, name));
      bytes += content.length;
      return [name.replace(/(^|\/)index\.html$/, '$1'), createHash('sha256').update(content).digest('hex')];
    });
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  mkdirSync(join(root, 'offline'), { recursive: true });
  writeFileSync(join(root, 'offline/version.json'), JSON.stringify({ version, bytes }));
  writeFileSync(join(root, 'offline/files.json'), JSON.stringify({ version, files }));
}
