import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js';
import type { Spread } from '../../simulator/gil/statistics.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Legend, Tooltip);

export interface ChartLine {
  readonly name: string;
  readonly colour: string;
  readonly shape: 'circle' | 'triangle' | 'rect' | false;
  readonly dash: number[];
  readonly points: readonly (Spread & { readonly x: number })[];
}

export interface Look {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly ink: string;
  readonly grid: string;
  readonly font: string;
}

/** A bar through each point, from the lowest to the highest value. */
const whiskers = (lines: readonly ChartLine[]): Plugin<'line'> => ({
  id: 'whiskers',
  afterDatasetsDraw(chart) {
    const { ctx, scales } = chart;
    lines.forEach(({ points, colour }, i) => {
      if (!chart.isDatasetVisible(i)) return;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.5;
      chart.getDatasetMeta(i).data.forEach(({ x }, at) => {
        const { low, high } = points[at]!;
        if (low === high) return;
        const [top, bottom] = [scales['y']!.getPixelForValue(high), scales['y']!.getPixelForValue(low)];
        ctx.beginPath();
        for (const y of [top, bottom]) {
          ctx.moveTo(x - 4, y);
          ctx.lineTo(x + 4, y);
        }
        ctx.moveTo(x, top);
        ctx.lineTo(x, bottom);
        ctx.stroke();
      });
    });
  },
});

/** Draws lines over the number of workers. @returns What takes the chart away again. */
export function drawChart(canvas: HTMLCanvasElement, lines: readonly ChartLine[], look: Look): () => void {
  const counts = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted((a, b) => a - b);
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ high }) => high)));
  const title = (text: string) => ({ display: true, text, color: look.ink });
  const common = { ticks: { color: look.ink }, grid: { color: look.grid }, border: { color: look.grid } };
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: {
      datasets: lines.map(({ name, colour, shape, dash, points }) => ({
        label: name,
        data: points.map(({ x, median }) => ({ x, y: median })),
        borderColor: colour,
        backgroundColor: colour,
        borderDash: dash,
        borderWidth: 2,
        pointStyle: shape || 'line',
        pointRadius: shape ? 5 : 0,
        pointHoverRadius: shape ? 7 : 0,
      })),
    },
    plugins: [whiskers(lines)],
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      font: { family: look.font, size: 13 },
      scales: {
        x: {
          ...common,
          type: 'linear',
          title: title(look.xTitle),
          min: Math.max(0, counts[0]! - 0.5),
          max: counts.at(-1)! + 0.5,
          afterBuildTicks: (axis) => void (axis.ticks = counts.map((value) => ({ value }))),
        },
        y: { ...common, type: 'linear', title: title(look.yTitle), beginAtZero: true, suggestedMax: highest },
      },
      plugins: {
        legend: { labels: { color: look.ink, usePointStyle: true, boxHeight: 8 } },
        tooltip: {
          callbacks: {
            title: ([item]) => `${look.xTitle}: ${item?.parsed.x}`,
            label: ({ dataset, parsed }) => `${dataset.label}: ${parsed.y?.toFixed(2)}`,
          },
        },
      },
    },
  };
  const chart = new Chart(canvas, config);
  return () => chart.destroy();
}
