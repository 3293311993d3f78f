/** Says in `Unfetched.astro` whether a part of the page has not come, or takes that back. */
export function tellUnfetched(inVain: boolean): void {
  // A page that is being built waits for its parts too.
  if (typeof document === 'undefined') return;
  const note = document.querySelector<HTMLElement>('[data-unfetched] > span');
  if (note) note.hidden = !inVain;
}

/** Says in the same place that a part of the page has thrown when it was to start. */
export function tellBroken(error: unknown): void {
  const note = document.querySelector<HTMLElement>('[data-broken] > span');
  if (!note) return;
  note.querySelector('code')!.textContent = String(error);
  note.hidden = false;
}

/** Waits for a part that is fetched on demand. Without a network it says so, and gives nothing. */
export async function fetched<Part>(coming: Promise<Part>): Promise<Part | undefined> {
  try {
    const part = await coming;
    tellUnfetched(false);
    return part;
  } catch (error) {
    console.warn(error);
    tellUnfetched(true);
    return undefined;
  }
}
