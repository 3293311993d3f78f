import charts from 'virtual:statecharts';
import type { Locale } from '../i18n/index.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import type { Chart } from './chart.ts';
import { words } from '../i18n/words.ts';
import { readJson } from '../ui/json-once.ts';

/** Ids of the page's data: a page with several stages has each of them once, and in its own language only. */
export const STAGE_MESSAGES_ID = 'stage-words';
export const chartId = (machine: string): string => `stage-chart-${machine}`;

// Known when the page is built, read from the page in the browser: there the languages are not in the bundle.
export const stageMessagesOf = (lang: Locale): StageMessages =>
  import.meta.env.SSR ? words(lang, 'stage') : readJson<StageMessages>(STAGE_MESSAGES_ID)!;

export const chartOf = (lang: Locale, machine: string): Chart | undefined =>
  import.meta.env.SSR ? charts[lang][machine] : readJson<Chart>(chartId(machine));
