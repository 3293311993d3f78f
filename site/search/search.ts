import { fill } from '../../simulator/trace/fill.ts';
import { counted, type Plural } from '../i18n/plural.ts';
import { beginning, folded, hasAll, titledNear, titledWith, type Titled } from './first.ts';

/** The part of Pagefind that is used here. */
interface Pagefind {
  init(): Promise<void>;
  options(options: { excerptLength: number }): Promise<void>;
  debouncedSearch(query: string, options?: object, wait?: number): Promise<Answer | null>;
  search(query: string): Promise<Answer>;
}

interface Answer {
  results: { id: string; data(): Promise<Found> }[];
}

interface Found {
  url: string;
  excerpt: string;
  content: string;
  meta: { title?: string };
  sub_results: { title: string; url: string; excerpt: string }[];
}

type Words = Record<'none' | 'near' | 'more' | 'missing' | 'offline' | 'searching', string> & { found: Plural };

const shown = 8;
/** Results of the search engine that are checked at once: those with a part of a word may come before those with all of it. */
const checked = 24;
let started = false;

/** Makes the dialog search as one types. Pagefind and its index are fetched now, not with the page. */
export function startSearch(dialog: HTMLDialogElement): void {
  if (started) return;
  started = true;
  const input = dialog.querySelector('input') as HTMLInputElement;
  const list = dialog.querySelector('ol') as HTMLOListElement;
  const status = dialog.querySelector('.found') as HTMLElement;
  const words = JSON.parse(dialog.dataset['words'] ?? '{}') as Words;
  let engine: Promise<Pagefind> | undefined;
  let titles: Promise<readonly Titled[]> | undefined;

  const say = (template: string, values: Record<string, string | number> = {}): void => {
    status.textContent = fill(template, values);
  };

  async function search(): Promise<void> {
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      return say('');
    }
    say(words.searching);
    try {
      // A failed import is asked for again: the network may be back.
      engine ??= load(dialog.dataset['base'] ?? '/');
      const pagefind = await engine;
      const answer = await pagefind.debouncedSearch(folded(query), {}, 120);
      if (!answer || query !== input.value.trim()) return;
      const begun = beginning(query);
      const results = begun ? [...answer.results, ...(await pagefind.search(begun)).results] : answer.results;
      const offered = [...new Map(results.map((result) => [result.id, result])).values()];
      titles ??= fetchTitles(dialog.dataset['titles'] ?? '');
      const named = titledWith(await titles, query);
      const known = new Set(named.map(({ href }) => pathOf(href)));
      const others: Found[] = [];
      for (let from = 0; from < offered.length && named.length + others.length <= shown; from += checked) {
        const pages = await Promise.all(offered.slice(from, from + checked).map((result) => result.data()));
        if (query !== input.value.trim()) return;
        others.push(...pages.filter(({ url, content }) => hasAll(content, query) && !known.has(pathOf(url))));
      }
      const all = [...named.map(titled), ...others.map(entry)];
      const count = all.length;
      const near = count === 0 ? titledNear(await titles, query).map(titled) : [];
      list.replaceChildren(...[...all, ...near].slice(0, shown));
      if (count === 0) say(near.length > 0 ? words.near : words.none, { query });
      else if (count > shown) say(words.more, { count, shown });
      else say(counted(words.found, count));
    } catch {
      engine = titles = undefined;
      list.replaceChildren();
      say(navigator.onLine ? words.missing : words.offline);
    }
  }

  input.addEventListener('input', () => void search());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === 'ArrowDown' && links.length > 0) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)]?.focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });
  void search();
}

async function load(base: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

async function fetchTitles(address: string): Promise<readonly Titled[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as Titled[];
}

const pathOf = (href: string): string => new URL(href, location.href).pathname;

const titled = ({ title, href, text }: Titled): HTMLLIElement =>
  itemOf(href, title, (line) => (line.textContent = text));

/** Pagefind escapes the page's text itself and adds only `<mark>`. */
function entry({ url, excerpt, meta, sub_results }: Found): HTMLLIElement {
  const best = sub_results[0];
  const title = best && best.title !== meta.title ? `${meta.title ?? url}: ${best.title}` : (meta.title ?? url);
  return itemOf(best?.url ?? url, title, (line) => (line.innerHTML = best?.excerpt ?? excerpt));
}

function itemOf(href: string, heading: string, write: (line: HTMLElement) => void): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const title = document.createElement('b');
  const text = document.createElement('span');
  link.href = href;
  title.textContent = heading;
  write(text);
  link.append(title, text);
  item.append(link);
  return item;
}
