import { fill } from '../../simulator/trace/fill.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { recallLevel, starsOf } from './stars.ts';

/** Shows the stars of each level and their sum. The page is a list of links without it. */
const levels = [...document.querySelectorAll<HTMLElement>('lab-stars')];
const STARS = 3;

function show(): void {
  let sum = 0;
  for (const level of levels) {
    const { level: id = '', par, words = '' } = level.dataset;
    const count = starsOf(recallLevel(id), Number(par)).length;
    sum += count;
    level.setAttribute('role', 'img');
    level.setAttribute('aria-label', fill(words, { count }));
    level.textContent = '★'.repeat(count) + '☆'.repeat(STARS - count);
  }
  for (const line of document.querySelectorAll<HTMLElement>('lab-stars-sum'))
    line.textContent = fill(line.dataset['words'] ?? '', { count: sum, of: STARS * levels.length });
}

show();
onShownAgain(show);
