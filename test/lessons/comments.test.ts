import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { commentsOf, withComments } from '../../site/content/comments.ts';
import { inLanguage } from '../../site/content/in-language.ts';
import { exhibits, programsOf } from '../../site/content/museum.ts';
import { linesOf, relevant } from '../../site/stage/lines.ts';
import { python } from './python.ts';

const LESSONS = fileURLToPath(new URL('../../lessons/', import.meta.url));
/** All programs that a reader sees; a check is seen by none. */
const programs = globSync('{listings,programs,exercises/*,museum/*}/*.{py,ts}', { cwd: LESSONS })
  .filter((file) => !/check\.(py|ts)$/.test(file))
  .toSorted()
  .map((file) => {
    const english = readFileSync(LESSONS + file, 'utf8');
    return { file, english, chinese: inLanguage(english, file, 'zh-cn') };
  });
const inPython = programs.filter(({ file }) => file.endsWith('.py'));
const inTypeScript = programs.filter(({ file }) => file.endsWith('.ts'));
const FILES = globSync('zh-cn/comments/*.json', { cwd: LESSONS }).toSorted();
const translationsOf = (file: string) => JSON.parse(readFileSync(LESSONS + file, 'utf8')) as Record<string, string>;

/** A comment that is in Chinese; a separator or a number alone would not be. */
const isChinese = (comment: string) => /\p{Script=Han}/u.test(comment);

describe('the programs on Chinese pages', () => {
  let found: { differing: string[]; comments: Record<string, string[]> };
  beforeAll(() => {
    const input = JSON.stringify(inPython.map(({ file, english, chinese }) => [file, english, chinese]));
    const { stdout, stderr } = python([fileURLToPath(new URL('./comments.py', import.meta.url))], input);
    expect(stderr).toBe('');
    found = JSON.parse(stdout) as typeof found;
  });

  test('there are listings, exercises and exhibits among them', () => {
    for (const folder of ['listings/', 'programs/', 'exercises/', 'museum/'])
      expect(programs.some(({ file, english, chinese }) => file.startsWith(folder) && english !== chinese)).toBe(true);
  });

  test('Python sees the same code in the same lines and columns as in the English ones', () => {
    expect(found.differing).toEqual([]);
  });

  test('Python sees no comment and no docstring that is not in Chinese', () => {
    const left = Object.entries(found.comments).flatMap(([file, comments]) =>
      comments.filter((comment) => !isChinese(comment)).map((comment) => `${file}: ${comment}`),
    );
    expect(left).toEqual([]);
    expect(Object.values(found.comments).flat().length).toBeGreaterThan(300);
  });

  test('TypeScript sees the same code in the same lines, and no comment that is not in Chinese', () => {
    for (const { file, english, chinese } of inTypeScript) {
      const [ours, theirs] = [scanned(english), scanned(chinese)];
      expect({ file, code: theirs.code }).toEqual({ file, code: ours.code });
      expect(theirs.comments.filter((comment) => !isChinese(comment))).toEqual([]);
      expect(theirs.comments).toHaveLength(ours.comments.length);
    }
  });

  test('they have as many lines as the English ones', () => {
    const lines = (text: string) => text.split('\n').length;
    expect(programs.filter(({ english, chinese }) => lines(english) !== lines(chinese))).toEqual([]);
  });

  test('the pool view shows the same lines of them', () => {
    const machines = { work_manager: ['WorkManager', 'Work'], threadpool: ['ThreadPool', 'WorkerThread'] };
    for (const [name, of] of Object.entries(machines)) {
      const { english, chinese } = programs.find(({ file }) => file === `listings/${name}.py`)!;
      const lines = of.flatMap((machine) => linesOf(machine, english));
      expect(relevant(chinese, lines)).toEqual(relevant(english, lines));
    }
  });

  test('none of them reads a docstring', () => {
    expect(programs.filter(({ english }) => /__doc__|\bgetdoc\b|\bhelp\(/.test(english))).toEqual([]);
  });

  test('what is marked in an exhibit, and what its repair must keep, is in the Chinese one as well', () => {
    for (const shown of exhibits) {
      const lines = programsOf(shown, 'zh-cn').broken.text.split('\n');
      for (const mark of shown.marks) expect(lines.filter((line) => line.includes(mark))).toHaveLength(1);
      for (const kept of shown.keep) expect(lines.map((line) => line.trim())).toContain(kept.trim());
    }
  });
});

describe('the translations of comments', () => {
  test('each is the text of a comment that there is, in one file only', () => {
    const used = new Set(programs.flatMap(({ file, english }) => commentsOf(english, file).map(({ text }) => text)));
    const all = FILES.flatMap((file) => Object.keys(translationsOf(file)));
    expect(all.filter((text) => !used.has(text))).toEqual([]);
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });

  test('no line is wider than a listing of 79 columns', () => {
    const width = (line: string) => [...line].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);
    const wide = programs.flatMap(({ file, english, chinese }) => {
      const widest = Math.max(79, ...english.split('\n').map(width));
      return chinese
        .split('\n')
        .filter((line) => width(line) > widest)
        .map((line) => `${file}: ${line}`);
    });
    expect(wide).toEqual([]);
  });
});

describe('a comment', () => {
  const shout = (code: string, file = 'a.py') =>
    withComments(code, file, Object.fromEntries(commentsOf(code, file).map(({ text }) => [text, text.toUpperCase()])));

  test('is found beside code, and not in a string', () => {
    expect(shout('a = "# no"  # yes\nb = f\'{a} # no\' # so\n')).toBe('a = "# no"  # YES\nb = f\'{a} # no\' # SO\n');
    expect(shout('const a = "// no"; // yes\nconst b = `/* no */`; /* so */\n', 'a.ts')).toBe(
      'const a = "// no"; // YES\nconst b = `/* no */`; /* SO */\n',
    );
  });

  test('of several lines is one text, and one beside code is another', () => {
    const code = 'def f():\n    a()  # one\n    # two\n    # three\n\n    # four\n';
    expect(commentsOf(code, 'a.py').map(({ text }) => text)).toEqual(['one', 'two\nthree', 'four']);
    expect(shout(code)).toBe('def f():\n    a()  # ONE\n    # TWO\n    # THREE\n\n    # FOUR\n');
  });

  test('may be a docstring: no other string is one', () => {
    const code = 'def f():\n    """one\n\n    two\n    """\n    return """\n    no\n    """\n';
    expect(commentsOf(code, 'a.py').map(({ text }) => text)).toEqual(['one\n\ntwo']);
    expect(shout(code)).toBe('def f():\n    """ONE\n\n    TWO\n    """\n    return """\n    no\n    """\n');
  });

  test('stays without a translation, and takes none with another number of lines', () => {
    expect(withComments('# one\n', 'a.py', {})).toBe('# one\n');
    expect(() => withComments('# one\n', 'a.py', { one: '一\n二' })).toThrow('another number of lines');
  });
});

/** The tokens of a program in TypeScript, each with its line, and its comments. */
function scanned(text: string): { code: [string, number][]; comments: string[] } {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const code: [string, number][] = [];
  const comments: string[] = [];
  const kinds = [ts.SyntaxKind.SingleLineCommentTrivia, ts.SyntaxKind.MultiLineCommentTrivia];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const line = text.slice(0, scanner.getTokenStart()).split('\n').length;
    if (kinds.includes(kind)) comments.push(scanner.getTokenText());
    else if (kind > ts.SyntaxKind.LastTriviaToken) code.push([scanner.getTokenText(), line]);
  }
  return { code, comments };
}
