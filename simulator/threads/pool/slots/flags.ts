import { OWN_FLAG } from './coder.ts';

/** Flags in the kind of a slot, beside the type of its value. */
export const FLAGS = {
  /** Of an answer: the callable raised it. */
  raised: OWN_FLAG,
  /** Of a request: it has no arguments; it has one, and that is the value. Else the value is all of them. */
  none: 2 * OWN_FLAG,
  one: 4 * OWN_FLAG,
  /** It is no answer: the worker gives the request back. */
  returned: 8 * OWN_FLAG,
} as const;
