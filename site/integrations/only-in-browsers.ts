import type { Plugin } from 'vite';

/**
 * Leaves workers, and modules that only browsers load, out of the bundle that makes the pages. No page runs them while it is
 * made, and bundling them twice took a fifth of a build.
 * @param ends how the paths of those modules end.
 */
export const onlyInBrowsers = (...ends: string[]): Plugin => ({
  name: 'only-in-browsers',
  enforce: 'pre',
  applyToEnvironment: ({ config }) => config.consumer === 'server',
  load(id) {
    return /[?&]worker\b/.test(id) || ends.some((end) => id.endsWith(end)) ? 'export default null;' : null;
  },
});
