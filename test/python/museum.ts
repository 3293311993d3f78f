import { readdirSync, readFileSync } from 'node:fs';
import type { MuseumEntry, Found } from '../../site/content/museum.ts';
import { explore, type Exploration } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { Program } from '../../simulator/engines/python/interpreter/program.ts';
import { scheduleText } from '../../simulator/engines/python/analysis/schedule-text.ts';
import { recordExecution, executionOf } from '../../simulator/engines/python/analysis/execution.ts';

const MUSEUM = new URL('../../lessons/museum/', import.meta.url);
export const FOUND = new URL('museum.json', MUSEUM);
const read = (path: string) => readFileSync(new URL(path, MUSEUM), 'utf8');

/** Schedules that are tried of a repaired program. */
const SCHEDULES = 1000;
/** Schedules that are tried of a broken one, to count how many of them break it. */
const SAMPLE = 100;

/** Ids of all entries, in the order of their numbers. */
export const ids: readonly string[] = readdirSync(MUSEUM, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted((one, other) => entryOf(one).number - entryOf(other).number);

export function entryOf(id: string): MuseumEntry {
  return JSON.parse(read(`${id}/entry.json`)) as MuseumEntry;
}

export const recorded = () => JSON.parse(readFileSync(FOUND, 'utf8')) as Record<string, Found>;

/** As the page has it: the program, and the library beside it. */
export function programOf(id: string, which: 'broken' | 'fixed'): Program {
  const entry = `${which}.py`;
  return { files: { [entry]: read(`${id}/${entry}`), 'threadpool.py': read('../listings/threadpool.py') }, entry };
}

/** Searches the broken program for what breaks it, and the repaired one in vain. @throws Error if it does not go so */
export async function search(interpreter: Interpreter, id: string): Promise<Found> {
  const { granularity } = entryOf(id);
  const broken = programOf(id, 'broken');
  const sample = (strategy: 'pct' | 'random') =>
    explore(interpreter, broken, { strategy, schedules: SAMPLE, granularity, count: true });
  const found = await sample('pct');
  if (!found.failure?.proven) throw new Error(`${id}: no failing schedule that is known to be the smallest`);
  const { outcome, schedule, preemptions } = found.failure;
  // The button of the page.
  const page = await explore(interpreter, broken, { schedules: SCHEDULES, granularities: levelsFrom(granularity) });
  if (page.failure?.outcome.status !== outcome.status) throw new Error(`${id}: the page finds something else`);
  const { run } = executionOf(await recordExecution(interpreter, broken, schedule, { granularity, capture: false }));
  const fixed = await explore(interpreter, programOf(id, 'fixed'), {
    strategy: 'pct',
    schedules: SCHEDULES,
    granularity,
  });
  const endings = fixed.outcomes.map(({ status, error }) => `${status} ${error}`.trim());
  if (endings.join() !== 'finished') throw new Error(`${id}: the repaired program: ${endings.join()}`);
  return {
    schedule: page.explored,
    failing: { of: SAMPLE, pct: countFailing(found), random: countFailing(await sample('random')) },
    status: outcome.status,
    error: outcome.error,
    preemptions,
    steps: run.steps,
    replay: scheduleText({ granularity, schedule, steps: run.steps }),
    fixed: fixed.explored,
  };
}

const failingIn = ({ outcomes }: Exploration) => outcomes.filter(({ failed }) => failed);
const countFailing = (found: Exploration) => failingIn(found).reduce((sum, { count }) => sum + count, 0);
