import type { Plugin } from 'vite';

/**
 * Keeps the style sheets of modules that a page fetches later by a dynamic `import()`, and those that they need.
 * Astro removes every style sheet that belongs to no page and that no chunk names among its assets.
 * Vite does not name them there.
 * @param ends how the paths of those modules end.
 */
export const lazyStyles = (...ends: string[]): Plugin => ({
  name: 'lazy-styles',
  generateBundle(_options, bundle) {
    const seen = new Set<string>();
    const keep = (name: string) => {
      const chunk = bundle[name];
      if (chunk?.type !== 'chunk' || seen.has(name)) return;
      seen.add(name);
      for (const sheet of chunk.viteMetadata?.importedCss ?? []) chunk.viteMetadata!.importedAssets.add(sheet);
      for (const next of [...chunk.imports, ...chunk.dynamicImports]) keep(next);
    };
    for (const [name, chunk] of Object.entries(bundle))
      if (chunk.type === 'chunk' && ends.some((end) => chunk.facadeModuleId?.endsWith(end))) keep(name);
  },
});
