import { expect, test } from 'vitest';
import { rebase } from '../../../site/ui/hold-fields.ts';

const BASE = 'one\ntwo\nthree\n';

test('a change is made where the text before it is the same', () => {
  expect(rebase(BASE, 'one\ntwo!\nthree\n', 'one\ntwo\nthree\nfour\n')).toEqual({
    text: 'one\ntwo!\nthree\nfour\n',
    caret: 8,
  });
});

test('a change is made where the text after it is the same', () => {
  expect(rebase(BASE, 'one\ntwo!\nthree\n', 'zero\none\ntwo\nthree\n')).toEqual({
    text: 'zero\none\ntwo!\nthree\n',
    caret: 13,
  });
});

test('what was deleted is deleted, and nothing else', () => {
  expect(rebase(BASE, 'one\nthree\n', 'one\ntwo\nthree\nfour\n').text).toBe('one\nthree\nfour\n');
});

test('in a text that has nothing in common, nothing is lost', () => {
  const { text } = rebase(BASE, 'one\ntwo!\nthree\n', 'x');
  expect(text).toBe('x!');
  expect(rebase(BASE, 'one\nthree\n', 'else').text).toBe('else');
});

test('a text most of which was replaced stays as it was typed, whatever is kept', () => {
  expect(rebase(BASE, 'print(42)\n', 'kept\n').text).toBe('print(42)\n');
  expect(rebase(BASE, 'print(42)\n', 'print(42)\n').text).toBe('print(42)\n');
});
