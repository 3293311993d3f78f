import type { CourseKey } from '../../simulator/class/course-key.ts';
import { HandInError, MAX_BYTES, readHandInBytes, readHandInLink, type Read } from '../../simulator/class/hand-in.ts';
import { isWhy, toGrade } from '../../simulator/class/regrade.ts';
import { textsOf } from '../../simulator/class/own-task.ts';
import { isClassFile, ownTaskIn, readClassFile, type ClassPlan } from '../../simulator/class/plan.ts';
import { rowFrom, rowsWith, withOwn, type Row } from '../../simulator/class/row.ts';
import { withoutRows } from '../../simulator/class/table.ts';
import { own } from '../../simulator/trace/own.ts';
import { fetchDetails, sayWhy, type AllDetails } from './details.ts';
import { mainOf, solutionOf } from './own-task.ts';
import { regradeHere, type RegradingEnd } from './regrader.ts';
import type { ExerciseDetails } from './types.ts';

/** Something to open: a file, or the text of a link. */
export type HandInSource = Opening | Link | ClassLink;
interface Opening {
  name: string;
  size: number;
  bytes: () => Promise<Uint8Array>;
}
interface Link {
  name: string;
  link: string;
}

interface ClassLink {
  name: string;
  plan: ClassPlan;
}

interface OpenedFrom {
  keyUrl: string;
  detailsUrl: string;
  /** Gives the plans of this device. */
  plansHere: () => readonly ClassPlan[];
  /** Messages that any exercise may need. */
  general: Readonly<Record<string, string>>;
}

/** The hand-ins that an instructor has opened. They are here as long as the page is, and nowhere else. */
export class Opened {
  rows = $state.raw<readonly Row[]>([]);
  /** Reading, one after the other; null: not now. */
  reading = $state.raw<{ done: number; of: number } | null>(null);
  grading = $state.raw<{ done: number; of: number } | null>(null);
  ended = $state.raw<{ how: RegradingEnd; done: number; of: number } | null>(null);
  key = $state.raw<CourseKey | null>(null);
  /** Null: not there yet, or it could not be fetched. */
  details = $state.raw<AllDetails | null>(null);
  private stopper: AbortController | null = null;
  private readonly keyUrl: string;
  private readonly detailsUrl: string;

  /** The classes whose files or links were opened here. */
  classes = $state.raw<readonly ClassPlan[]>([]);
  private readonly plansHere: () => readonly ClassPlan[];
  private readonly general: Readonly<Record<string, string>>;
  private course: CourseKey | null = null;

  constructor({ keyUrl, detailsUrl, plansHere, general }: OpenedFrom) {
    this.keyUrl = keyUrl;
    this.detailsUrl = detailsUrl;
    this.plansHere = plansHere;
    this.general = general;
  }

  /** The plans that own tasks are judged by. One of this device counts more than one that was opened. */
  plans(): readonly ClassPlan[] {
    return [...this.plansHere(), ...this.classes];
  }

  /** The words and the solution of an exercise; null: they could not be fetched. Those of an own task are here. */
  detailsOf(exercise: string): ExerciseDetails | null {
    const task = ownTaskIn(this.plans(), exercise);
    if (!task) return own(this.details ?? {}, exercise) ?? null;
    const solution = solutionOf(exercise);
    return { words: textsOf(task, this.general), solution: solution ? { [mainOf(task)]: solution } : {} };
  }

  /** Judges by the plans that there are now. */
  private renew(): void {
    if (!this.course) return;
    this.key = withOwn(this.course, this.plans());
    this.rows = rowsWith(this.rows, this.key);
  }

  /** Adds what is opened to the table. Nothing is run. False: what it takes to judge it could not be fetched. */
  async open(sources: readonly HandInSource[]): Promise<boolean> {
    if (this.reading || this.grading) return true;
    this.reading = { done: 0, of: sources.length };
    this.ended = null;
    try {
      this.course ??= await keyFrom(this.keyUrl);
      if (!this.course) return false;
      this.renew();
      this.details ??= await fetchDetails(this.detailsUrl);
      // Drawn once: a table that grows row by row is drawn hundreds of times.
      const rows = [...this.rows];
      for (const [at, source] of sources.entries()) {
        const found = await foundIn(source);
        if (typeof found === 'function') rows.push(rowFrom(source.name, found, this.key!, rows));
        else this.classes = [...this.classes, found];
        if (at % 20 !== 19) continue;
        // The progress must be seen, and the page must stay usable.
        this.reading = { done: at + 1, of: sources.length };
        await new Promise((resolve) => setTimeout(resolve));
      }
      this.rows = rows;
      this.renew();
      return true;
    } finally {
      this.reading = null;
    }
  }

  /** Runs the checks on the code of all, one after the other. */
  async regrade(): Promise<void> {
    this.renew();
    const of = toGrade(this.rows).length;
    if (!this.key || this.grading || this.reading) return;
    this.stopper = new AbortController();
    this.grading = { done: 0, of };
    this.ended = null;
    let done = 0;
    const how = await regradeHere(this.rows, this.key, this.stopper.signal, (now, row, exercise, verdict, finding) => {
      done = now;
      this.grading = { done, of };
      const why = isWhy(finding) ? { said: sayWhy(finding, this.detailsOf(exercise)) } : {};
      const reach = isWhy(finding) ? null : finding;
      this.rows = this.rows.map((each) =>
        each.file === row.file && each.handIn === row.handIn
          ? {
              ...each,
              exercises: {
                ...each.exercises,
                [exercise]: { claimed: each.exercises[exercise]!.claimed, verdict, reach, ...why },
              },
            }
          : each,
      );
    });
    this.grading = null;
    this.ended = { how, done, of };
  }

  stop(): void {
    this.stopper?.abort();
  }

  /** Takes hand-ins out of the table; their files can be opened again. */
  remove(gone: readonly Row[]): void {
    if (this.reading || this.grading) return;
    this.rows = withoutRows(this.rows, gone);
    this.ended = null;
  }

  clear(): void {
    this.rows = [];
    this.ended = null;
  }
}

/** Gives the class of a source, or what reads its hand-in. */
async function foundIn(source: HandInSource): Promise<ClassPlan | (() => Read)> {
  if ('plan' in source) return source.plan;
  return 'link' in source ? () => readHandInLink(source.link) : readerOf(source);
}

/** Reads a hand-in, unless it is too large. A file may be gone or unreadable since it was chosen. */
async function readerOf({ size, bytes }: Opening): Promise<ClassPlan | (() => Read)> {
  const refuse = (reason: 'too-large' | 'no-access') => () => {
    throw new HandInError(reason);
  };
  if (size > MAX_BYTES) return refuse('too-large');
  try {
    const all = await bytes();
    return classIn(all) ?? (() => readHandInBytes(all));
  } catch {
    return refuse('no-access');
  }
}

/** The class of a file; null: it is none that can be read, and has a row that says so. */
function classIn(bytes: Uint8Array): ClassPlan | null {
  const text = new TextDecoder().decode(bytes);
  if (!isClassFile(text)) return null;
  try {
    return readClassFile(text);
  } catch {
    return null;
  }
}

async function keyFrom(url: string): Promise<CourseKey | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as CourseKey) : null;
  } catch {
    return null;
  }
}
