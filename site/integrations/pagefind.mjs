import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';
import { packaged } from '../ui/packaged.ts';

/**
 * Indexes the built site for search, every language by its own `<html lang>`. A package has no search.
 * @returns {import('astro').AstroIntegration}
 */
export function pagefind() {
  return {
    name: 'pagefind',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        if (packaged) return;
        const built = fileURLToPath(dir);
        const { index, errors } = await createIndex();
        if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
        try {
          const added = await index.addDirectory({ path: built });
          // Not its own `writeFiles`: that says it is done before all is on the disk, and `close` then ends it in a file.
          const made = await index.getFiles();
          const failures = [...added.errors, ...made.errors];
          if (failures.length > 0) throw new Error(`Pagefind failed: ${failures.join('; ')}`);
          for (const { path, content } of made.files) {
            const file = join(built, 'pagefind', path);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, content);
          }
          logger.info(`indexed ${added.page_count} pages`);
        } finally {
          await close();
        }
      },
    },
  };
}
