import type { Summary } from './measure.ts';
import type { Mode } from './modes.ts';

/**
 * The speed of the most workers beside that of one. `noisy`: runs that should be alike differ too much; `few`: too few to
 * know.
 */
type Relation = 'faster' | 'same' | 'slower' | 'noisy' | 'few';

/** The most workers of a mode against one. */
export interface Verdict {
  readonly mode: Mode;
  readonly relation: Relation;
  readonly most: Summary;
  readonly one: Summary;
}

/** Less is no difference that a learner should build on. */
const MARGIN = 1.2;
/** Runs from which their spread says something. */
const RUNS = 3;

/** Compares the most workers of each mode with one; a mode of which not both were measured is left out. */
export function verdictsOf(summaries: readonly Summary[]): Verdict[] {
  const one = new Map(summaries.filter(({ workers }) => workers === 1).map((each) => [each.mode, each]));
  const most = new Map(summaries.filter(({ workers }) => workers > 1).map((each) => [each.mode, each]));
  return [...most].flatMap(([mode, many]) => {
    const alone = one.get(mode);
    return alone ? [{ mode, relation: relationOf(mode, alone, many), most: many, one: alone }] : [];
  });
}

/** All runs must agree: the slowest of one kind against the fastest of the other, and the other way round. */
function relationOf(mode: Mode, one: Summary, most: Summary): Relation {
  if (Math.min(one.times.length, most.times.length) < RUNS) return 'few';
  const [least, greatest] = [one.low / most.high, one.high / most.low];
  if (least >= MARGIN) return 'faster';
  if (greatest > MARGIN) return 'noisy';
  if (greatest > 1 / MARGIN) return 'same';
  // Nothing but other work on the machine makes threads without a lock slower than one.
  return mode === 'free' ? 'noisy' : 'slower';
}
