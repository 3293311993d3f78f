/** Data under way, by address: islands that are reached at the same time share one request. */
const underWay = new Map<string, Promise<string>>();

/** Fetches the data that islands of the page share, and that it does not carry. @throws where it cannot be fetched. */
export async function fetchPageData(): Promise<void> {
  const empty = [...document.querySelectorAll<HTMLScriptElement>('script[data-from]')];
  await Promise.all(
    empty.map(async (script) => {
      script.textContent = await textAt(script.dataset['from']!);
      delete script.dataset['from'];
    }),
  );
}

function textAt(address: string): Promise<string> {
  let text = underWay.get(address);
  if (!text) {
    // A request that failed is forgotten, so that the next reach tries again.
    text = read(address).finally(() => underWay.delete(address));
    underWay.set(address, text);
  }
  return text;
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}
