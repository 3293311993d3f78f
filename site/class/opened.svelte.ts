import type { CourseKey } from '../../simulator/class/course-key.ts';
import { HandInError, MAX_BYTES, readHandInBytes, readHandInLink, type Read } from '../../simulator/class/hand-in.ts';
import { isWhy, toGrade } from '../../simulator/class/regrade.ts';
import { rowFrom, withoutRows, type Row } from '../../simulator/class/table.ts';
import { own } from '../../simulator/trace/own.ts';
import { fetchDetails, sayWhy, type AllDetails } from './details.ts';
import { regradeHere, type RegradingEnd } from './regrader.ts';

/** Something to open: a file, or the text of a link. */
export type HandInSource = Opening | Link;
interface Opening {
  name: string;
  size: number;
  bytes: () => Promise<Uint8Array>;
}
interface Link {
  name: string;
  link: string;
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

  constructor(keyUrl: string, detailsUrl: string) {
    this.keyUrl = keyUrl;
    this.detailsUrl = detailsUrl;
  }

  /** Adds what is opened to the table. Nothing is run. False: what it takes to judge it could not be fetched. */
  async open(sources: readonly HandInSource[]): Promise<boolean> {
    if (this.reading || this.grading) return true;
    this.reading = { done: 0, of: sources.length };
    this.ended = null;
    try {
      this.key ??= await keyFrom(this.keyUrl);
      if (!this.key) return false;
      this.details ??= await fetchDetails(this.detailsUrl);
      // Drawn once: a table that grows row by row is drawn hundreds of times.
      const rows = [...this.rows];
      for (const [at, source] of sources.entries()) {
        const read = 'link' in source ? () => readHandInLink(source.link) : await readerOf(source);
        rows.push(rowFrom(source.name, read, this.key, rows));
        if (at % 20 !== 19) continue;
        // The progress must be seen, and the page must stay usable.
        this.reading = { done: at + 1, of: sources.length };
        await new Promise((resolve) => setTimeout(resolve));
      }
      this.rows = rows;
      return true;
    } finally {
      this.reading = null;
    }
  }

  /** Runs the checks on the code of all, one after the other. */
  async regrade(): Promise<void> {
    const of = toGrade(this.rows).length;
    if (!this.key || this.grading || this.reading) return;
    this.stopper = new AbortController();
    this.grading = { done: 0, of };
    this.ended = null;
    let done = 0;
    const how = await regradeHere(this.rows, this.key, this.stopper.signal, (now, row, exercise, verdict, finding) => {
      done = now;
      this.grading = { done, of };
      const why = isWhy(finding) ? { said: sayWhy(finding, own(this.details ?? {}, exercise) ?? null) } : {};
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

/** Reads a hand-in, unless it is too large. A file may be gone or unreadable since it was chosen. */
async function readerOf({ size, bytes }: Opening): Promise<() => Read> {
  const refuse = (reason: 'too-large' | 'no-access') => () => {
    throw new HandInError(reason);
  };
  if (size > MAX_BYTES) return refuse('too-large');
  try {
    const all = await bytes();
    return () => readHandInBytes(all);
  } catch {
    return refuse('no-access');
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
