import { STATUSES, type Status } from '../../simulator/trace/state.ts';
import type { Axis, Row, Timeline } from './timeline.ts';

export type Palette = Record<Status, string>;

/** Height of a row and of the gap below it, in pixels, so that 4 rows and 999 both are a picture of sensible height. */
export function rowHeight(rows: number): { row: number; gap: number } {
  if (rows <= 12) return { row: 16, gap: 4 };
  if (rows <= 40) return { row: 6, gap: 2 };
  return rows <= 200 ? { row: 2, gap: 1 } : { row: Math.min(1.5, 400 / rows), gap: 0 };
}

export const plotHeight = (rows: number): number => {
  const { row, gap } = rowHeight(rows);
  return rows * (row + gap);
};

/** How a status fills its row: the share of the height, and the pattern that tells it from the others without colour. */
const LOOK: Record<Status, { share: number; pattern: 'solid' | 'hatch' | 'dots' | 'lines' | 'none' }> = {
  new: { share: 0, pattern: 'none' },
  ready: { share: 0.25, pattern: 'solid' },
  running: { share: 1, pattern: 'solid' },
  blocked: { share: 1, pattern: 'hatch' },
  waiting: { share: 1, pattern: 'dots' },
  sleeping: { share: 0.6, pattern: 'lines' },
  exited: { share: 0, pattern: 'none' },
  died: { share: 1, pattern: 'solid' },
};

/** Draws every row once. The canvas is as wide as the plot; `ratio` is the device's pixels to one of CSS. */
export function paint(
  canvas: HTMLCanvasElement,
  timeline: Timeline,
  axis: Axis,
  width: number,
  ratio: number,
  palette: Palette,
): void {
  const height = plotHeight(timeline.rows.length);
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  const { row, gap } = rowHeight(timeline.rows.length);
  const fills = STATUSES.map((status) => fillOf(pen, palette[status], LOOK[status].pattern, row, ratio));
  timeline.rows.forEach((each, index) => paintRow(pen, each, timeline, axis, width, index * (row + gap), row, fills));
}

function paintRow(
  pen: CanvasRenderingContext2D,
  row: Row,
  timeline: Timeline,
  axis: Axis,
  width: number,
  top: number,
  height: number,
  fills: readonly (string | CanvasPattern)[],
): void {
  const [values, end] = axis === 'steps' ? [row.steps, timeline.steps] : [row.times, timeline.duration];
  const x = (value: number) => (end > 0 ? (value / end) * width : 0);
  row.statuses.forEach((status, n) => {
    const { share } = LOOK[STATUSES[status]!];
    if (share === 0) return;
    const from = x(values[n]!);
    const to = x(values[n + 1] ?? end);
    const thick = Math.max(Math.min(1, height), height * share);
    pen.fillStyle = fills[status]!;
    // In thin rows there is no room for a thin line: a pale one tells ready from running.
    pen.globalAlpha = height < 6 && share < 0.5 ? 0.3 : 1;
    pen.fillRect(from, top + (height - thick) / 2, Math.max(to - from, STATUSES[status] === 'died' ? 3 : 0.75), thick);
  });
}

function fillOf(
  pen: CanvasRenderingContext2D,
  color: string,
  pattern: string,
  row: number,
  ratio: number,
): string | CanvasPattern {
  if (pattern === 'solid' || pattern === 'none') return color;
  const size = row >= 6 ? 6 : 4;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size * ratio;
  const brush = tile.getContext('2d');
  if (!brush) return color;
  brush.scale(ratio, ratio);
  brush.strokeStyle = brush.fillStyle = color;
  if (pattern === 'hatch') {
    brush.lineWidth = size / 3;
    for (const shift of [-size, 0, size]) {
      brush.beginPath();
      brush.moveTo(shift - 1, size + 1);
      brush.lineTo(shift + size + 1, -1);
      brush.stroke();
    }
  } else if (pattern === 'dots') {
    brush.globalAlpha = 0.3;
    brush.fillRect(0, 0, size, size);
    brush.globalAlpha = 1;
    brush.fillRect(0, 0, row >= 6 ? 2 : 1, size);
  } else {
    brush.globalAlpha = 0.65;
    brush.fillRect(0, 0, size - 2, size);
  }
  return pen.createPattern(tile, 'repeat') ?? color;
}
