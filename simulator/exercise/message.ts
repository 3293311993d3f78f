import type { OutcomeStatus } from '../engines/python/interpreter/outcome.ts';
import { fill } from '../trace/fill.ts';
import { own } from '../trace/own.ts';

/** The message about a scenario that does not hold: a key of the exercise's messages, or one of {@link GENERAL}. */
export interface Message {
  key: string;
  values: Readonly<Record<string, string | number>>;
  status: OutcomeStatus;
}

/** Messages that any exercise may need; their words are in `lessons/exercises/messages.json`. */
export const GENERAL = [
  'syntax',
  'compile',
  'missing',
  'call',
  'refused',
  'broken',
  'memory',
  'exception',
  'deadlock',
  'livelock',
  'budget',
  'output-limit',
  'left',
  'changed',
  'impostor',
  'not-traced',
  'reaches',
] as const;

/** The sentence for a message: that of its scenario if `messages` has one, else the general one. */
export function wordsFor(
  scenario: string,
  { key, values }: Message,
  messages: Readonly<Record<string, string>>,
): string {
  return fill(own(messages, `${scenario}.${key}`) ?? own(messages, key) ?? key, values);
}
