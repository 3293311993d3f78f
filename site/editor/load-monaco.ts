import type { Surface, SurfaceOptions } from './types.ts';

// Not in the server’s build, which would tie Monaco’s style sheet to the page.
const fetchWords = import.meta.env.SSR ? undefined : () => import('monaco-editor/nls/lang/zh-cn');
const fetchMonaco = import.meta.env.SSR ? undefined : () => import('./monaco.ts');

/**
 * Fetches Monaco, in the page's language.
 * @throws where it cannot be fetched.
 */
export async function loadMonaco(): Promise<(host: HTMLElement, options: SurfaceOptions) => Surface> {
  // Monaco reads its own words when its first module runs.
  if (document.documentElement.lang === 'zh-CN') await fetchWords?.();
  return (await fetchMonaco!()).openMonaco;
}
