import { row, type Row } from './measure.ts';
import { withPage } from './pools/browser.ts';
import { LOADS, type Measured } from './pools/loads.ts';
import { inNode } from './pools/node/index.ts';
import { recorded } from './pools/node/recorded.ts';

type Load = keyof typeof LOADS;
const ALL = Object.keys(LOADS) as Load[];
const OURS = 'ours';
const MESSAGES = 'ours over messages';
const IDEAL = 1.1;

/** The pools of real workers, what else there is, and what the machine itself can do. */
export async function poolRows(most: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [workers, measured] of await inNode(most)) rows.push(...rowsOf(measured, `${workers} workers, Node`));
  const { recorded: written, silent } = await recorded(Math.min(5, most));
  rows.push(
    row('a ThreadPool that writes down what it does, 4 workers, Node', 'tasks/s', 'higher', written, {
      'the same queues, and nobody writes': silent,
    }),
  );
  rows.push(...(await inPage(most)));
  return rows;
}

const inPage = (most: number) =>
  withPage(async (page) => {
    const rows: Row[] = [];
    for (const workers of [1, 2])
      rows.push(...rowsOf(await page.pools(workers, ['burst'], Math.min(3, most)), `${workers} workers, Chromium`));
    const limits = await page.rawLimits(Math.min(9, most));
    rows.push(
      ...rowsOf(await page.pools(4, ALL, Math.min(5, most)), '4 workers, Chromium', {
        burst: { 'numbers through a bare ring in shared memory': limits.ring },
        idle: { 'one word to a thread and back, with Atomics': limits.hand },
      }),
    );
    for (const [jobs, workers] of [
      [99, 9],
      [999, 99],
    ] as const) {
      const seconds: number[] = [];
      for (let round = 0; round < Math.min(3, most); round++)
        seconds.push(await page.article(jobs, workers, 'ThreadPool'));
      const id = `${jobs} tasks of 0.1 s on ${workers} workers that have started, Chromium`;
      rows.push(row(id, 's', 'lower', seconds, { ideal: [IDEAL] }));
    }
    return rows;
  });

/** A row for each load, and one for each over messages. */
function rowsOf(
  measured: Measured,
  where: string,
  limits: Partial<Record<string, Record<string, readonly number[]>>> = {},
): Row[] {
  return Object.entries(measured).flatMap(([load, values]) => {
    const { [OURS]: ours, [MESSAGES]: messages, ...others } = values;
    const unit = load === 'idle' ? 'µs' : 'tasks/s';
    const better = load === 'idle' ? 'lower' : 'higher';
    const name = LOADS[load as Load];
    return [
      row(`${name}, ${where}`, unit, better, ours!, { ...others, ...limits[load] }),
      row(`${name}, over messages, ${where}`, unit, better, messages!, { ...others, 'with shared memory': ours! }),
    ];
  });
}
