import { describe, expect, test } from 'vitest';
import { MACHINES, statesOf, THREAD_MACHINES } from '../../../simulator/machines/machines.ts';
import stageEn from '../../../site/i18n/en/stage.ts';
import stageZh from '../../../site/i18n/zh-cn/stage.ts';
import { layoutChart } from '../../../site/integrations/statecharts.ts';
import { lastTransition } from '../../../site/stage/chart.ts';
import { play } from './executions.ts';

describe.each(THREAD_MACHINES)('the chart of %s', (machine) => {
  test('has every state, in the order in which traces number them, and every transition', async () => {
    const chart = await layoutChart(machine, stageEn);
    expect(chart.nodes.map(({ state }) => state)).toEqual(statesOf(machine));
    const drawn = chart.edges.flatMap(({ from, to, events }) =>
      events.map((event) => `${chart.nodes[from]!.state} ${event} ${chart.nodes[to]!.state}`),
    );
    const meant = Object.values(MACHINES[machine]!.root.states).flatMap((node) =>
      [...node.transitions.values()]
        .flat()
        .map(({ eventType, target }) => `${node.key} ${eventType} ${target?.[0]?.key ?? node.key}`),
    );
    expect(drawn.toSorted()).toEqual([...new Set(meant)].toSorted());
  });

  test('has words for every state in both languages, and room for all of it', async () => {
    for (const m of [stageEn, stageZh]) {
      const chart = await layoutChart(machine, m);
      for (const { state, x, y, width, height, words } of chart.nodes) {
        expect(m.chart.states, state).toHaveProperty(state);
        expect(words).toBe(m.chart.states[state]);
        expect(x >= 0 && y >= 0 && x + width <= chart.width && y + height <= chart.height).toBe(true);
      }
      for (const { path, label } of chart.edges) {
        expect(path).toMatch(/^M[\d.]/);
        expect(label).not.toBe('');
      }
    }
  });
});

test('the last transition is the last change of state before the position', () => {
  const { trace } = play('first-pool');
  const states = statesOf('WorkerThread');
  // Thread-1 looks (looking → polling) in its first step.
  const first = [...Array(trace.length).keys()].find((i) => trace.threadAt(i) === 1)!;
  expect(lastTransition(trace, 1, first)).toBeNull();
  expect(lastTransition(trace, 1, first + 1)).toEqual({
    from: states.indexOf('looking'),
    to: states.indexOf('polling'),
  });
});
