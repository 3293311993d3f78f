import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
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
  class: ['course-key', 'csv', 'grader', 'hand-in', 'messages', 'own-task', 'parts', 'plan', 'regrade', 'row', 'table'],
};

const layers = new Map<string, number>();
for (const [base, rows] of [
  [0, SIMULATOR],
  [100, SITE],
  [200, BUILD],
  // Files beside the rooms, such as those of Astro and of `public/`: no room imports them.
  [300, [['site']]],
] as const)
  rows.forEach((row, i) => row.forEach((room) => layers.set(room, base + i)));

/** The files below folders of the project. A browser that a test fetched has files of its own (`.cache`). */
const below = (...tops: string[]): string[] =>
  tops
    .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => normalize(join(entry.parentPath, entry.name)).slice(root.length).replaceAll('\\', '/'))
    .filter((name) => !name.includes('/.cache/'));
const files = below('simulator', 'site').filter((name) => /\.(ts|svelte|astro|mjs|js|css)$/.test(name));
const known = new Set(below('simulator', 'site', 'lessons', 'test'));
const folders = new Set([...known].map((file) => dirname(file)));

/**
 * A path in quotes, backticks or brackets, up to what is computed in it or a star. Every such path that leads to a file
 * or a folder counts as an import, whatever its syntax: of a type, dynamic, of a style, of a worker, a glob, `src="…"`.
 */
const PATH = /['"`(](\.{1,2}\/|\/(?=(?:simulator|site|test)\/))([^'"`?#*${}()\s]*)/g;

/** The project's files that `text` imports as the text of `file`, and folders in which it imports files. */
const pathsOf = (file: string, text: string): string[] =>
  [...text.matchAll(PATH)].flatMap(([, start, rest]) => {
    const froms = start === '/' ? [''] : start === './' ? [dirname(file), ''] : [dirname(file)];
    const paths = froms.map((from) => normalize(join(from, start === '/' ? '' : start!, rest!)).replaceAll('\\', '/'));
    const to = paths.flatMap((path) => [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`]);
    const found = to.find((one) => known.has(one) && one !== file);
    if (found !== undefined) return found;
    const folder = paths[0]!.replace(/\/$/, '');
    // A link of a page begins with a slash, too.
    return start !== '/' && folders.has(folder) ? folder : [];
  });

const paths = new Map(files.map((file) => [file, pathsOf(file, readFileSync(join(root, file), 'utf8'))]));
const graph = new Map([...paths].map(([file, all]) => [file, all.filter((to) => known.has(to))]));

/** The room of a file or folder: the longest name in the plan that it is, or that it lies under. */
function roomOf(path: string): string | undefined {
  for (let one = path; one !== '.'; one = dirname(one)) if (layers.has(one)) return one;
  return undefined;
}

/** The paths that a file must not name, by the layers: `room → path` of what is above it or beside it. */
const upward = (file: string, to: readonly string[]): string[] =>
  to
    .filter((path) => {
      const [one, other] = [roomOf(file), roomOf(path)];
      // A path that begins at `site/` itself and is computed from there may lead anywhere.
      if (one === undefined || other === undefined || one === other || (path === other && other === 'site'))
        return false;
      return layers.get(other)! >= layers.get(one)!;
    })
    .map((path) => `${file} → ${path}`);

test('every file of the core and of the site lies in a room of the plan', () => {
  const outside = files.filter((file) => roomOf(file) === 'site' && !/^site\/(?:public\/)?[^/]+\.[jt]s$/.test(file));
  expect([...outside, ...files.filter((file) => roomOf(file) === undefined)]).toEqual([]);
});

test('the diagram of ARCHITECTURE has the layers, by their numbers, the ground last', () => {
  const said = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const [, diagram] = /^## Layers$[^]*?^```\n([^]*?)^```$/m.exec(said)!;
  const rowsOf = (top: string) => {
    const [, rows] = new RegExp(`^${top}/\n((?:.+\n)+)`, 'm').exec(diagram!)!;
    const numbers = [...rows!.matchAll(/^ ?(\d+)  /gm)].map(([, layer]) => Number(layer));
    // No row of the diagram goes unread.
    expect(numbers).toHaveLength(rows!.trimEnd().split('\n').length);
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
    return [...rows!.matchAll(/^ ?(\d+)  ((?:[\w/-]+\/(?:, )?)+)/gm)].flatMap(([, layer, rooms]) =>
      rooms!.split(', ').map((room) => `${layer} ${top}/${room.slice(0, -1)}`),
    );
  };
  const numbered = (rows: readonly string[][]) => rows.flatMap((row, i) => row.map((room) => `${i + 1} ${room}`));
  expect(rowsOf('simulator').toSorted()).toEqual(numbered(SIMULATOR).toSorted());
  expect(rowsOf('site').toSorted()).toEqual(numbered([...SITE, ...BUILD]).toSorted());
});

test('ARCHITECTURE fits on two screens', () => {
  const lines = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(110);
  expect(lines.join(' ').split(/\s+/).length).toBeLessThanOrEqual(900);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(130);
});

test('documents name files that there are', () => {
  const all = below('simulator', 'site', 'test', 'lessons').map((name) => `/${name}`);
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

test('a long file says in the document of its folder why it is one', () => {
  const sources = below('simulator', 'site').filter((name) => /\.(ts|svelte|astro|mjs|js|css|py)$/.test(name));
  const long = sources.filter((name) => readFileSync(join(root, name), 'utf8').split('\n').length > 251);
  expect(long.length).toBeGreaterThan(5);
  const document = (folder: string): string =>
    known.has(`${folder}/README.md`) ? `${folder}/README.md` : folder === '.' ? 'README.md' : document(dirname(folder));
  const said = (name: string) => readFileSync(join(root, document(dirname(name))), 'utf8').includes(basename(name));
  expect(long.filter((name) => !said(name))).toEqual([]);
});

test('documents call functions that there are', () => {
  const sources = below('simulator', 'site', 'test');
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
  expect([...paths].flatMap(([file, to]) => upward(file, to))).toEqual([]);
});

test('an arrow counts in whatever syntax it is written', () => {
  const ways = [
    "import { a } from '../workbench/types.ts';",
    "import type { A } from '../workbench/types.ts';",
    "export * from '../workbench/types';",
    "import '../workbench/types.js';",
    "type A = import('../workbench/types.ts').A;",
    'await import(/* @vite-ignore */ `../workbench/types.ts`);',
    "await import('../workbench/' + name);",
    'await import(`../workbench/${name}.ts`);',
    "import.meta.glob('../workbench/*.ts');",
    "import.meta.glob(['../workbench/**/*.{ts,svelte}']);",
    "import url from '../workbench/types.ts?worker&url';",
    "new Worker(new URL('../workbench/types.ts', import.meta.url), { type: 'module' });",
    '<script src="../workbench/types.ts"></script>',
    "import styles from '/site/workbench/tool.css?url';",
    '@import url(../workbench/tool.css);',
    "@import '../workbench/tool.css' layer(base);",
    'require("../workbench/types.ts");',
  ];
  const seen = ways.filter((way) => upward('site/stage/one.ts', pathsOf('site/stage/one.ts', way)).length === 1);
  expect(seen).toEqual(ways);
  const down = pathsOf('site/stage/one.ts', "import { a } from '../i18n/index.ts'; import './cells.ts';");
  expect(down).toEqual(['site/i18n/index.ts', 'site/stage/cells.ts']);
  expect(upward('site/stage/one.ts', down)).toEqual([]);
});

test('the core imports nothing of the site, and neither imports the code of a test', () => {
  const wrong = (from: string, to: string) =>
    (from.startsWith('simulator/') && to.startsWith('site')) || (to.startsWith('test/') && !to.endsWith('.json'));
  expect(
    [...paths].flatMap(([from, to]) => to.filter((one) => wrong(from, one)).map((one) => `${from} → ${one}`)),
  ).toEqual([]);
});

test('a lesson imports nothing: its components are given to it', () => {
  const lessons = below('lessons').filter((name) => name.endsWith('.mdx'));
  expect(lessons.length).toBeGreaterThan(40);
  expect(lessons.filter((name) => /^(?:import|export)\s/m.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
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
  const arrows = new Map<string, Set<string>>();
  for (const [from, imports] of graph) {
    const out = arrows.get(dirname(from)) ?? new Set();
    arrows.set(dirname(from), out);
    for (const to of imports) {
      const [one, other] = [dirname(from), dirname(to)];
      // A folder and what it contains are one thing here.
      if (!`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`)) out.add(other);
    }
  }
  expect(circles([...arrows.keys()], (folder) => [...(arrows.get(folder) ?? [])])).toEqual([]);
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
