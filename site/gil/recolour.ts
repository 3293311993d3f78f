/**
 * Calls `again` when colours have other values: a canvas keeps those that it was painted with. Paper is white: what is
 * printed has the light ones. @returns The end of it.
 */
export function onRecolour(again: () => void): () => void {
  const root = document.documentElement;
  const watcher = new MutationObserver(again);
  watcher.observe(root, { attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', again);
  // The event comes before the page has the styles of paper.
  const inLight = () => {
    const before = root.style.colorScheme;
    root.style.colorScheme = 'light';
    again();
    root.style.colorScheme = before;
  };
  addEventListener('beforeprint', inLight);
  addEventListener('afterprint', again);
  return () => {
    watcher.disconnect();
    for (const query of queries) query.removeEventListener('change', again);
    removeEventListener('beforeprint', inLight);
    removeEventListener('afterprint', again);
  };
}
