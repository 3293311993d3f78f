import { simplified } from './traditional.ts';

/** A main word, a lesson, a section of one, or another page: what can be found by its title. */
export interface Titled {
  kind: 'term' | 'lesson' | 'section' | 'page';
  title: string;
  href: string;
  /** A sentence on it. */
  text: string;
  /** Other ways to write the title. */
  also?: readonly string[];
  /** Other words by which readers look it up. */
  synonyms?: readonly string[];
}

const HAN = /\p{Script=Han}/u;
/** The border between Chinese and other writing: some put a space there, and some do not. */
const MEETING = /(?<=\p{Script=Han})(?=[\p{Script=Latin}\p{N}])|(?<=[\p{Script=Latin}\p{N}])(?=\p{Script=Han})/gu;

/** A text without what makes no difference: case, full width, traditional characters, and spaces. */
export const folded = (text: string): string =>
  simplified(text.normalize('NFKC').toLowerCase()).replaceAll(MEETING, ' ').replaceAll(/\s+/g, ' ').trim();
/** A text as one word: `back pressure`, `back-pressure` and `backpressure` are the same. */
const joined = (text: string): string => text.replaceAll(/(?<=[a-z])[- ](?=[a-z])/g, '');
const KINDS = ['term', 'lesson', 'section', 'page'] as const;

/**
 * Ranks how well a title fits: 0 is the very word, 1 begins with it, 2 has it, 3 has all its words. 4 is looked up by it, and
 * Infinity is none of these.
 */
function fit({ title, also = [], synonyms = [] }: Titled, query: string): number {
  const all = [title, ...also].map(folded);
  // English words are asked for in the plural, too.
  if (all.includes(query) || all.includes(query.replace(/s$/, ''))) return 0;
  if (all.some((each) => each.startsWith(query))) return 1;
  if (all.some((each) => each.includes(query) || joined(each).includes(joined(query)))) return 2;
  if (all.some((each) => query.split(' ').every((word) => each.includes(word)))) return 3;
  return synonyms.some((each) => joined(folded(each)).includes(joined(query))) ? 4 : Infinity;
}

/** Entries whose title has the query as it stands: main words, then lessons, sections and pages; the best of each first. */
export function titledWith(entries: readonly Titled[], asked: string): Titled[] {
  const query = folded(asked);
  if (!query) return [];
  return entries
    .map((entry, place) => ({ entry, place, fit: fit(entry, query) }))
    .filter((found) => found.fit < Infinity)
    .toSorted((a, b) => KINDS.indexOf(a.entry.kind) - KINDS.indexOf(b.entry.kind) || a.fit - b.fit || a.place - b.place)
    .map(({ entry }) => entry);
}

/** Letters of a word that may be misspelt: of three, too many words are near. */
const LONG_ENOUGH = 4;
/** Letters of a word that may be misspelt twice: `parralel`. */
const VERY_LONG = 8;

/**
 * Counts the letters by which two words differ (optimal string alignment). Two that are swapped count once; libraries for
 * pages, such as fastest-levenshtein, count them twice.
 */
function editsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [up, before] = [rows[i - 1]!, rows[i - 2]];
      const isSwapped = before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        up[j]! + 1,
        row[j - 1]! + 1,
        up[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwapped ? before[j - 2]! + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** Tells whether a word may be another one that is misspelt. */
const isNear = (asked: string, word: string): boolean =>
  editsBetween(asked, word) <= (asked.length >= VERY_LONG && word.length >= VERY_LONG ? 2 : 1);

/** Entries for what may be misspelt: their title has each word of it, or one that is spelt nearly like it. */
export function titledNear(entries: readonly Titled[], asked: string): Titled[] {
  const query = folded(asked).split(' ');
  if (HAN.test(asked) || !query.every((word) => word.length >= LONG_ENOUGH)) return [];
  const hasNear = ({ title, also = [] }: Titled) => {
    const texts = [title, ...also].map(folded);
    const words = [...texts, ...texts.map(joined)].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
    return query.every((word) => words.some((each) => isNear(word, each) || isNear(word, each.replace(/s$/, ''))));
  };
  return KINDS.flatMap((kind) => entries.filter((entry) => entry.kind === kind && hasNear(entry)));
}

/** Endings that make no difference: `waiting` is found where `waits` stands. A misspelt word has none of them. */
const ENDING = /(?:i?e[dsr]|ings?|ers|ly|ions?|able|s|e|y)$/;
/** Letters that are left of a word at least. */
const STEM = 4;

/**
 * Tells whether a text has what was asked for. The search engine offers pages with a part of a word where none has the whole:
 * of `xyzzy` those with an x, of 守护线程 those with one of its characters.
 */
export function hasAll(text: string, asked: string): boolean {
  const within = folded(text);
  const words = folded(asked).split(' ');
  return words.every((word) => {
    const stem = word.replace(ENDING, '');
    return within.includes(!HAN.test(word) && stem.length >= STEM ? stem : word);
  });
}

/**
 * Returns the first character of a Chinese word, for a second question; of a mixed one, what is not Chinese. Null: there is no
 * need. The search engine cuts texts into words: where it has cut a word in two, it finds the whole nowhere.
 */
export function beginning(asked: string): string | null {
  const query = folded(asked);
  if (!HAN.test(query)) return null;
  const others = query.split(' ').filter((word) => !HAN.test(word));
  if (others.length > 0) return others.join(' ');
  return query.length > 1 ? query.charAt(0) : null;
}
