import { fetchWords } from '../i18n/fetch.ts';
import { localeFor } from '../i18n/index.ts';
import SearchResult from './SearchResult.svelte';
import SearchVerdict from './SearchVerdict.svelte';
import style from './search-result.css?inline';

let sheet: CSSStyleSheet | null = null;

/** Verdict and picture of a search, with the words of the tree. Its styles come with it: a page's own hold those of all its islands. */
export async function fetchPicture() {
  const words = await fetchWords(localeFor(document.documentElement.lang), 'search-tree');
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
  }
  return { SearchVerdict, SearchResult, words };
}
