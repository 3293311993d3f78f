import type { LinkError } from '../../simulator/link/permalink.ts';
import { LIMITS } from '../../simulator/scenario/limits.ts';
import type { ScenarioProblem } from '../../simulator/scenario/validate.ts';
import { fill } from '../../simulator/trace/fill.ts';
import type { SimulatorMessages } from '../i18n/en/simulator.ts';

/** Says why a link cannot be followed. */
export const linkProblem = (reason: LinkError['reason'], t: SimulatorMessages): string =>
  fill(t.linkErrors[reason], { calls: LIMITS.calls[1], threads: LIMITS.made[1], requests: LIMITS.jobs[1] });

/** Rows of controls that a form shows at first: so many are drawn at once, however long the scenario is. */
const ROWS = 120;

/** The rows of one of `lists` lists that are drawn at first, and with each wish for more. */
export const pageOf = (lists: number): number => Math.max(5, Math.floor(ROWS / lists));

/**
 * The rows that are drawn, by their numbers: the first ones, those added at the end, and of the others the first whose
 * values are wrong. `isWrong` is asked of rows that would not be drawn otherwise.
 */
export function rowsShown(length: number, first: number, added: number, isWrong: (row: number) => boolean): number[] {
  const rows: number[] = [];
  let wrong = 0;
  for (let row = 0; row < length; row++)
    if (row < first || row >= length - added || (wrong < ROWS && isWrong(row) && wrong++ < ROWS)) rows.push(row);
  return rows;
}

/** The rows of a list that have a problem. @param path Of the list, as in `threads.0.script` */
export function wrongRows(problems: readonly ScenarioProblem[], path: string): ReadonlySet<number> {
  const rows = problems.filter((problem) => problem.path.startsWith(`${path}.`));
  return new Set(rows.map((problem) => Number.parseInt(problem.path.slice(path.length + 1), 10)));
}
