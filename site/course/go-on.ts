import { HandInError, readHandIn } from '../../simulator/class/hand-in.ts';
import { isSameClass, planOf } from '../../simulator/class/plan.ts';
import { classNow, keepClass } from '../progress/class-now.ts';
import { merge, readWork, WorkFileError, workOf, type Merged, type SavedWork } from '../progress/work-file.ts';
import { keep, recall } from '../ui/store.ts';

/** Within a learner's code the quotation marks are escaped. */
const HAND_IN = /"format":\s*"thread-pool-lab-hand-in"/;

/**
 * Opens a file of work, or a hand-in, to go on with it on this device. Its class and its name are taken where there are none
 * yet. `joined`: this device is in the class now; `stays`: it stays in a class of its own. @throws WorkFileError
 */
export function goOn(storage: Storage, text: string): { merged: Merged; joined: boolean; stays: boolean } {
  const work = HAND_IN.test(text) ? handedIn(text) : readWork(text);
  const merged = merge(storage, work);
  const plan = planOf(JSON.stringify(work.class ?? null));
  const here = classNow();
  if (plan && !here) keepClass(plan);
  if (work.name && !recall('name')) keep('name', work.name.slice(0, 60));
  return { merged, joined: plan !== null && !here, stays: plan !== null && here !== null && !isSameClass(plan, here) };
}

function handedIn(text: string): SavedWork {
  try {
    return workOf(readHandIn(text).handIn);
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    throw new WorkFileError(error.reason === 'newer' ? 'newer' : 'not-work');
  }
}
