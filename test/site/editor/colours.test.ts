import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coloured, colouredLines, type CodeColour } from '../../../site/editor/colours.ts';

const kinds = (text: string, language: 'python' | 'typescript' = 'python'): [CodeColour, string][] =>
  coloured(text, language)
    .filter(([kind]) => kind !== '')
    .map(([kind, piece]) => [kind, piece]);

test('each kind of Python has its colour', () => {
  expect(kinds('class Pool(Base):  # a pool\n    def get(self, n=0x1f): return f"x{n}" + str(1.5e3)')).toEqual([
    ['keyword', 'class'],
    ['type', 'Pool'],
    ['type', 'Base'],
    ['comment', '# a pool'],
    ['keyword', 'def'],
    ['function', 'get'],
    ['self', 'self'],
    ['number', '0x1f'],
    ['keyword', 'return'],
    ['string', 'f"x{n}"'],
    ['function', 'str'],
    ['number', '1.5e3'],
  ]);
});

test('what is in a string or a comment has no colour of its own, and an open one ends with its line', () => {
  expect(kinds('"""for\n# no\n"""')).toEqual([['string', '"""for\n# no\n"""']]);
  expect(kinds("# it's in\nfor")).toEqual([
    ['comment', "# it's in"],
    ['keyword', 'for'],
  ]);
  expect(kinds('x = "open\nif')).toEqual([
    ['string', '"open'],
    ['keyword', 'if'],
  ]);
  expect(kinds(String.raw`'\'if' if`)).toEqual([
    ['string', String.raw`'\'if'`],
    ['keyword', 'if'],
  ]);
});

test('a part of a name is no keyword, and neither is an attribute', () => {
  expect(kinds('information = notify.import_ + x.is + forif')).toEqual([]);
  expect(kinds('match = case[1]')).toEqual([['number', '1']]);
  expect(kinds('match point:\n  case 1:')[0]).toEqual(['keyword', 'match']);
});

test('TypeScript has its own words', () => {
  expect(kinds('const q = new Queue<string>(`a${1}`); // done', 'typescript')).toEqual([
    ['keyword', 'const'],
    ['keyword', 'new'],
    ['type', 'Queue'],
    ['string', '`a${1}`'],
    ['comment', '// done'],
  ]);
});

test('the pieces of every listing and program are its text', () => {
  for (const [folder, ending, language] of [
    ['lessons/listings', '.py', 'python'],
    ['lessons/programs', '.ts', 'typescript'],
  ] as const) {
    const files = readdirSync(folder).filter((name) => name.endsWith(ending));
    expect(files.length).toBeGreaterThan(2);
    for (const name of files) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      expect(
        coloured(text, language)
          .map(([, piece]) => piece)
          .join(''),
      ).toBe(text);
    }
  }
});

test('no text takes long: not even many quotes, and a very long file is left plain', () => {
  for (const text of [
    '"'.repeat(50_000),
    "'''".repeat(15_000),
    'f'.repeat(50_000),
    '\\'.repeat(50_000),
    '1_'.repeat(25_000),
  ])
    expect(
      coloured(text, 'python')
        .map(([, piece]) => piece)
        .join(''),
    ).toBe(text);
  expect(coloured('x'.repeat(60_001), 'python')).toEqual([['', 'x'.repeat(60_001)]]);
});

test('a text in lines keeps every piece, its kind, and the empty lines', () => {
  expect(colouredLines('"""a\n\nb"""\nif x', 'python')).toEqual([
    [['string', '"""a']],
    [],
    [['string', 'b"""']],
    [
      ['keyword', 'if'],
      ['', ' x'],
    ],
  ]);
});
