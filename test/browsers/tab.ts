/** A tab of a real browser, with as much as every way of driving one can do. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Presses and releases one key, as a keyboard does: a letter, or `ArrowRight`. */
  key(name: string): Promise<void>;
  /** Calls a function in the page; it must not name anything outside of itself. */
  call<Args extends unknown[], Result>(inPage: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** Opens another window. */
  another(): Promise<Tab>;
  close(): Promise<void>;
}

export interface Browser {
  tab: Tab;
  close(): Promise<void>;
}

/** Milliseconds; long enough for a machine that does other things too. */
const LONGEST = 60_000;

/** Asks every 50 ms until the answer is not undefined. @throws after a minute, naming what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LONGEST;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Clicks the first visible element that matches and, if a name is given, has it as its label or its whole text. */
export async function press(tab: Tab, css: string, name = ''): Promise<void> {
  await until(`${css} ${name}`, () =>
    tab.call(
      (selector: string, label: string) => {
        const named = (each: HTMLElement) =>
          !label || [each.getAttribute('aria-label'), each.textContent.trim()].includes(label);
        const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
          (each) => each.getClientRects().length > 0 && !(each as HTMLButtonElement).disabled && named(each),
        );
        found?.click();
        return found ? true : undefined;
      },
      css,
      name,
    ),
  );
}

/** Waits until a matching element's text has `pattern`, and gives that text. */
export async function see(tab: Tab, css: string, pattern: RegExp): Promise<string> {
  let last: string[] = [];
  const seen = async () => {
    last = await tab.call(
      (selector: string) => [...document.querySelectorAll(selector)].map((each) => each.textContent.trim()),
      css,
    );
    return last.find((text) => pattern.test(text));
  };
  return until(`${pattern} in ${css}`, seen).catch((error: Error) => {
    throw new Error(`${error.message}; there was: ${last.join(' | ').slice(0, 300)}`);
  });
}

/** Writes into a field, or chooses in a menu by its option's text, as a person's input would be heard. */
export async function write(tab: Tab, css: string, text: string): Promise<void> {
  await until(css, () =>
    tab.call(
      (selector: string, value: string) => {
        const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
        if (!field) return undefined;
        const options = field instanceof HTMLSelectElement ? [...field.options] : [];
        field.focus();
        field.value = options.find((option) => option.text.trim() === value)?.value ?? value;
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
        return true;
      },
      css,
      text,
    ),
  );
}

/** Waits until every island that loads by itself is alive. */
export async function alive(tab: Tab): Promise<void> {
  await until('the islands of the page', () =>
    tab.call(() =>
      document.readyState === 'complete' && !document.querySelector('astro-island[ssr]:not([client="intent"])')
        ? true
        : undefined,
    ),
  );
}

export async function open(tab: Tab, url: string): Promise<void> {
  await tab.goto(url);
  await alive(tab);
}

/** The selector of the field that has this label. */
export const fieldOf = (tab: Tab, label: string): Promise<string> =>
  until(label, () =>
    tab.call((text: string) => {
      const found = [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === text);
      return found?.htmlFor ? `[id="${found.htmlFor}"]` : undefined;
    }, label),
  );
