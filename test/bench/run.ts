import { writeFileSync } from 'node:fs';
import { browserRows } from './browser.ts';
import { gilRows } from './gil.ts';
import { modelRows } from './model.ts';
import { poolRows } from './pools.ts';
import { pythonRows } from './python.ts';

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
