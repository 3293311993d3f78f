import { fill } from '../../simulator/trace/fill.ts';
import type { EmbedMessages } from '../i18n/en/embed.ts';
import type { ParameterError } from './parameters.ts';

/** Puts an error in an address into a sentence. */
export function say(problem: ParameterError, t: EmbedMessages['frame']): string {
  switch (problem.kind) {
    case 'link':
      return t.link[problem.reason];
    case 'count':
    case 'twice':
      return fill(t[problem.kind], { ...problem });
    case 'word': {
      const words = problem.name === 'show' ? t.wordList : t.word;
      return fill(words, { ...problem, allowed: problem.allowed.join(', ') });
    }
    default:
      return fill(t[problem.kind], { ...problem, allowed: problem.allowed.join(', ') });
  }
}
