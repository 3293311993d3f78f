/**
 * The effect of a lesson's block on the screens. A heading begins one; a prediction or a stage has one to itself; text
 * continues one; a joined block stays with the block before it; a left-out block is never shown.
 */
export type BlockRole = 'heading' | 'alone' | 'text' | 'joined' | 'left-out';

/** A block as far as its screen goes. Heights are in one unit, whatever it is. */
export interface Sized {
  kind: BlockRole;
  height: number;
  /** Of a listing: the height of a line, and which of its lines are empty. Left out: it is not split. */
  lines?: { height: number; empty: readonly boolean[] } | undefined;
}

/** A block on a screen, and of a listing the lines from `from` to before `to`. */
export interface Shown {
  index: number;
  lines?: { from: number; to: number };
}

/**
 * Splits blocks, in their order, into screens of at most `room`. A heading never stands alone. A listing with more lines
 * than a screen goes on in the next one. Anything else is whole, however high.
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
type Part = NonNullable<Shown['lines']>;

const heightOf = ({ height }: Sized, lines: Lines, { from, to }: Part): number =>
  height - (lines.empty.length - (to - from)) * lines.height;

/**
 * The parts of a listing, none higher than `room`, and the first not higher than `roomOfFirst`. A part ends at the last empty
 * line of its second half, if it has one.
 */
function parts(block: Sized, lines: Lines, room: number, roomOfFirst: number): Part[] {
  const { empty } = lines;
  const frame = block.height - empty.length * lines.height;
  const found: Part[] = [];
  for (let from = 0; from < empty.length;) {
    const most = Math.max(1, Math.floor(((from === 0 ? roomOfFirst : room) - frame) / lines.height));
    while (empty[from] && from < empty.length - 1) from++;
    let to = Math.min(empty.length, from + most);
    if (to < empty.length) {
      const gap = empty.lastIndexOf(true, to);
      if (gap > from + most / 2) to = gap;
    }
    found.push({ from, to });
    from = to;
  }
  return found;
}
