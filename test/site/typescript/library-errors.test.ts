import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { words } from '../../../site/i18n/words.ts';
import { libraryError } from '../../../site/typescript/library-errors.ts';

const english = words('en', 'typescript').errors;
const chinese = words('zh-cn', 'typescript').errors;

/** The errors that the library raises, with x for what stands in them. */
const raised = [
  ...globSync('simulator/typescript/library/*.ts'),
  'simulator/typescript/packed-value.ts',
  'simulator/typescript/serve.ts',
  'simulator/threads/monitor.ts',
  'simulator/threads/byte-ring.ts',
  'simulator/threads/queue.ts',
].flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(/throw new \w*Error\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`),?\s*\)/g),
  ].map(([, single, double, template]) =>
    (single ?? double ?? template)!.replaceAll(/\$\{[^}]*\}/g, (part) => (part.includes('MOST_ALIVE') ? '100' : 'x')),
  ),
);

test('every error that the library raises with a text is said in Chinese', () => {
  expect(raised.length).toBeGreaterThan(12);
  expect(raised.filter((message) => !/[\u3400-\u9fff]/.test(libraryError(message, chinese) ?? ''))).toEqual([]);
});

test('what stands in an error is kept, and an error of the program is left alone', () => {
  expect(libraryError("there is no module 'fs'", chinese)).toBe('没有模块“fs”');
  expect(libraryError('Cannot stringify arbitrary non-POJOs (.job)', english)).toBe(
    'an object of a class of your own cannot go to another thread (.job)',
  );
  expect(libraryError('release unlocked lock!', chinese)).toBeNull();
  expect(libraryError('seven is refused', chinese)).toBeNull();
});
