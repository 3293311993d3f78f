/**
 * Calls `near` once the reader comes to the editor or to its buttons: they may want to run it soon. `over`: a mouse has come
 * over any part of it.
 */
export function whenNear(root: HTMLElement, near: () => void, over: () => void): void {
  if (root.contains(document.activeElement)) return near();
  root.addEventListener('focusin', near, { once: true });
  for (const event of ['pointerover', 'touchstart'])
    root.querySelector('.wb-bar')?.addEventListener(event, near, { once: true, passive: true });
  // A finger that scrolls past comes over it too.
  root.addEventListener('mouseover', over, { once: true, passive: true });
}
