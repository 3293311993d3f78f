import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { browserRows } from './browser.ts';
import { gilRows } from './gil.ts';
import type { Row } from './measure.ts';
import { modelRows } from './model.ts';
import { poolRows } from './pools.ts';
import { pythonRows } from './python.ts';
import { searchTable } from './search.ts';

/** The parts that give rows; each takes the most rounds that it may measure. */
const PARTS: Readonly<Record<string, (most: number) => Promise<Row[]>>> = {
  model: modelRows,
  python: pythonRows,
  browser: browserRows,
  pools: poolRows,
  gil: gilRows,
};
/** The table of searches, which is printed alone. */
const SEARCH = 'search';
const ALL = [...Object.keys(PARTS), SEARCH];

// `npm run bench -- model search --rounds 1 --seeds 3`: some of the parts, in a hurry. Only a whole run is kept.
const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: 'Infinity' },
    seeds: { type: 'string', default: '10' },
    budget: { type: 'string', default: '1000' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((part) => !ALL.includes(part));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. There are: ${ALL.join(', ')}.`);
const asked = positionals.length > 0 ? positionals : ALL;
const most = Number(values.rounds);
if (!(most >= 1)) throw new Error(`--rounds is a number from 1 on, not ${values.rounds}.`);

const rows: Row[] = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (!asked.includes(part)) continue;
  const own = await measure(most);
  for (const row of own) print(row);
  rows.push(...own);
}
if (asked.length === ALL.length && most === Infinity)
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
if (asked.includes(SEARCH)) await searchTable(Number(values.seeds), Number(values.budget));

function print({ id, value, unit, spread, against }: Row): void {
  const texts = spread.map((number) => number.toLocaleString('en'));
  console.log(`${id}: ${value.toLocaleString('en')} ${unit} (${texts.join(' to ')})`);
  for (const other of against)
    console.log(`    against ${other.id}: ${other.value.toLocaleString('en')}, ratio ${other.ratio}`);
}
