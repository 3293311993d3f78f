import { describe, expect, test } from 'vitest';
import { inline } from '../../../site/ui/inline.ts';
import { partOf } from '../../../site/content/part-of.ts';

const PYTHON = `import threading

@decorated
@with_lines(
    1,
)
class Work(threading.Thread):
    def __init__(self):
        pass

    async def run(self):
        def inner():
            pass

        return inner

def run():
    return 1

LIMIT = 3
`.split('\n');

describe('a part of a listing', () => {
  const text = (part: string) => {
    const [from, to] = partOf(PYTHON, part, 'x.py');
    return PYTHON.slice(from - 1, to).map((line) => line.trim());
  };
  test('a class comes with its decorators, and without the blank lines behind it', () => {
    expect([text('Work')[0], text('Work').at(-1)]).toEqual(['@decorated', 'return inner']);
  });
  test('a method is the one of its class, not the function of the same name', () => {
    expect(text('Work.run')[0]).toBe('async def run(self):');
    expect(text('run')).toEqual(['def run():', 'return 1']);
  });
  test('a constant is a line', () => {
    expect(text('LIMIT')).toEqual(['LIMIT = 3']);
  });
  test('what is not there stops the build, by name', () => {
    expect(() => partOf(PYTHON, 'Work.stop', 'x.py')).toThrow('x.py has no "Work.stop"');
  });
});

test('inline code is marked up, and everything else is text', () => {
  expect(inline('`a < b` & <b>')).toBe('<code>a &lt; b</code> &amp; &lt;b&gt;');
});
