import { describe, expect, test } from 'vitest';
import { completions, defined, MODULES } from '../../../site/editor/completion.ts';
import { indentAfter } from '../../../site/editor/indent.ts';

/** The completions at the `|` of a program. */
const at = (program: string, others: string[] = []) => {
  const before = program.slice(0, program.indexOf('|'));
  return completions(before, program.replace('|', ''), others).map(({ name }) => name);
};

describe('after a dot', () => {
  test('a module offers its members, under whatever name it was imported', () => {
    expect(at('import queue\nqueue.|')).toEqual(MODULES.get('queue')!.names.map(({ name }) => name));
    expect(at('import queue as q\nq.S|')).toContain('SimpleQueue');
    expect(at('import concurrent.futures\nconcurrent.futures.|')).toContain('as_completed');
    expect(at('from concurrent import futures\nfutures.|')).toContain('as_completed');
  });

  test('a variable offers what its object has', () => {
    expect(at('import queue\njobs = queue.Queue(2)\njobs.|')).toContain('task_done');
    expect(at('from threading import Lock\nlock = Lock()\nlock.|')).toEqual(['acquire', 'release', 'locked']);
    expect(at('import threading\nself.done = threading.Event()\nself.done.|')).toEqual([
      'is_set',
      'set',
      'clear',
      'wait',
    ]);
    expect(
      at(
        'from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(max_workers=2) as pool:\n    pool.|',
      ),
    ).toEqual(['submit', 'map', 'shutdown']);
  });

  test('self offers the attributes and methods of the open files', () => {
    const text =
      'class Work:\n    def __init__(self, jobs):\n        self.jobs = jobs\n    def run(self, n=1):\n        self.|';
    expect(at(text, ['class Pool:\n    def close(self):\n        pass\n'])).toEqual([
      '__init__',
      'jobs',
      'run',
      'close',
    ]);
  });

  test('a number offers nothing', () => {
    expect(at('time.sleep(1.|')).toEqual([]);
  });
});

describe('elsewhere', () => {
  test('an import offers the modules, and then what the module has', () => {
    expect(at('import |')).toEqual(['threading', 'queue', 'concurrent.futures', 'time']);
    expect(at('from queue import |')).toContain('Queue');
  });

  test('names of this file come first, then of the other files, then of Python, each once', () => {
    const names = at('import time\nlimit = 3\nprint = 1\n|', ['def helper(a, b):\n    pass\n']);
    expect(names.slice(0, 4)).toEqual(['limit', 'print', 'time', 'helper']);
    expect(names.filter((name) => name === 'print')).toHaveLength(1);
    expect(names).toContain('while');
    expect(names).toContain('isinstance');
  });

  test('definitions are found by the look of their lines', () => {
    const { own, attributes } = defined(
      'class Pool:\n    def put(self, job, block=True):\n        self.size: int = 0\ndef main():\n    for i, job in jobs:\n        a, b = job\n    with open(f) as text: x == y\n',
    );
    expect(own.map(({ name }) => name)).toEqual(['Pool', 'main', 'i', 'job', 'a', 'b', 'text']);
    expect(attributes).toEqual([
      { name: 'put', kind: 'method', signature: 'put(job, block=True)' },
      { name: 'size', kind: 'variable' },
    ]);
  });
});

test('a new line is indented as the one before, and one level more after a colon', () => {
  expect(indentAfter('if a:')).toBe('    ');
  expect(indentAfter('if a:\n    b = 1')).toBe('    ');
  expect(indentAfter('    while True:  # always')).toBe('        ');
  expect(indentAfter('a = 1')).toBe('');
});
