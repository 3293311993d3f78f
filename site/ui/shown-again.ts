/**
 * Calls `again` each time the page comes back as it was, out of the browser's cache of pages. Other pages may have changed
 * what is kept meanwhile. Returns the function that ends this.
 */
export function onShownAgain(again: () => void): () => void {
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) again();
  };
  addEventListener('pageshow', shown);
  return () => removeEventListener('pageshow', shown);
}
