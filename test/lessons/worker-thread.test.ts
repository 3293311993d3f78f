import { expect, test } from 'vitest';
import { python } from './python.ts';

test('Event.isSet() works, and warns that it is deprecated', () => {
  const { stdout, stderr } = python(
    ['-W', 'always', '-'],
    'import threading\nprint(threading.Event().isSet(), threading.Event().is_set())\n',
  );
  expect(stdout).toBe('False False\n');
  expect(stderr).toContain('DeprecationWarning: isSet() is deprecated, use is_set() instead');
});
