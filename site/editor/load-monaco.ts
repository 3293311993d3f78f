import { localeFor, type Locale } from '../i18n/index.ts';
import { imported } from '../ui/imported.ts';
import type { Language, Surface, SurfaceOptions } from './types.ts';

/** Monaco's own words in each language but that of its sources. */
const fetchWords: Readonly<Record<Exclude<Locale, 'en'>, (() => Promise<unknown>) | undefined>> = {
  'zh-cn': import.meta.env.SSR ? undefined : () => imported(() => import('monaco-editor/nls/lang/zh-cn')),
};
// Not in the server’s build, which would tie Monaco’s style sheet to the page.
const fetchMonaco = import.meta.env.SSR ? undefined : () => imported(() => import('./monaco.ts'));

/** Monaco's support for each language, fetched only where that language is edited. */
const fetchLanguage = {
  python: import.meta.env.SSR
    ? undefined
    : () => imported(() => import('./monaco-python.ts')).then(({ python }) => python),
  typescript: import.meta.env.SSR
    ? undefined
    : () => imported(() => import('./monaco-typescript.ts')).then(({ typescript }) => typescript),
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
  const lang = localeFor(document.documentElement.lang);
  if (lang !== 'en') await fetchWords[lang]?.();
}
