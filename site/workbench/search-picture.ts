import { fetchWords } from '../i18n/fetch.ts';
import { localeFor } from '../i18n/index.ts';
import SearchTree from './SearchTree.svelte';
import style from './search-tree.css?inline';

let sheet: CSSStyleSheet | null = null;

/** The picture of a search with its words. Its styles come with it: a page's own hold those of all its islands. */
export async function fetchPicture() {
  const words = await fetchWords(localeFor(document.documentElement.lang), 'search-tree');
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
  }
  return { SearchTree, words };
}
