import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

interface Said {
  globals: string[];
  changes: Record<string, string>;
  allowed: Record<string, string>;
}

const closed = (language: string): Promise<Said> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workers/closed.ts', import.meta.url), { workerData: language });
    worker.once('message', (said: Said) => resolve(said));
    worker.once('error', reject);
  });

test.each(['python', 'typescript'])(
  'a closed worker for %s keeps no way out, and nothing to change for others',
  async (language) => {
    const { globals, changes, allowed } = await closed(language);
    expect(globals).toEqual([]);
    expect(Object.entries(changes).filter(([, outcome]) => outcome !== 'throws')).toEqual([]);
    expect(allowed).toEqual({
      'the name of an exception': 'Own: m',
      'a toString of its own': 'own',
      'a constructor of its own': 'true',
    });
  },
);
