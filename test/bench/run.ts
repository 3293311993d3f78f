import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { browserRows } from './browser.ts';
import { gilRows } from './gil.ts';
import { modelRows } from './model.ts';
import { poolRows } from './pools.ts';
import { pythonRows } from './python.ts';
import { searchTable } from './search.ts';

// `npm run bench -- search --seeds 3` makes the table of searches alone.
const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '10' }, budget: { type: 'string', default: '1000' } },
  allowPositionals: true,
});
await searchTable(Number(values.seeds), Number(values.budget));
if (positionals.includes('search')) process.exit();

const rows = [
  ...(await modelRows()),
  ...(await pythonRows()),
  ...(await browserRows()),
  ...(await poolRows()),
  ...(await gilRows()),
];
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
for (const { id, value, unit, spread, against } of rows) {
  console.log(
    `${id}: ${value.toLocaleString('en')} ${unit} (${spread.map((n) => n.toLocaleString('en')).join(' to ')})`,
  );
  for (const other of against)
    console.log(`    against ${other.id}: ${other.value.toLocaleString('en')}, ratio ${other.ratio}`);
}
