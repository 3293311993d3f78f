/** Calls `near` once the reader comes to the editor or to its buttons: they may want to run it soon. */
export function whenNear(root: HTMLElement, near: () => void): void {
  if (root.contains(document.activeElement)) return near();
  root.addEventListener('focusin', near, { once: true });
  for (const event of ['pointerover', 'touchstart'])
    root.querySelector('.wb-bar')?.addEventListener(event, near, { once: true, passive: true });
}
