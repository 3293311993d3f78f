/** Finds the rectangle of each request that is drawn under `root`, by its number. */
export function places(root: HTMLElement): Map<string, DOMRect> {
  const found = new Map<string, DOMRect>();
  for (const tile of root.querySelectorAll<HTMLElement>('[data-item]')) {
    found.set(tile.dataset['item']!, tile.getBoundingClientRect());
  }
  return found;
}

/**
 * Lets every request travel from where it was to where it is. Unlike a crossfade it leaves no second copy behind, so
 * nothing else moves. A step back in mid-flight starts from what is on screen.
 */
export function travel(root: HTMLElement, before: ReadonlyMap<string, DOMRect>): void {
  const tiles = [...root.querySelectorAll<HTMLElement>('[data-item]')];
  // All are measured before any is moved: a measurement after a move would lay the page out again.
  const moves = tiles.map((tile) => [tile, before.get(tile.dataset['item']!), tile.getBoundingClientRect()] as const);
  for (const [tile, from, to] of moves) {
    if (!from) {
      tile.animate([{ opacity: 0, transform: 'scale(0.7)' }, {}], { duration: 180, easing: 'ease-out' });
      continue;
    }
    const [x, y] = [from.left - to.left, from.top - to.top];
    if (x === 0 && y === 0) continue;
    const above = { zIndex: 5, position: 'relative' };
    tile.animate(
      [
        { ...above, transform: `translate(${x}px,${y}px)` },
        { ...above, transform: 'none' },
      ],
      {
        duration: 340,
        easing: 'cubic-bezier(.3,.7,.2,1)',
      },
    );
  }
}
