import type { Plugin } from 'vite';

/**
 * Keeps the style sheets of modules that a page fetches later, by a dynamic `import()` of its own. Astro removes every
 * style sheet that belongs to no page and that no chunk names among its assets, and Vite does not name them there.
 * @param ends how the paths of those modules end.
 */
export const lazyStyles = (...ends: string[]): Plugin => ({
  name: 'lazy-styles',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !ends.some((end) => chunk.facadeModuleId?.endsWith(end))) continue;
      for (const sheet of chunk.viteMetadata?.importedCss ?? []) chunk.viteMetadata!.importedAssets.add(sheet);
    }
  },
});
