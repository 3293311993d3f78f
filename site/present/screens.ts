/**
 * The effect of a lesson's block on the screens. A heading begins one; a prediction or a stage has one to itself; text
 * continues one; a joined block stays with the block before it; a left-out block is never shown.
 */
export type BlockRole = 'heading' | 'alone' | 'text' | 'joined' | 'left-out';

/** Splits blocks, in their order, into screens: for each the indices of its blocks. A heading never stands alone. */
export function split(kinds: readonly BlockRole[]): number[][] {
  const screens: number[][] = [];
  let open = false;
  kinds.forEach((kind, index) => {
    if (kind === 'left-out') return;
    const current = screens.at(-1);
    const onlyHeadings = current?.every((block) => kinds[block] === 'heading') ?? false;
    const goesOn = kind === 'joined' || onlyHeadings || (kind === 'text' && open);
    if (current && goesOn) current.push(index);
    else screens.push([index]);
    if (kind !== 'joined') open = kind !== 'alone';
  });
  return screens;
}
