import { expect, test } from 'vitest';
import { python } from './python.ts';

test('taking a lock around n += 1 takes longer than the addition', () => {
  // The fastest of 20 each: other programs use this machine as well.
  const { stdout } = python(
    [],
    `
import timeit
plain = min(timeit.repeat("n += 1", "n = 0", number=20_000, repeat=20))
locked = min(timeit.repeat("with lock: n += 1", "import threading; n = 0; lock = threading.Lock()", number=20_000, repeat=20))
print(locked > plain)
`,
  );
  expect(stdout).toBe('True\n');
});
