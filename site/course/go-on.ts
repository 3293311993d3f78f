import { HandInError, readHandIn } from '../../simulator/class/hand-in.ts';
import { classNow, keepClass } from '../progress/class-now.ts';
import { merge, WorkFileError, workOf, type Merged } from '../progress/work-file.ts';
import { keep, recall } from '../ui/store.ts';

/**
 * Opens a hand-in to go on with it on this device. Its class and its name are taken where there are none yet. `joined`: this
 * device is in the class now. @throws WorkFileError
 */
export function goOn(storage: Storage, text: string): { merged: Merged; joined: boolean } {
  try {
    const { handIn } = readHandIn(text);
    const merged = merge(storage, workOf(handIn.entries, handIn.made));
    const joined = classNow() === null;
    if (joined) keepClass(handIn.class);
    if (handIn.name && !recall('name')) keep('name', handIn.name);
    return { merged, joined };
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    throw new WorkFileError(error.reason === 'newer' ? 'newer' : 'not-work');
  }
}
