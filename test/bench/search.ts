import { readFileSync } from 'node:fs';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import { levelsFrom } from '../../simulator/engines/python/analysis/levels.ts';
import type { StrategyName } from '../../simulator/engines/python/analysis/strategies.ts';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import type { Granularity, Program } from '../../simulator/engines/python/interpreter/program.ts';
import { entryOf, ids, programOf } from '../python/museum.ts';

const STRATEGIES = ['random', 'pct', 'pos', 'surw', 'auto'] as const satisfies readonly StrategyName[];
const PYSCT = new URL('../python/pysct/', import.meta.url);

interface Label {
  name: string;
  file: string;
  version: string;
  granularity: Granularity;
}
interface Subject {
  id: string;
  program: Program;
  granularity: Granularity;
}
/** Searches of one program by one strategy: schedules until the failure, for each seed; null: the budget was not enough. */
interface Searched {
  id: string;
  strategy: StrategyName;
  schedules: (number | null)[];
  seconds: number;
}

/**
 * Searches the broken programs of PySCT and the museum. Random and PCT switch where the program's label says, POS and SURW
 * before accesses where that is finer than operations, `auto` everywhere in turn. Prints all counts, and a table.
 */
export async function searchTable(seeds: number, budget: number): Promise<void> {
  let interpreter = await Interpreter.start(nodeLoader());
  const rows: Searched[] = [];
  for (const { id, program, granularity } of subjects())
    for (const strategy of STRATEGIES) {
      const seen = granularity !== 'operation' && (strategy === 'pos' || strategy === 'surw');
      const granularities = strategy === 'auto' ? levelsFrom('operation') : [seen ? 'access' : granularity];
      const row: Searched = { id, strategy, schedules: [], seconds: 0 };
      for (let seed = 0; seed < seeds; seed++) {
        if (interpreter.tainted) interpreter = await Interpreter.start(nodeLoader());
        const options = { strategy, granularities, schedules: budget, from: 1 + seed * budget };
        const found = await explore(interpreter, program, options);
        row.schedules.push(found.failure ? found.explored : null);
        row.seconds += found.seconds;
      }
      rows.push(row);
      console.log(`${id} ${strategy}: ${row.schedules.map((count) => count ?? '-').join(' ')}`);
    }
  const table = STRATEGIES.map((strategy) => {
    const own = rows.filter((row) => row.strategy === strategy);
    const counts = own.flatMap(({ schedules }) => schedules.map((count) => count ?? budget));
    return {
      strategy,
      programs: own.length,
      'found by every seed': own.filter(({ schedules }) => !schedules.includes(null)).length,
      'mean schedules': Math.round((counts.reduce((sum, count) => sum + count, 0) / counts.length) * 10) / 10,
      'geometric mean':
        Math.round(Math.exp(counts.reduce((sum, count) => sum + Math.log(count), 0) / counts.length) * 10) / 10,
      seconds: Math.round(own.reduce((sum, { seconds }) => sum + seconds, 0)),
    };
  });
  console.table(table);
}

function subjects(): Subject[] {
  const labels = JSON.parse(readFileSync(new URL('labels.json', PYSCT), 'utf8')) as Label[];
  const pairs = labels
    .filter(({ version }) => version === 'broken')
    .map(({ name, file, granularity }) => {
      const files = { 'main.py': readFileSync(new URL(file, PYSCT), 'utf8') };
      return { id: name, program: { files, entry: 'main.py' }, granularity };
    });
  const museum = ids.map((id) => ({ id, program: programOf(id, 'broken'), granularity: entryOf(id).granularity }));
  return [...pairs, ...museum];
}
