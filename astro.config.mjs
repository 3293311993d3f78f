import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { defaultLocale, locales } from './site/i18n/languages.ts';
import { intent } from './site/integrations/intent.ts';
import { lazyStyles } from './site/integrations/lazy-styles.ts';
import { offline } from './site/integrations/offline.ts';
import { onlyInBrowsers } from './site/integrations/only-in-browsers.ts';
import { pagefind } from './site/integrations/pagefind.mjs';
import { scorm } from './site/integrations/scorm.ts';
import { pyodide } from './site/integrations/pyodide.mjs';
import { licences } from './site/integrations/third-party.mjs';
import { statecharts } from './site/integrations/statecharts.ts';
import { translatedListings } from './site/integrations/translated-listings.ts';
import { terms } from './site/integrations/terms.ts';
import { withoutComments } from './site/integrations/without-comments.ts';
import { isolationHeaders, threadFolder } from './site/server/headers.mjs';

const { SITE_URL, BASE_PATH, OUT_DIR } = process.env;

/** Fetched only when somebody edits code in the full editor. */
const MONACO = ['/site/editor/monaco.ts', '/site/editor/monaco-typescript.ts'];
const MESSAGES = new RegExp(`site.i18n.(${locales.join('|')}).`);
const EVERYWHERE = /node_modules.svelte.src|simulator.trace.events\.ts/;

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: OUT_DIR || './dist',
  site: SITE_URL || 'https://thread-pool-lab.example.org',
  base: BASE_PATH || '/',
  output: 'static',
  trailingSlash: 'always',
  i18n: { defaultLocale, locales, routing: { prefixDefaultLocale: false } },
  // A component's rule weighs what its selector says, so that scoping it changes nothing else.
  scopedStyleStrategy: 'where',
  integrations: [
    mdx(),
    svelte({ compilerOptions: { cssHash: shortHash } }),
    intent(),
    pyodide(),
    scorm(),
    pagefind(),
    licences(),
    offline(),
  ],
  markdown: { syntaxHighlight: false, processor: satteri({ mdastPlugins: [terms] }) },
  devToolbar: { enabled: false },
  prefetch: false,
  server: { port: 4321, headers: isolationHeaders },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        // Python's worker begins with a blob, so that it inherits this policy whatever its host sends.
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      // Svelte's style: directives and Monaco set styles at run time, where no hash can be known.
      styleDirective: { resources: ["'self'", "'unsafe-inline'"] },
    },
  },
  vite: {
    plugins: [statecharts(), translatedListings(), lazyStyles(...MONACO), onlyInBrowsers(...MONACO)],
    worker: {
      format: 'es',
      plugins: () => [withoutComments()],
      rolldownOptions: { output: { entryFileNames: workerFile } },
    },
    build: {
      // Monaco is one chunk that is fetched only when somebody edits code.
      chunkSizeWarningLimit: 3500,
      // A sheet in a page comes again with each page, so only small ones are written into it.
      assetsInlineLimit: (path, content) => (path.endsWith('.css') ? content.length < 2048 : undefined),
      rolldownOptions: {
        onLog: withoutDirectiveWarnings,
        // Messages are data: an island that uses them only when the page is built brings none of them.
        treeshake: { moduleSideEffects: [{ test: MESSAGES, sideEffects: false }] },
        // What every island has is one file: each piece of its own would cost more than it weighs.
        output: { codeSplitting: { groups: [{ name: 'island', test: EVERYWHERE }] } },
      },
    },
  },
});

/** The threads of TypeScript programs have a content policy of their own, so their script has a folder of its own. */
function workerFile({ facadeModuleId = '' }) {
  const thread = facadeModuleId?.split('?')[0].endsWith('/simulator/typescript/thread.ts');
  return `${thread ? threadFolder.slice(1) : '_astro/'}[name]-[hash].js`;
}

/** Names the class that scopes a component's styles: short, as a page has it hundreds of times. */
function shortHash({ hash, filename }) {
  return `s-${hash(filename).slice(0, 4)}`;
}

/** Astro marks every lesson with a directive of its own and removes it again; Rolldown warns about each. */
function withoutDirectiveWarnings(level, log, report) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
}
