/** For the type checkers that do not read Astro's own files: `astro check` looks into each component instead. */
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js';

  const component: AstroComponentFactory;
  export default component;
}

/** A module of Monaco without types. */
declare module 'monaco-editor/languages/features/typescript/tsMode' {
  export { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';
}

/** A listing with Chinese comments, from `site/integrations/translated-listings.ts`. */
declare module '*.py?zh-cn' {
  const text: string;
  export default text;
  /** Hash of the English text. */
  export const from: string | undefined;
}
