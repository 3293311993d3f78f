/** Reads what `JsonOnce.astro` has put into the page under this id; undefined: nothing. For the browser. */
export function readJson<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}
