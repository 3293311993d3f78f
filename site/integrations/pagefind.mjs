import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';

/**
 * Indexes the built site for search, every language by its own `<html lang>`.
 * @returns {import('astro').AstroIntegration}
 */
export function pagefind() {
  return {
    name: 'pagefind',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const built = fileURLToPath(dir);
        const { index, errors } = await createIndex();
        if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
        try {
          const added = await index.addDirectory({ path: built });
          const written = await index.writeFiles({ outputPath: `${built}/pagefind` });
          const failures = [...added.errors, ...written.errors];
          if (failures.length > 0) throw new Error(`Pagefind failed: ${failures.join('; ')}`);
          logger.info(`indexed ${added.page_count} pages`);
        } finally {
          await close();
        }
      },
    },
  };
}
