import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Plugin } from 'vite';
import type { AnyStateMachine } from 'xstate';
import { MACHINES, metaOf, statesOf, THREAD_MACHINES } from '../../simulator/machines/machines.ts';
import { allWords } from '../i18n/words.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import type { Chart, ChartEdge } from '../stage/chart.ts';
import { apiText } from '../stage/chart-words.ts';

const ID = 'virtual:statecharts';
const WORDS = { size: 13, latin: 7, wide: 13 };
const MONO = { size: 11, latin: 6.65, wide: 11 };
const LABEL = { size: 11, latin: 6.1, wide: 11 };

interface ChartTransition {
  from: string;
  to: string;
  events: string[];
}

/** Every transition of a flat machine from state to state; events that lead from one to the same other share it. */
function transitionsOf(machine: AnyStateMachine): ChartTransition[] {
  const found = new Map<string, ChartTransition>();
  for (const node of Object.values(machine.root.states)) {
    for (const [event, transitions] of node.transitions) {
      for (const { target } of transitions) {
        const to = target?.[0]?.key ?? node.key;
        const key = `${node.key} ${to}`;
        const transition = found.get(key) ?? { from: node.key, to, events: [] };
        if (!transition.events.includes(event)) transition.events.push(event);
        found.set(key, transition);
      }
    }
  }
  return [...found.values()];
}

const measure = (text: string, { latin, wide }: typeof WORDS) =>
  [...text].reduce((sum, char) => sum + (char > '\u2e80' ? wide : latin), 0);

/** Draws one machine with ELK's layers, in the words of one language. */
export async function layoutChart(id: string, m: StageMessages): Promise<Chart> {
  const machine = MACHINES[id];
  if (!machine) throw new Error(`there is no machine ${id}`);
  const hub = statesOf(id)[0] === 'script';
  const nodes = statesOf(id).map((state) => {
    const words = m.chart.states[state] ?? state;
    const api = apiText(id, metaOf(id, state)?.op);
    const width = Math.ceil(Math.max(measure(words, WORDS), measure(api, MONO))) + 20;
    return {
      state,
      words,
      api,
      width,
      height: api === '' ? 30 : 44,
      final: machine.root.states[state]?.type === 'final',
    };
  });
  const transitions = transitionsOf(machine);
  const labels = transitions.map(({ events }) => events.map((event) => m.chart.events[event] ?? event).join(', '));
  const graph: ElkNode = {
    id,
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': hub ? 'RIGHT' : 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.spacing.nodeNodeBetweenLayers': '22',
      'elk.layered.spacing.edgeNodeBetweenLayers': '12',
      'elk.spacing.nodeNode': '16',
      'elk.spacing.edgeNode': '12',
      'elk.spacing.edgeEdge': '9',
      'elk.spacing.edgeLabel': '3',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
      'elk.layered.mergeEdges': String(hub),
      'elk.edgeLabels.placement': 'CENTER',
      'elk.padding': '[top=8,left=8,bottom=8,right=8]',
    },
    children: nodes.map(({ state, width, height }) => ({ id: state, width, height })),
    edges: transitions.map(({ from, to }, i) => ({
      id: String(i),
      sources: [from],
      targets: [to],
      labels: [{ id: `l${i}`, text: labels[i]!, width: Math.ceil(measure(labels[i]!, LABEL)) + 4, height: 14 }],
    })),
  };
  const placed = await new ELK().layout(graph);
  const index = new Map(nodes.map(({ state }, i) => [state, i]));
  return {
    machine: id,
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    nodes: nodes.map((node, i) => ({
      ...node,
      x: Math.round(placed.children?.[i]?.x ?? 0),
      y: Math.round(placed.children?.[i]?.y ?? 0),
    })),
    edges: transitions.map((transition, i) => drawn(transition, labels[i]!, placed.edges?.[i], index)),
  };
}

function drawn(
  { from, to, events }: ChartTransition,
  label: string,
  edge: ElkExtendedEdge | undefined,
  index: Map<string, number>,
): ChartEdge {
  const section = edge?.sections?.[0];
  const at = edge?.labels?.[0];
  if (!section || !at) throw new Error(`ELK did not route ${from} → ${to}`);
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  return {
    from: index.get(from)!,
    to: index.get(to)!,
    events,
    path: rounded(points),
    label,
    x: Math.round((at.x ?? 0) + (at.width ?? 0) / 2),
    y: Math.round((at.y ?? 0) + 11),
  };
}

/** A polyline with round corners, as SVG path data. */
function rounded(points: readonly { x: number; y: number }[], radius = 6): string {
  const text = (x: number, y: number) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  const parts = [`M${text(points[0]!.x, points[0]!.y)}`];
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const near = (other: { x: number; y: number }) => {
      const length = Math.hypot(other.x - corner.x, other.y - corner.y);
      const share = length > 0 ? Math.min(radius, length / 2) / length : 0;
      return text(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share);
    };
    parts.push(`L${near(before)}Q${text(corner.x, corner.y)} ${near(after)}`);
  }
  const last = points.at(-1)!;
  return `${parts.join('')}L${text(last.x, last.y)}`;
}

async function layoutAll(m: StageMessages): Promise<Record<string, Chart>> {
  const charts = await Promise.all(THREAD_MACHINES.map((id) => layoutChart(id, m)));
  return Object.fromEntries(charts.map((chart) => [chart.machine, chart]));
}

/** `import charts from 'virtual:statecharts'`: the charts of all thread machines, laid out when the site is built. */
export function statecharts(): Plugin {
  // The pages and their scripts are bundled apart, and both have it.
  let laidOut: Promise<string> | undefined;
  const layOut = async () => {
    const charts = Object.entries(allWords).map(async ([lang, { stage }]) => [lang, await layoutAll(stage)] as const);
    return `export default ${JSON.stringify(Object.fromEntries(await Promise.all(charts)))}`;
  };
  return {
    name: 'statecharts',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? (laidOut ??= layOut()) : undefined),
  };
}
