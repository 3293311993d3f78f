import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The rooms of the house, the ground first. A file imports from its own room and from rooms earlier in this list. A row
 * is a layer: its rooms do not know each other.
 */
const SIMULATOR = [
  ['simulator/port', 'simulator/sandbox', 'simulator/trace'],
  ['simulator/schedule', 'simulator/scenario', 'simulator/machines'],
  ['simulator/run'],
  ['simulator/link'],
  ['simulator/threads'],
  ['simulator/engines/model'],
  ['simulator/engines/workers', 'simulator/engines/python/interpreter'],
  ['simulator/exercise'],
  ['simulator/engines/python/analysis'],
  ['simulator/engines/python/service'],
  ['simulator/typescript', 'simulator/gil'],
  ['simulator/session', 'simulator/class'],
  ['simulator/cli'],
];
const SITE = [
  ['site/i18n'],
  ['site/ui'],
  ['site/content', 'site/progress'],
  ['site/offline', 'site/search'],
  ['site/styles'],
  ['site/layouts'],
  ['site/editor'],
  ['site/stage'],
  ['site/workbench'],
  ['site/playground'],
  [
    'site/certificate',
    'site/class',
    'site/course',
    'site/gil',
    'site/glossary',
    'site/museum',
    'site/present',
    'site/sliders',
  ],
  ['site/simulator', 'site/typescript'],
  ['site/lesson', 'site/embed'],
  ['site/home'],
  ['site/pages'],
];
/** Made when the site is built or served; no page imports it. */
const BUILD = [['site/server'], ['site/pack', 'site/scorm'], ['site/integrations']];

/** The face of the core: the files that the site may import. All others are the core's own affair. */
const FACE: Record<string, readonly string[]> = {
  trace: ['apply', 'diagnose', 'events', 'fill', 'hash', 'html', 'json', 'own', 'perfetto', 'player', 'state', 'trace'],
  schedule: ['prng', 'scheduler'],
  scenario: ['build', 'calls', 'gallery', 'lessons/index', 'limits', 'program', 'python-text', 'scenario', 'validate'],
  machines: ['frame', 'machines'],
  run: ['execution'],
  link: ['lesson-names', 'permalink'],
  threads: ['pool/browser'],
  'engines/model': ['divergence', 'execution', 'explore'],
  'engines/workers': ['browser', 'client', 'execution', 'limits', 'threads'],
  'engines/python/interpreter': ['outcome', 'program', 'python-run', 'sparse-archive', 'stdlib'],
  exercise: ['exercise', 'grade', 'message'],
  'engines/python/analysis': [
    'execution',
    'actions',
    'explain',
    'explore',
    'grade',
    'levels',
    'outcome-counts',
    'schedule-text',
    'search-tree',
    'story',
    'strategies',
  ],
  'engines/python/service': ['browser', 'client', 'fetched', 'link', 'protocol'],
  typescript: [
    'browser',
    'check/grade',
    'compiler',
    'frames',
    'host',
    'link',
    'module',
    'protocol',
    'types/globals.d',
    'types/library.d',
  ],
  gil: ['browser', 'export', 'measure', 'modes', 'protocol', 'recorder', 'statistics', 'verdict'],
  session: ['arrival', 'elsewhere', 'file', 'machine', 'session', 'stepping'],
  class: ['course-key', 'csv', 'grader', 'hand-in', 'messages', 'own-task', 'parts', 'plan', 'regrade', 'table'],
};

const layers = new Map<string, number>();
for (const [base, rows] of [
  [0, SIMULATOR],
  [100, SITE],
  [200, BUILD],
] as const)
  rows.forEach((row, i) => row.forEach((room) => layers.set(room, base + i)));

const files = ['simulator', 'site'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte|astro|mjs|css)$/.test(entry.name))
    .map((entry) => normalize(join(entry.parentPath, entry.name)).slice(root.length).replaceAll('\\', '/')),
);
const known = new Set(files);

const IMPORT = /(?:\bfrom|\bimport|@import|new URL)\s*\(?\s*['"](\.{1,2}\/[^'"?]+)/g;

/** The project's files that `file` imports. */
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].flatMap(([, path]) => {
    const to = normalize(join(dirname(file), path!)).replaceAll('\\', '/');
    return [to, `${to}.ts`, `${to}/index.ts`].find((one) => known.has(one) && one !== file) ?? [];
  });

const graph = new Map(files.map((file) => [file, importsOf(file)]));

/** The room of a file: the longest name in the plan that it lies under. */
function roomOf(file: string): string | undefined {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) if (layers.has(folder)) return folder;
  return undefined;
}

test('every file of the core and of the site lies in a room of the plan', () => {
  const outside = files.filter((file) => roomOf(file) === undefined && !/^site\/[^/]+\.ts$/.test(file));
  expect(outside.filter((file) => !file.startsWith('site/public/'))).toEqual([]);
});

test('the tables of ARCHITECTURE have the layers, by their numbers', () => {
  const said = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rowsOf = (top: string) => {
    const table = said.slice(said.indexOf(`| \`${top}/\` `)).split('\n\n')[0]!;
    return [...table.matchAll(/^\| (\d+) +\|([^|]*)\|/gm)].flatMap(([, layer, rooms]) =>
      [...rooms!.matchAll(/`([^`]+)\/`/g)].map(([, room]) => `${layer} ${top}/${room}`),
    );
  };
  const numbered = (rows: readonly string[][]) => rows.flatMap((row, i) => row.map((room) => `${i + 1} ${room}`));
  expect(rowsOf('simulator').toSorted()).toEqual(numbered(SIMULATOR).toSorted());
  expect(rowsOf('site').toSorted()).toEqual(numbered([...SITE, ...BUILD]).toSorted());
});

test('documents name files that there are', () => {
  const all = ['simulator', 'site', 'test', 'lessons'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .map((name) => `/${top}/${name.replaceAll('\\', '/')}`)
      .filter((name) => !name.includes('/.cache/')),
  );
  const names = new Set([...all, '/astro.config.mjs'].flatMap(endsOf));
  const documents = ['/ARCHITECTURE.md', '/CONTRIBUTING.md', '/README.md', ...all].filter((name) =>
    name.endsWith('.md'),
  );
  const missing = documents.flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    const named = text.matchAll(/`([\w[\]./-]*\w\.(?:ts|svelte|astro|mjs|css|py))`/g);
    return [...named]
      .filter(([, file]) => !names.has(file!.replace(/^(?:\.\.?\/)+/, '')))
      .map(([, file]) => `${name}: ${file}`);
  });
  expect(missing).toEqual([]);
});

test('documents call functions that there are', () => {
  const folders = ['simulator', 'site', 'test'];
  // A browser that was fetched has documents of its own.
  const sources = folders
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
    )
    .filter((name) => !name.includes('.cache'));
  const code = sources.filter((name) => /\.(ts|svelte|astro|mjs|py)$/.test(name));
  const words = new Set(code.flatMap((name) => readFileSync(join(root, name), 'utf8').match(/\w+/g) ?? []));
  const documents = ['ARCHITECTURE.md', 'CONTRIBUTING.md', ...sources.filter((name) => name.endsWith('README.md'))];
  const called = documents.flatMap((name) => [...readFileSync(join(root, name), 'utf8').matchAll(/`([\w.]+)\(\)`/g)]);
  expect(called.length).toBeGreaterThan(20);
  expect(called.filter(([, name]) => !name!.split('.').every((part) => words.has(part)))).toEqual([]);
});

/** The names that a path can be called by: `a/b.ts` and `b.ts` for `/a/b.ts`. */
const endsOf = (path: string): string[] => {
  const parts = path.split('/').slice(1);
  return parts.map((_, i) => parts.slice(i).join('/'));
};

test('every arrow between rooms points down', () => {
  const against = [...graph].flatMap(([from, imports]) =>
    imports
      .filter((to) => {
        const [one, other] = [roomOf(from), roomOf(to)];
        return one !== undefined && other !== undefined && one !== other && layers.get(other)! >= layers.get(one)!;
      })
      .map((to) => `${from} → ${to}`),
  );
  expect(against).toEqual([]);
});

test('the core imports nothing of the site', () => {
  const up = [...graph].filter(
    ([from, to]) => from.startsWith('simulator/') && to.some((one) => one.startsWith('site/')),
  );
  expect(up).toEqual([]);
});

test('the site imports of the core what is its face, and all of the face is imported', () => {
  const face = Object.entries(FACE).flatMap(([room, names]) => names.map((name) => `simulator/${room}/${name}.ts`));
  const imported = [...graph].flatMap(([from, to]) => (from.startsWith('site/') ? to : []));
  const used = new Set(imported.filter((file) => file.startsWith('simulator/')));
  expect([...used].filter((file) => !face.includes(file))).toEqual([]);
  expect(face.filter((file) => !used.has(file))).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(circles([...graph.keys()], (file) => graph.get(file) ?? [])).toEqual([]);
});

test('no two folders import each other by way of others', () => {
  const folders = new Map<string, Set<string>>();
  for (const [from, imports] of graph) {
    const out = folders.get(dirname(from)) ?? new Set();
    folders.set(dirname(from), out);
    for (const to of imports) {
      const [one, other] = [dirname(from), dirname(to)];
      // A folder and what it contains are one thing here.
      if (!`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`)) out.add(other);
    }
  }
  expect(circles([...folders.keys()], (folder) => [...(folders.get(folder) ?? [])])).toEqual([]);
});

/** Strongly connected components of more than one node (Tarjan 1972). */
function circles(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const to of next(node)) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(node, Math.min(low.get(node)!, low.get(to)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1) found.push(component);
  };
  for (const node of nodes) if (!index.has(node)) visit(node);
  return found;
}
