import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../site/', import.meta.url);

/** Splits a list of selectors at the commas outside of brackets. */
const selectorsIn = (list: string): string[] =>
  list.split(/,(?![^(]*\))/).map((selector) => selector.trim().replaceAll(/\s+/g, ' '));

/** The declarations of a sheet, each as its conditions, selector and property. */
function declarationsIn(sheet: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [, text, end] of sheet.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/((?:[^{};(]|\([^)]*\))*)([{};])/g)) {
    const property = text!.split(':')[0]!.trim();
    // The size of a sheet of paper belongs to one page, though its rule has no selector.
    if (end !== '{' && text!.includes(':') && open.length > 0 && !open.includes('@page')) {
      const conditions = open.filter((part) => part.startsWith('@')).join(' ');
      let selectors = [''];
      for (const part of open.filter((each) => !each.startsWith('@')))
        selectors = selectors.flatMap((outer) => selectorsIn(part).map((inner) => `${outer} ${inner}`.trim()));
      found.push(...selectors.map((selector) => `${conditions} ${selector} { ${property} }`.trim()));
    }
    if (end === '{') open.push(text!.trim());
    if (end === '}') open.pop();
  }
  return found;
}

test('no two sheets give the same selector the same property, so that their order decides nothing', () => {
  const sheets = new Map<string, Set<string>>();
  for (const name of globSync('**/*.css', { cwd: root }).toSorted())
    for (const declaration of declarationsIn(readFileSync(new URL(name, root), 'utf8')))
      sheets.set(declaration, (sheets.get(declaration) ?? new Set()).add(name.replaceAll('\\', '/')));
  expect(sheets.size).toBeGreaterThan(1000);
  const shared = [...sheets].filter(([, names]) => names.size > 1);
  expect(shared.map(([declaration, names]) => `${declaration}: ${[...names].join(', ')}`)).toEqual([]);
});

test('the check sees lists, nesting and conditions', () => {
  const sheet =
    '@media (width > 1px) { .a, .b:is(.c, .d) { color: red; .e { margin: calc(1px + 2px) } } } @page { margin: 0 }';
  expect(declarationsIn(sheet)).toEqual([
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
