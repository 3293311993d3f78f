import { locationOf, modeOf, type Access, type RunSteps, type TracedStep } from '../../../schedule/access.ts';

/** The steps of a run as numbers, which cross to another thread at no cost. */
export type PackedLog = Omit<RunSteps, 'steps'> & { readonly numbers: Int32Array<ArrayBuffer> };

const TICKED = 1;
const BLOCKS = 2;

/** Packs the steps: the thread, who woke it, two flags, and three lists, each with its length before it. */
export function packLog({ steps, ...rest }: RunSteps): PackedLog {
  const numbers: number[] = [];
  const list = (values: readonly number[]) => void numbers.push(values.length, ...values);
  for (const { thread, woken, ticked, blocks, accesses, ahead, spawned } of steps) {
    numbers.push(thread, woken, (ticked ? TICKED : 0) | (blocks ? BLOCKS : 0));
    for (const values of [accesses, ahead, spawned]) list(values);
  }
  return { ...rest, numbers: Int32Array.from(numbers) };
}

/** Unpacks the steps. `numberOf` has the number that a location of the other interpreter has in this one. */
export function unpackLog({ numbers, ...rest }: PackedLog, numberOf: readonly number[]): RunSteps {
  const steps: TracedStep[] = [];
  let at = 0;
  const one = () => numbers[at++]!;
  const list = () => Array.from({ length: one() }, one);
  const translated = (access: Access) => numberOf[locationOf(access)]! * 8 + modeOf(access);
  while (at < numbers.length) {
    const [thread, woken, flags] = [one(), one(), one()];
    const [accesses, ahead, spawned] = [list().map(translated), list().map(translated), list()];
    const [ticked, blocks] = [(flags & TICKED) !== 0, (flags & BLOCKS) !== 0];
    steps.push({ thread, accesses, ahead, woken, ticked, spawned, blocks });
  }
  return { ...rest, steps };
}
