import type { LaneState } from '../../simulator/gil/recorder.ts';
import type { Slice } from './slices.ts';

/** The looks of a state in its lane: the part of the height, and its fill. They differ without colours too. */
const LOOKS: Record<LaneState, { top: number; bottom: number; fill: 'solid' | 'hatch' | 'dots' | 'frame' }> = {
  holding: { top: 0, bottom: 1, fill: 'solid' },
  running: { top: 0.2, bottom: 0.8, fill: 'solid' },
  waiting: { top: 0.1, bottom: 0.9, fill: 'hatch' },
  io: { top: 0.7, bottom: 1, fill: 'solid' },
  'held-io': { top: 0, bottom: 1, fill: 'frame' },
  copying: { top: 0.1, bottom: 0.9, fill: 'dots' },
  idle: { top: 0.48, bottom: 0.53, fill: 'solid' },
};

export type Colours = Record<LaneState, string>;

/** Makes what states are filled with, in the colours of the theme. */
export function inksOf(colours: Colours, ratio: number): Record<LaneState, string | CanvasPattern> {
  const inks = {} as Record<LaneState, string | CanvasPattern>;
  for (const [state, colour] of Object.entries(colours) as [LaneState, string][]) {
    const { fill } = LOOKS[state];
    inks[state] = fill === 'hatch' || fill === 'dots' ? pattern(fill, colour, ratio) : colour;
  }
  return inks;
}

function pattern(kind: 'hatch' | 'dots', colour: string, ratio: number): CanvasPattern {
  const side = Math.round(6 * ratio);
  const tile = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = tile.getContext('2d')!;
  context.strokeStyle = context.fillStyle = colour;
  if (kind === 'dots') context.fillRect(side / 4, side / 4, side / 2, side / 2);
  else {
    context.lineWidth = side / 3;
    for (const shift of [-side, 0, side]) {
      context.beginPath();
      context.moveTo(shift - 1, side + 1);
      context.lineTo(shift + side + 1, -1);
      context.stroke();
    }
  }
  return context.createPattern(tile, 'repeat')!;
}

/** The canvas has as many pixels as the screen has in its place. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}

/** Draws slices over the whole of a canvas. */
export function paint(canvas: HTMLCanvasElement, slices: readonly Slice[], inks: ReturnType<typeof inksOf>): void {
  const { width, height } = canvas;
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, width, height);
  for (const { from, to, state } of slices) {
    const { top, bottom, fill } = LOOKS[state];
    context.fillStyle = inks[state];
    const [y, tall] = [top * height, (bottom - top) * height];
    context.fillRect(from, y, to - from, tall);
    const rim = height / 8;
    if (fill === 'frame') context.clearRect(from, y + rim, to - from, tall - 2 * rim - height * 0.3);
  }
}
