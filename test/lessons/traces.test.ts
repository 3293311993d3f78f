import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { exportTrace } from '../../simulator/trace/json.ts';
import { drawn, savedTrace } from '../../site/stage/spans.ts';
import { interpreterForTests } from '../python/interpreter.ts';
import { all, lessons } from './lessons.ts';
import { onEngine } from './python-engine.ts';

const FOLDER = new URL('../../lessons/traces/', import.meta.url);
const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

test('every trace that is kept is shown, and every one that is shown is kept', () => {
  const shown = lessons('en').flatMap((lesson) => [
    ...all(lesson, 'Traces').flatMap(({ props }) => props['of'] as string[]),
    ...all(lesson, 'Today').map(({ props }) => props['name'] as string),
  ]);
  expect(names.toSorted()).toEqual([...new Set(shown)].toSorted());
});

// To make the files anew: KEEP_TRACES=1 npx vitest run test/lessons/traces.test.ts
test.each(names)('the trace of %s is what the program still does', async (name) => {
  const { run } = await onEngine(interpreter, `${name}.py`, ['threadpool.py']);
  const file = new URL(`${name}.json`, FOLDER);
  const now = exportTrace(run.trace!);
  if (process.env['KEEP_TRACES']) writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, 'utf8'));
});

const threads = (name: string) =>
  drawn(savedTrace(name)).threads.map(({ spans }) =>
    spans.map(({ status, from, to }) => `${status} ${from.toFixed(1)}-${to.toFixed(1)}`).join(', '),
  );

test('threadpool starts four workers for three jobs; they leave one poll_timeout after their last wait began, at 1.3 s', () => {
  // Jobs of 0.3, 0.1 and 0.2 s, poll_timeout 1 s: the waits end at 1.3, 1.1, 1.2 s, and at 1.0 s for who had no job.
  expect(threads('squares_threadpool').slice(1)).toEqual([
    'sleeping 0.0-0.3, waiting 0.3-1.3',
    'sleeping 0.0-0.1, waiting 0.1-1.1',
    'sleeping 0.0-0.2, waiting 0.2-1.2',
    'waiting 0.0-1.0',
  ]);
});

test('the executor starts three workers; they wait without a timeout, and all is over at 0.3 s', () => {
  expect(threads('squares_executor').slice(1)).toEqual([
    'sleeping 0.0-0.3',
    'sleeping 0.0-0.1, blocked 0.1-0.3',
    'sleeping 0.0-0.2, blocked 0.2-0.3',
  ]);
});
