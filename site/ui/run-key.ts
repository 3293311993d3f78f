/**
 * Calls `run` on Ctrl+Enter (on a Mac ⌘+Enter too), wherever the focus is: an editor does not get the key. Returns a function
 * that ends it.
 */
export function onRunKey(run: () => void): () => void {
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  addEventListener('keydown', key, true);
  return () => removeEventListener('keydown', key, true);
}
