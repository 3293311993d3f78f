import { expect, test } from 'vitest';
import { graderOf } from '../../simulator/class/grader.ts';
import { readExercise } from '../../simulator/cli/exercises.ts';
import { PythonClient } from '../../simulator/engines/python/service/client.ts';
import { partsForTests } from './interpreter.ts';
import { nodeHost } from './worker-host.ts';

test('each hand-in is graded in a worker of its own, whatever an earlier one did to its own', async () => {
  const [snapshot] = await partsForTests();
  const place = nodeHost({ recall: () => Promise.resolve(new Uint8Array(snapshot).buffer) });
  const client = new PythonClient(place);
  const grade = graderOf(client, new AbortController().signal);
  const exercise = readExercise('overlap-the-waits');
  const [name] = Object.keys(exercise.starter) as [string];
  const hostile = `
import sys
for finder in sys.meta_path:
    if hasattr(finder, "jsproxies"):
        finder.jsproxies["js"].Array.prototype.every = lambda *a: True
def fetch_all(urls, workers, fetch): return []
`;
  try {
    const verdicts = [await grade(exercise, { [name]: hostile }), await grade(exercise, exercise.starter)];
    expect(verdicts).toEqual(['failed', 'failed']);
    expect(place.starts).toHaveLength(2);
    const detailed = graderOf(client, new AbortController().signal, true);
    expect(await detailed(exercise, { [name]: 'def fetch_all(urls)\n    pass\n' })).toMatchObject({
      verdict: 'failed',
      why: { scenario: '', message: { key: 'syntax', values: { file: name, line: 1 } } },
    });
    expect(await detailed(exercise, exercise.starter)).toMatchObject({
      verdict: 'failed',
      why: { scenario: exercise.scenarios[0]!.id },
    });
  } finally {
    client.dispose();
  }
});
