import type { Language, Surface, SurfaceOptions } from './types.ts';

// Not in the server’s build, which would tie Monaco’s style sheet to the page.
const fetchWords = import.meta.env.SSR ? undefined : () => import('monaco-editor/nls/lang/zh-cn');
const fetchMonaco = import.meta.env.SSR ? undefined : () => import('./monaco.ts');

/** Monaco's support for each language, fetched only where that language is edited. */
const fetchLanguage = {
  python: import.meta.env.SSR ? undefined : () => import('./monaco-python.ts').then(({ python }) => python),
  typescript: import.meta.env.SSR
    ? undefined
    : () => import('./monaco-typescript.ts').then(({ typescript }) => typescript),
};

/**
 * Fetches Monaco, in the page's language.
 * @throws where it cannot be fetched.
 */
export async function loadMonaco(language: Language): Promise<(host: HTMLElement, options: SurfaceOptions) => Surface> {
  await loadWords();
  const [{ openMonaco }, start] = await Promise.all([fetchMonaco!(), fetchLanguage[language]!()]);
  return (host, options) => openMonaco(host, options, start);
}

/** Monaco reads its own words when its first module runs; so before anything of it is fetched. */
export async function loadWords(): Promise<void> {
  if (document.documentElement.lang === 'zh-CN') await fetchWords?.();
}
