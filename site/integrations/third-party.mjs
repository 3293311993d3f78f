import { readFileSync, writeFileSync } from 'node:fs';
import license from 'rollup-plugin-license';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const packageOf = (name) => JSON.parse(read(`../../node_modules/${name}/package.json`));

/** @typedef {{ name: string, version: string, licence: string, source?: string, text: string }} Part */

/** Packages in the bundles of this build, by name and version: `rollup-plugin-license` sees the modules of each. */
const bundled = new Map();

/**
 * A plugin that remembers what a bundle is made of; for the pages' scripts and for the workers'.
 * @returns {import('vite').Plugin}
 */
function remember() {
  const plugin = license({ thirdParty: { output: (found) => found.forEach(keep) } });
  // Code that runs at build time only is not distributed.
  return { ...plugin, applyToEnvironment: (environment) => environment.name === 'client' };
}

function keep({ name, version, license: licence, licenseText, noticeText, repository, homepage }) {
  const source = (typeof repository === 'string' ? repository : repository?.url) ?? homepage;
  const text = [licenseText, noticeText].filter(Boolean).join('\n\n');
  // Some name their licence only in its text.
  const told = licence ?? (/^MIT License$/m.test(text) ? 'MIT' : 'unknown');
  bundled.set(`${name}@${version}`, { name, version, licence: told, source, text });
}

/** Lists packages distributed beside the bundles: copied, linked into Pyodide, or written into the pages. */
function beside() {
  const npm = (name) => ({ name, version: packageOf(name).version, licence: packageOf(name).license });
  const own = (file) => read(`../../node_modules/${file}`);
  const pyodide = npm('pyodide');
  return [
    {
      ...pyodide,
      source: `https://github.com/pyodide/pyodide/tree/${pyodide.version}`,
      text: `Pyodide is subject to the terms of the Mozilla Public License, v. 2.0, which is at
https://mozilla.org/MPL/2.0/. Its files are given away as they are in the package "pyodide" of npm; the source code of
this release is at https://github.com/pyodide/pyodide/tree/${pyodide.version}, free of charge.
Linked into pyodide.asm.wasm: CPython (below), Emscripten (MIT), musl (MIT), libffi (MIT), zlib (Zlib), bzip2
(bzip2-1.0.6), SQLite (public domain) and others, each with its source named in Pyodide's own recipes.`,
    },
    {
      name: 'CPython',
      version: `3.14, in Pyodide ${pyodide.version}`,
      licence: 'PSF-2.0',
      source: 'https://github.com/python/cpython/tree/3.14',
      text: `Changes to its library: modules come with bytecode, and Pyodide's own patches.\n\n${read('./licences/CPython.txt')}`,
    },
    {
      name: 'Codicons (the font of Monaco)',
      version: `in monaco-editor ${packageOf('monaco-editor').version}`,
      licence: 'CC-BY-4.0',
      source: 'https://github.com/microsoft/vscode-codicons',
      text: 'By Microsoft, under https://creativecommons.org/licenses/by/4.0/; unchanged.',
    },
    {
      name: 'What Monaco has in it (TypeScript and others)',
      version: `in monaco-editor ${packageOf('monaco-editor').version}`,
      licence: 'as each says',
      source: 'https://github.com/microsoft/monaco-editor',
      text: read('../../node_modules/monaco-editor/ThirdPartyNotices.txt'),
    },
    { ...npm('pagefind'), source: 'https://github.com/Pagefind/pagefind', text: own('pagefind/LICENSE/LICENSE') },
    { ...npm('astro'), source: 'https://github.com/withastro/astro', text: own('astro/LICENSE') },
  ];
}

/** @param {Part} part */
const sectionOf = ({ name, version, licence, source, text }) =>
  [
    '='.repeat(80),
    `${name} ${version}`,
    `Licence: ${licence}`,
    ...(source ? [`Source:  ${source.replace(/^git\+/, '')}`] : []),
    '-'.repeat(80),
    (text || 'Its package has no text of its licence.').replaceAll('\r\n', '\n').trim(),
    '',
  ].join('\n');

/**
 * The whole file.
 * @param {Part[]} parts
 */
export function thirdParty(parts) {
  const sorted = parts.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version));
  const list = sorted.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`);
  return `Thread Pool Lab is under the MIT licence. It has the work of others in it, each under its own licence:
线程池实验室采用 MIT 许可证。其中包含下列他人的作品，各自适用其许可证：

${list.join('\n')}

${sorted.map(sectionOf).join('\n')}`;
}

/** The file's name, at the site's root. */
const THIRD_PARTY = 'THIRD-PARTY.txt';

/**
 * Writes the licences of all that the built site has from others; to come before what lists the site's files.
 * @returns {import('astro').AstroIntegration}
 */
export const licences = () => ({
  name: 'licences',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({ vite: { plugins: [remember()], worker: { plugins: () => [remember()] } } });
    },
    'astro:build:done': ({ dir }) => {
      const names = new Set(beside().map(({ name }) => name));
      const parts = [...[...bundled.values()].filter(({ name }) => !names.has(name)), ...beside()];
      writeFileSync(new URL(THIRD_PARTY, dir), thirdParty(parts));
    },
  },
});
