import { escapeHtml } from '../i18n/html.ts';
import charts from 'virtual:statecharts';
import type { PoolSpec } from '../../simulator/scenario/scenario.ts';
import { highlight } from '../content/highlight.ts';
import { listing } from '../content/listings.ts';
import type { Locale } from '../i18n/index.ts';
import type { Chart } from './chart.ts';
import { linesOf, relevant } from './lines.ts';

/** The parts of a stage beside the pool, made when the site is built. */
export interface StageAssets {
  /** Name of the listing's file; '' for a bare queue, which has none. */
  file: string;
  /** Its lines, as HTML that is safe to put into the page. */
  html: string;
  /** For each machine, the row of that HTML that each of its states is at, from 1; 0: none. */
  rows: Record<string, number[]>;
  charts: Record<string, Chart>;
}

const PARTS: Record<PoolSpec['kind'], { machines: string[]; listing: string }> = {
  Queue: { machines: ['Caller'], listing: '' },
  WorkManager: { machines: ['WorkManager', 'Work'], listing: 'work_manager' },
  ThreadPool: { machines: ['ThreadPool', 'WorkerThread'], listing: 'threadpool' },
};

/** The assets for one kind of pool. For build time: it brings the highlighter along. */
export function assetsOf(kind: PoolSpec['kind'], lang: Locale): StageAssets {
  const { machines, listing: name } = PARTS[kind];
  const drawn = Object.fromEntries(machines.map((machine) => [machine, charts[lang][machine]!]));
  if (name === '') return { file: '', html: '', rows: {}, charts: drawn };
  const { file, text, language } = listing(name, lang);
  // A machine knows its line by the English text, comments included; the lines are the same in every language.
  const english = listing(name, 'en').text;
  const lines = machines.map((machine) => [machine, linesOf(machine, english)] as const);
  const kept = relevant(
    text,
    lines.flatMap(([, of]) => of),
  );
  // A row for each line that is kept, and one (0) wherever lines are left out.
  const shown = kept.flatMap((line, i) => (i > 0 && line > kept[i - 1]! + 1 ? [0, line] : [line]));
  const rows = lines.map(([machine, of]) => [machine, of.map((line) => (line > 0 ? shown.indexOf(line) + 1 : 0))]);
  const tokens = highlight(text, language);
  const html = shown.map((line) =>
    line === 0 ? '<span class="st-gap">⋯</span>' : tokens[line - 1]!.map(span).join(''),
  );
  return {
    file,
    html: `<pre class="st-code"><code>${html.join('\n')}</code></pre>`,
    rows: Object.fromEntries(rows),
    charts: drawn,
  };
}

function span({ text, kind }: { text: string; kind: string }): string {
  const safe = escapeHtml(text);
  return kind ? `<span class="${kind}">${safe}</span>` : safe;
}
