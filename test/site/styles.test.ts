import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../site/', import.meta.url);

/** Splits a list of selectors at the commas outside of brackets. */
const selectorsIn = (list: string): string[] =>
  list.split(/,(?![^(]*\))/).map((selector) => selector.trim().replaceAll(/\s+/g, ' '));

interface Declaration {
  /** Its media and container queries. */
  conditions: string;
  selector: string;
  property: string;
}

/** The declarations of a sheet, one for each selector of their rules. */
function declarationsIn(sheet: string): Declaration[] {
  const found: Declaration[] = [];
  const open: string[] = [];
  for (const [, text, end] of sheet.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/((?:[^{};(]|\([^)]*\))*)([{};])/g)) {
    const property = text!.split(':')[0]!.trim();
    // The size of a sheet of paper belongs to one page, though its rule has no selector.
    if (end !== '{' && text!.includes(':') && open.length > 0 && !open.includes('@page')) {
      const conditions = open.filter((part) => part.startsWith('@')).join(' ');
      let selectors = [''];
      for (const part of open.filter((each) => !each.startsWith('@')))
        selectors = selectors.flatMap((outer) => selectorsIn(part).map((inner) => `${outer} ${inner}`.trim()));
      found.push(...selectors.map((selector) => ({ conditions, selector, property })));
    }
    if (end === '{') open.push(text!.trim());
    if (end === '}') open.pop();
  }
  return found;
}

const written = ({ conditions, selector, property }: Declaration): string =>
  `${conditions} ${selector} { ${property} }`.trim();
const names = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted();
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const selectorsOf = (sheet: string): string[] => [...new Set(declarationsIn(sheet).map(({ selector }) => selector))];

/** The sheets whose parts stand in files of their own, by the names of these: their order is the sheet's. */
const wholes = new Map(
  names('**/*.css').flatMap((name) =>
    [...read(name).matchAll(/@import '(.*?)'/g)].map(([, part]) => [posix.join(posix.dirname(name), part!), name]),
  ),
);

test('no two sheets give the same selector the same property, so that their order decides nothing', () => {
  const sheets = new Map<string, Set<string>>();
  // Under other conditions too: on paper and on a phone both rules hold, and the later one wins.
  for (const name of names('**/*.css'))
    for (const declaration of declarationsIn(read(name)).map((one) => written({ ...one, conditions: '' })))
      sheets.set(declaration, (sheets.get(declaration) ?? new Set()).add(wholes.get(name) ?? name));
  expect(sheets.size).toBeGreaterThan(1000);
  const shared = [...sheets].filter(([, names]) => names.size > 1);
  expect(shared.map(([declaration, names]) => `${declaration}: ${[...names].join(', ')}`)).toEqual([]);
});

test('the check sees lists, nesting and conditions', () => {
  const sheet =
    '@media (width > 1px) { .a, .b:is(.c, .d) { color: red; .e { margin: calc(1px + 2px) } } } @page { margin: 0 }';
  expect(declarationsIn(sheet).map(written)).toEqual([
    '@media (width > 1px) .a { color }',
    '@media (width > 1px) .b:is(.c, .d) { color }',
    '@media (width > 1px) .a .e { margin }',
    '@media (width > 1px) .b:is(.c, .d) .e { margin }',
  ]);
});

test('a status has its colour in one sheet, and a job of the model that of a sleep in Python', () => {
  const sheets = globSync('**/*.css', { cwd: root });
  const colouring = sheets.filter((name) =>
    /\[data-s=[^{]*\{[^}]*--s:/.test(readFileSync(new URL(name, root), 'utf8')),
  );
  expect(colouring.map((name) => name.replaceAll('\\', '/'))).toEqual(['styles/statuses.css']);
  const rules = readFileSync(new URL('styles/statuses.css', root), 'utf8');
  expect(rules).toMatch(/\[data-s='running'\],\s*\[data-s='sleeping'\] \{\s*--s: var\(--time\);/);
});

/** The names that a folder's sheets give their own elements. A selector that has such a name reaches nothing else. */
const OWN: Record<string, RegExp> = {
  editor: /\.ed(?![a-z])/,
  gil: /\.gil-/,
  layouts: /\.(tool|split|menu)-/,
  present: /\[data-presenting|\.present-/,
  search: /\.search(?![a-z-])/,
  stage: /\.st(?![a-z])/,
  workbench: /\.(wb|tool|ts)(?![a-z])/,
};

/** Sheets of features. Tokens, prose and the frame of every page are in `styles/`. */
const global = names('**/*.css').filter((name) => !name.startsWith('styles/'));

test('a sheet that no component scopes says why, or is part of one that does', () => {
  const says = (name: string): boolean => /^\/\* Global: [^*]{20,}\. \*\//.test(read(name));
  const parts = global
    .filter(says)
    .flatMap((name) =>
      [...read(name).matchAll(/@import '(.*?)'/g)].map(([, part]) => new URL(part!, new URL(name, root)).href),
    );
  expect(global.filter((name) => !says(name) && !parts.includes(new URL(name, root).href))).toEqual([]);
});

/** A sheet beside a lesson's components reaches into texts from Markdown, whose elements have no name of ours. */
const ofTexts = (name: string): boolean => name.startsWith('lesson/');

test('a global selector has a name of its folder', () => {
  const loose = global
    .filter((name) => !ofTexts(name))
    .flatMap((name) => selectorsOf(read(name)).filter((one) => !OWN[name.split('/')[0]!]?.test(one)));
  expect(loose).toEqual([]);
});

test('few selectors are global: what can be scoped is in its component', () => {
  const count = (list: string[]): number => list.flatMap((name) => selectorsOf(read(name))).length;
  expect(count(global.filter(ofTexts))).toBeLessThanOrEqual(134);
  // Of these, eighty-one are the wall's: presenting arranges the parts of other folders, and is fetched when it begins. Those of
  // a search's tree are fetched with it, and would be in the page if its component held them. Eleven fit the pool view into the
  // smallest phone, and eleven put tools on paper, which are made of the parts of five folders.
  expect(count(global.filter((name) => !ofTexts(name)))).toBeLessThanOrEqual(811);
});

test('a rule of a component has a part of that component, but for two that change the page round it', () => {
  const styles = names('**/*.{svelte,astro}').map((name) => [...read(name).matchAll(/<style>([^]*?)<\/style>/g)]);
  const selectors = styles.flatMap((found) => found.flatMap(([, sheet]) => selectorsOf(sheet!)));
  expect(selectors.length).toBeGreaterThan(300);
  expect(selectors.filter((selector) => /^(:global\((?:[^()]|\([^()]*\))*\)\s*)+$/.test(selector))).toEqual([
    ':global(.cert-head)',
    ':global(main:has(> .hero))',
  ]);
});

test('a colour scheme changes colours and nothing else: rules are the same in each, and light-dark() takes colours', () => {
  const inComponents = names('**/*.{svelte,astro}').flatMap((name) =>
    [...read(name).matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, sheet]) => sheet!),
  );
  const declarations = [...names('**/*.css').map(read), ...inComponents].flatMap(declarationsIn);
  const chosen = declarations.filter((one) => /color-scheme|data-theme/.test(one.conditions + one.selector));
  expect(chosen.map(written)).toEqual([
    ":root[data-theme='light'] { color-scheme }",
    ":root[data-theme='dark'] { color-scheme }",
  ]);
});

test('a class of a selector is written somewhere in the site', () => {
  const style = /<style[^>]*>([^]*?)<\/style>/g;
  const sources = names('**/*.{ts,mjs,svelte,astro}');
  const words = new Set(
    sources.flatMap(
      (name) =>
        read(name)
          .replaceAll(style, '')
          .match(/[\w-]+/g) ?? [],
    ),
  );
  const styles = sources.flatMap((name) => [...read(name).matchAll(style)].map(([, sheet]) => sheet!));
  const classes = [...names('**/*.css').map(read), ...styles]
    .flatMap(selectorsOf)
    .flatMap((selector) => [...selector.matchAll(/\.(-?[a-z_][\w-]*)/gi)].map(([, name]) => name!));
  // Monaco's own, and `${name}-page` of a page of prose.
  const elsewhere = ['line-numbers', 'suggest-widget', 'margin-view-overlays', 'cheat-sheet-page'];
  expect(new Set(classes).size).toBeGreaterThan(300);
  expect([...new Set(classes)].filter((name) => !words.has(name)).toSorted()).toEqual(elsewhere.toSorted());
});
