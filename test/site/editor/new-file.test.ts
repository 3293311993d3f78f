import { expect, test } from 'vitest';
import { freeName, nameProblem } from '../../../site/editor/new-file.ts';

test('a new file has a name that can be imported or opened, and that no other has', () => {
  for (const name of ['a.py', '_x1.py', 'data-1.txt', 'rows.csv', 'x.json'])
    expect(nameProblem(name, ['b.py'])).toBe(null);
  for (const name of ['', 'a', '.py', 'a b.py', '../a.py', 'a/b.py', 'a.pyc', 'a.js', `${'a'.repeat(57)}.py`])
    expect(nameProblem(name, [])).toBe('bad');
  expect(nameProblem('a.py', ['a.py'])).toBe('taken');
});

test('the name that is offered is free', () => {
  expect(freeName([])).toBe('module_1.py');
  expect(freeName(['module_1.py', 'module_2.py'])).toBe('module_3.py');
});

test('a file of TypeScript ends with .ts, and no other does', () => {
  expect(nameProblem('tasks.ts', ['main.ts'], 'typescript')).toBeNull();
  expect(nameProblem('main.ts', ['main.ts'], 'typescript')).toBe('taken');
  for (const name of ['tasks.py', 'tasks.d.ts', 'a/b.ts', '.ts', 'tasks']) {
    expect(nameProblem(name, [], 'typescript')).toBe('badTypeScript');
  }
  expect(nameProblem('tasks.ts', [])).toBe('bad');
  expect(freeName(['main.ts', 'module_1.ts'], 'typescript')).toBe('module_2.ts');
});
