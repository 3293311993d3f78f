import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import { explore, type ExploreOptions } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { GRANULARITIES } from '../../simulator/engines/python/interpreter/program.ts';
import { interpreterForTests } from './interpreter.ts';

interface Label {
  file: string;
  version: string;
  expected: string[];
}

const FOLDER = new URL('./pysct/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8');
const labels = (JSON.parse(read('labels.json')) as Label[]).map(({ file, ...rest }) => ({ file, ...rest }));
const tricky = readdirSync(new URL('tricky/', FOLDER)).map((name) => `tricky/${name}`);
const fixed = labels.filter(({ version }) => version === 'fixed').map(({ file }) => file);
/** Schedules of each program at each granularity; PYSCT_SCHEDULES=2000 takes an hour. */
const SCHEDULES = Number(process.env['PYSCT_SCHEDULES'] ?? 12);

let interpreter: Interpreter;
beforeEach(async () => {
  if (!interpreter || interpreter.tainted) interpreter = await interpreterForTests();
});

async function outcomesOf(file: string, options: ExploreOptions) {
  const program = { files: { 'main.py': read(file) }, entry: 'main.py' };
  const { outcomes, failure } = await explore(interpreter, program, options);
  return { outcomes: outcomes.map(({ status, error }) => error || status), failure };
}

describe('a right program is not accused', () => {
  test.each([...tricky, ...fixed])('%s', async (file) => {
    for (const granularity of GRANULARITIES)
      for (const strategy of ['random', 'pct', 'auto'] as const) {
        const { outcomes } = await outcomesOf(file, { granularity, strategy, schedules: SCHEDULES });
        expect([granularity, strategy, [...new Set(outcomes)]]).toEqual([granularity, strategy, ['finished']]);
      }
  });
});

describe('a broken one is found to be broken, as its label says', () => {
  const broken = labels.filter(({ version }) => version === 'broken');
  test.each(broken)('$file', async ({ file, expected }) => {
    const { failure } = await outcomesOf(file, { granularities: levelsFrom('operation'), schedules: 1000 });
    expect(expected).toContain(failure?.outcome.status);
  });
});
