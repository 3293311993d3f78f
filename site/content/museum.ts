import museum from '../../lessons/museum/museum.json';
import type { OutcomeStatus } from '../../simulator/engines/python/interpreter/outcome.ts';
import type { Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { readScheduleText } from '../../simulator/engines/python/analysis/schedule-text.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { type Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';
import { inline } from '../ui/inline.ts';
import { fileIn, inLanguage, type ProgramFile } from './in-language.ts';

export const GROUPS = ['deadlocks', 'lost', 'numbers', 'order'] as const;

export interface MuseumEntry {
  number: number;
  group: (typeof GROUPS)[number];
  granularity: Granularity;
  /** An idle thread still wakes up now and then. The lab finds that as a livelock, which is a word for something else. */
  heartbeat?: boolean;
  /** Texts that stand in exactly one line of the broken program each. */
  marks: readonly string[];
  /** Lines that a repaired program must still have. */
  keep: readonly string[];
  /** The last line that is printed belongs to the task: a repaired program prints it too. */
  prints?: boolean;
  texts: Readonly<Record<Locale, MuseumTexts>>;
}

interface MuseumTexts {
  title: string;
  /** The fault in a sentence, for those who have seen it. */
  sentence: string;
  /** On the way to breaking it, each says more. */
  hints: readonly string[];
  /** A hint for the repair. */
  repair: string;
}

/** A level of the museum's game, as its page carries it. */
export interface LevelOnPage extends Pick<MuseumEntry, 'granularity' | 'keep'> {
  id: string;
  broken: ProgramFile;
  /** It imports the library. */
  library: boolean;
  status: OutcomeStatus;
  error: string;
  /** Switches of the smallest schedule that breaks it. */
  par: number;
  /** The last line that a repaired program prints; null: any. */
  wanted: string | null;
  /** HTML, as the hints. */
  sentence: string;
  hints: readonly string[];
  repair: string;
}

/** The results of the lab's search in an entry; `test/python/museum.ts` writes them. */
export interface Found {
  /** The first schedule that failed, counted from 1. */
  schedule: number;
  /** The number of failures in the first `of` schedules, with random priorities (PCT) and with random threads. */
  failing: { of: number; pct: number; random: number };
  status: string;
  /** The uncaught exception; '' for none. */
  error: string;
  /** Of the smallest schedule that fails in the same way. */
  preemptions: number;
  steps: number;
  /** The same schedule, for `lab run --schedule replay:…`. */
  replay: string;
  /** Schedules tried of the repaired program, none of which failed. */
  fixed: number;
}

export interface Exhibit extends MuseumEntry {
  id: string;
  broken: string;
  fixed: string;
  /** The output of the repaired program. */
  printed: string;
  found: Found;
  /** The smallest schedule that breaks it. */
  kept: Schedule;
}

const entries = import.meta.glob<MuseumEntry>('../../lessons/museum/*/entry.json', { import: 'default', eager: true });
const sources = import.meta.glob<string>('../../lessons/museum/*/*.{py,out}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const ROOT = '../../lessons/museum/';

/** All of the museum, by number. */
export const exhibits: readonly Exhibit[] = Object.entries(entries)
  .map(([path, entry]) => {
    const id = path.slice(ROOT.length).split('/')[0]!;
    const text = (file: string) => sources[`${ROOT}${id}/${file}`]!;
    const found: Found = museum[id as keyof typeof museum];
    const kept = readScheduleText(found.replay).schedule;
    return {
      ...entry,
      id,
      broken: text('broken.py'),
      fixed: text('fixed.py'),
      printed: text('fixed.out'),
      found,
      kept,
    };
  })
  .toSorted((one, other) => one.number - other.number);

/** @throws Error if there is none of that id */
export function exhibit(id: string): Exhibit {
  const found = exhibits.find((each) => each.id === id);
  if (!found) throw new Error(`The museum has no "${id}". It has: ${exhibits.map((each) => each.id).join(', ')}`);
  return found;
}

/** The two programs of an exhibit, with their comments in a language. */
export const programsOf = ({ broken, fixed }: Exhibit, lang: Locale) => ({
  broken: fileIn(lang, 'broken.py', broken),
  fixed: inLanguage(fixed, 'fixed.py', lang).trimEnd(),
});

/** An exhibit as a level of the game. */
export function levelOf(shown: Exhibit, lang: Locale): LevelOnPage {
  const { id, broken, granularity, found, keep, prints, printed, texts } = shown;
  const { sentence, hints, repair } = texts[lang];
  return {
    id,
    broken: fileIn(lang, 'broken.py', broken),
    library: broken.includes('import threadpool'),
    granularity,
    status: found.status as OutcomeStatus,
    error: found.error,
    par: found.preemptions,
    keep,
    wanted: prints ? printed.trimEnd().split('\n').at(-1)! : null,
    sentence: inline(sentence),
    hints: hints.map(inline),
    repair: inline(repair),
  };
}

/** Says in a few sentences how an exhibit breaks; the numbers are those that the tests saw. */
export function foundInWords({ found, granularity, heartbeat }: Exhibit, lang: Locale): string[] {
  const t = words(lang, 'pages').museum;
  const { preemptions: enough, proven, status } = words(lang, 'workbench').search;
  const { schedule, failing, preemptions, steps, error } = found;
  const how = heartbeat ? t.heartbeat : status[found.status as OutcomeStatus];
  const what = `${how}${error && ` \`${error}\``}`;
  const always = failing.pct === failing.of && failing.random === failing.of;
  return [
    fill(t.first, { schedule, what }),
    fill(always ? t.all : t.rate, failing),
    preemptions === 0 ? enough.none : fill(preemptions === 1 ? enough.one : enough.more, { count: preemptions }),
    ...(preemptions > 0 ? [proven] : []),
    fill(t.steps, { steps }),
    t.switched[granularity],
  ];
}
