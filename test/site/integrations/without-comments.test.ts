import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commentless } from '../../../site/integrations/without-comments.ts';
import { python } from '../../lessons/python.ts';

const RUNTIME = 'simulator/engines/python/interpreter/runtime/';

test("the lab's Python without its comments is the same Python, line by line", () => {
  const texts = readdirSync(RUNTIME)
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(RUNTIME + name, 'utf8'));
  const pairs = texts.map((text) => [text, commentless(text)]);
  expect(pairs.some(([before, after]) => before!.length > after!.length)).toBe(true);
  const { stdout } = python(
    [
      '-c',
      'import ast, json, sys\ndump = lambda text: ast.dump(ast.parse(text), include_attributes=True)\nprint([a for a, b in json.load(sys.stdin) if dump(a) != dump(b)])',
    ],
    JSON.stringify(pairs),
  );
  expect(stdout).toBe('[]\n');
});

test('what looks like a comment in a text stays', () => {
  const text = 'a = """\n# kept\n"""\n  # gone\nb = 1  # kept\n';
  expect(commentless(text)).toBe('a = """\n# kept\n"""\n\nb = 1  # kept\n');
});
