import type { Change, LaneState } from '../../simulator/gil/recorder.ts';

/** A part of a lane's picture, in pixels. */
export interface Slice {
  from: number;
  to: number;
  state: LaneState;
}

/**
 * Cuts a lane between two moments into slices for `width` pixels. Where several states share a pixel, the slice has the
 * state that lasted longest in it. So there are never more slices than pixels.
 * @param changes Oldest first.
 */
export function slicesOf(changes: readonly Change[], begin: number, end: number, width: number): Slice[] {
  const slices: Slice[] = [];
  if (!(end > begin)) return slices;
  const scale = width / (end - begin);
  let pixel = 0;
  let shares = new Map<LaneState, number>();
  const flush = () => {
    const longest = [...shares].reduce<[LaneState, number] | null>(
      (best, each) => (best && best[1] >= each[1] ? best : each),
      null,
    );
    if (longest) push(slices, { from: pixel, to: pixel + 1, state: longest[0] });
    shares = new Map();
  };
  for (let i = firstSeen(changes, begin); i < changes.length && changes[i]!.time < end; i++) {
    const { time, state } = changes[i]!;
    const from = Math.max(0, (time - begin) * scale);
    const to = Math.min(width, ((changes[i + 1]?.time ?? end) - begin) * scale);
    for (let at = from; at < to;) {
      const here = Math.floor(at);
      if (here !== pixel) {
        flush();
        pixel = here;
      }
      // Whole pixels of one state are one slice.
      if (at === here && to - at >= 1) {
        push(slices, { from: here, to: Math.floor(to), state });
        at = Math.floor(to);
      } else {
        const next = Math.min(here + 1, to);
        shares.set(state, (shares.get(state) ?? 0) + next - at);
        at = next;
      }
    }
  }
  flush();
  return slices;
}

function push(slices: Slice[], slice: Slice): void {
  const last = slices.at(-1);
  if (last?.state === slice.state && last.to === slice.from) last.to = slice.to;
  else slices.push(slice);
}

/** The last change at or before a moment, or the first there is. */
function firstSeen(changes: readonly Change[], moment: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]!.time <= moment) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Adds up the milliseconds that a lane was in each state between two moments. */
export function stateTimesOf(
  changes: readonly Change[],
  begin: number,
  end: number,
): Partial<Record<LaneState, number>> {
  const times: Partial<Record<LaneState, number>> = {};
  changes.forEach(({ time, state }, i) => {
    const spent = Math.min(end, changes[i + 1]?.time ?? end) - Math.max(begin, time);
    if (spent > 0) times[state] = (times[state] ?? 0) + spent;
  });
  return times;
}
