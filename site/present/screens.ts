/**
 * The effect of a lesson's block on the screens. A heading begins one; a prediction or a stage has one to itself; text
 * continues one; a joined block stays with the block before it; a left-out block is never shown.
 */
export type BlockRole = 'heading' | 'alone' | 'text' | 'joined' | 'left-out';

/** A block as far as its screen goes. Heights are in one unit, whatever it is. */
export interface Sized {
  kind: BlockRole;
  height: number;
  /** Of a listing, a list or a table: how high each line, item or row is, and which are empty. Left out: it is not split. */
  lines?: { heights: readonly number[]; empty: readonly boolean[] } | undefined;
}

/** A block on a screen, and of a block that is split the lines from `from` to before `to`. */
export interface Shown {
  index: number;
  lines?: { from: number; to: number };
}

/**
 * Splits blocks, in their order, into screens of at most `room`. A heading never stands alone. A listing, a list or a table
 * that is higher than a screen goes on in the next one. Anything else is whole, however high.
 */
export function split(blocks: readonly Sized[], room: number): Shown[][] {
  const screens: Shown[][] = [];
  let open = false;
  let used = 0;
  const begin = (shown: Shown, height: number): void => {
    screens.push([shown]);
    used = height;
  };
  blocks.forEach((block, index) => {
    const { kind, height } = block;
    if (kind === 'left-out') return;
    const current = screens.at(-1);
    const onlyHeadings = current !== undefined && current.every(({ index: of }) => blocks[of]!.kind === 'heading');
    const fits = used + height <= room;
    const goesOn = kind === 'joined' || onlyHeadings || (kind === 'text' && open && fits);
    if (current && goesOn && (fits || !block.lines)) {
      current.push({ index });
      used += height;
    } else if (!block.lines || (height <= room && !onlyHeadings)) begin({ index }, height);
    else {
      const [first, ...rest] = parts(block, block.lines, room, onlyHeadings ? room - used : room);
      const shown = { index, lines: first! };
      if (onlyHeadings) current.push(shown);
      else begin(shown, 0);
      used += heightOf(block, block.lines, first!);
      for (const lines of rest) begin({ index, lines }, heightOf(block, block.lines, lines));
    }
    if (kind !== 'joined') open = kind !== 'alone';
  });
  return screens;
}

type Lines = NonNullable<Sized['lines']>;
type LineRange = NonNullable<Shown['lines']>;

const sum = (heights: readonly number[]): number => heights.reduce((all, each) => all + each, 0);

const heightOf = ({ height }: Sized, { heights }: Lines, { from, to }: LineRange): number =>
  height - sum(heights) + sum(heights.slice(from, to));

/**
 * The parts of a block. None is higher than `room`, and the first not higher than `roomOfFirst`, unless a line is. A part
 * ends at the last empty line of its second half, if it has one.
 */
function parts(block: Sized, { heights, empty }: Lines, room: number, roomOfFirst: number): LineRange[] {
  const frame = block.height - sum(heights);
  const found: LineRange[] = [];
  for (let from = 0; from < empty.length;) {
    let left = (from === 0 ? roomOfFirst : room) - frame;
    while (empty[from] && from < empty.length - 1) from++;
    let to = from;
    while (to < empty.length && (to === from || heights[to]! <= left)) left -= heights[to++]!;
    if (to < empty.length) {
      const gap = empty.lastIndexOf(true, to);
      if (gap > (from + to) / 2) to = gap;
    }
    found.push({ from, to });
    from = to;
  }
  return found;
}
