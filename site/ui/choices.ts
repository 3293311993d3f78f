const parts = ['right', 'wrong', 'said', 'because', 'advice', 'choose'];

/** Shows the named parts of a verdict and hides the others. */
export function show(within: Element, which: Record<string, boolean>): void {
  for (const part of parts) {
    for (const element of within.querySelectorAll<HTMLElement>(`[role="status"] > .${part}`))
      element.hidden = !which[part];
  }
}
