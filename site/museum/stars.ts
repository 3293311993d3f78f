import { keep, recall } from '../ui/store.ts';

/** A learner's best in a level of the museum, on this device. */
export interface LevelResult {
  /** The fewest switches with which it was broken; null: it was not. */
  switches: number | null;
  repaired: boolean;
}
export type Star = 'broken' | 'par' | 'repaired';

const NOTHING: LevelResult = { switches: null, repaired: false };

/** Nothing done, where nothing is kept or what is kept cannot be understood. */
export function recallLevel(id: string): LevelResult {
  try {
    const { switches, repaired } = JSON.parse(recall(`level:${id}`) ?? '') as LevelResult;
    const counted = Number.isSafeInteger(switches) && switches! >= 0;
    return { switches: counted ? switches : null, repaired: repaired === true };
  } catch {
    return NOTHING;
  }
}

/** Keeps what is better than before. */
export function keepLevel(id: string, now: Partial<LevelResult>): LevelResult {
  const before = recallLevel(id);
  const switches = [before.switches, now.switches ?? null].filter((each) => each !== null);
  const best = {
    switches: switches.length > 0 ? Math.min(...switches) : null,
    repaired: before.repaired || (now.repaired ?? false),
  };
  keep(`level:${id}`, JSON.stringify(best));
  return best;
}

/** The stars of a result: broken, broken in the fewest switches, repaired. */
export function starsOf({ switches, repaired }: LevelResult, par: number): Star[] {
  return [
    ...(switches === null ? [] : ['broken' as const]),
    ...(switches !== null && switches <= par ? ['par' as const] : []),
    ...(repaired ? ['repaired' as const] : []),
  ];
}
