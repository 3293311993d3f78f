import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { expect, test } from 'vitest';
import { recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { PartialOrders } from '../../simulator/schedule/partial-orders.ts';
import { exactly } from '../../simulator/schedule/scheduler.ts';
import { treeOf, type FoundOrders, type OrderNode } from '../../site/content/orders.ts';
import { interpreterForTests } from '../python/interpreter.ts';

const FILE = new URL('../../lessons/orders/increment.json', import.meta.url);
const kept = () => JSON.parse(readFileSync(FILE, 'utf8')) as FoundOrders;

/** Tries all orders of a program's steps, and keeps those of the uses of `n` by threads other than main. */
async function ordersOf(text: string): Promise<FoundOrders> {
  const interpreter = await interpreterForTests();
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const search = new PartialOrders();
  const found = new Map<string, FoundOrders['orders'][number]>();
  let tried = 0;
  for (let next = search.next(); next; next = search.next()) {
    const run = await interpreter.run(program, next.scheduler, { granularity: 'access' });
    search.learn({ ...run, failed: false }, true);
    tried++;
    if (run.redundant) continue;
    const options = { granularity: 'access', capture: false, uses: true } as const;
    const { run: again, output } = await recordExecution(interpreter, program, exactly(run.choices), options);
    const steps = again.uses
      .filter(({ thread, name }) => thread > 0 && name === 'n')
      .map(({ thread, write, value }) => ({ thread: again.names[thread]!, write, value }));
    const end = output
      .map((piece) => piece.text)
      .join('')
      .trim();
    found.set(JSON.stringify([steps, end]), { steps, end });
  }
  expect(search.claim?.kind).toBe('orders');
  return { program: text, tried, orders: [...found.values()] };
}

// To make it anew: ORDERS=write npx vitest run test/lessons/orders.test.ts
test('the tree of n += 1 is what a search of all orders finds', async () => {
  const now = await ordersOf(kept().program);
  if (process.env['ORDERS']) writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`);
  expect(now).toEqual(kept());
});

test('two steps of each of two threads have six orders: the search tries four, and leaves two whose reads are swapped', () => {
  // 4! / (2! 2!) = 6. Read, read, then either write first: two orders, and the same two with the reads swapped.
  const ends: string[] = [];
  const left: string[] = [];
  const walk = (node: OrderNode, before: OrderNode | null) => {
    if (node.end !== null) ends.push(node.end);
    if (node.left) left.push(`${before?.thread} ${before?.write}, then ${node.thread} ${node.write}`);
    for (const one of node.next) walk(one, node);
  };
  for (const node of treeOf(kept())) walk(node, null);
  expect(ends).toEqual(['2', '1', '1', '2']);
  expect(left).toEqual(['B false, then A false']);
});
