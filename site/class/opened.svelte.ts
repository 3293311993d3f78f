import type { CourseKey } from '../../simulator/class/course-key.ts';
import { MAX_HAND_IN, readHandIn, readHandInLink } from '../../simulator/class/hand-in.ts';
import { toGrade } from '../../simulator/class/regrade.ts';
import { rowOf, type Row } from '../../simulator/class/table.ts';
import { regradeHere, type Ended } from './regrader.ts';

/** Something to open: a file, or the text of a link. */
export interface Source {
  name: string;
  size: number;
  text: () => Promise<string>;
  link?: boolean;
}

/** The hand-ins that an instructor has opened. They are here as long as the page is, and nowhere else. */
export class Opened {
  rows = $state.raw<readonly Row[]>([]);
  /** Reading, one after the other; null: not now. */
  reading = $state.raw<{ done: number; of: number } | null>(null);
  grading = $state.raw<{ done: number; of: number } | null>(null);
  ended = $state.raw<{ how: Ended; done: number; of: number } | null>(null);
  private key: CourseKey | null = null;
  private stopper: AbortController | null = null;
  private readonly keyUrl: string;

  constructor(keyUrl: string) {
    this.keyUrl = keyUrl;
  }

  /** Adds what is opened to the table. Nothing is run. False: what it takes to judge it could not be fetched. */
  async open(sources: readonly Source[]): Promise<boolean> {
    if (this.reading || this.grading) return true;
    this.reading = { done: 0, of: sources.length };
    this.ended = null;
    try {
      this.key ??= await keyFrom(this.keyUrl);
      if (!this.key) return false;
      for (const [at, { name, size, text, link }] of sources.entries()) {
        // What is too large is not even read; what cannot be read counts as empty.
        const read = size > 4 * MAX_HAND_IN ? ' '.repeat(MAX_HAND_IN + 1) : await text().catch(() => '');
        this.rows = [...this.rows, rowOf(name, read, this.key, this.rows, link ? readHandInLink : readHandIn)];
        this.reading = { done: at + 1, of: sources.length };
        // The progress must be seen, and the page must stay usable, with hundreds of them.
        if (at % 20 === 19) await new Promise((resolve) => setTimeout(resolve));
      }
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
    const how = await regradeHere(this.rows, this.key, this.stopper.signal, (now, row, exercise, verdict) => {
      done = now;
      this.grading = { done, of };
      this.rows = this.rows.map((each) =>
        each.file === row.file && each.handIn === row.handIn
          ? { ...each, exercises: { ...each.exercises, [exercise]: { ...each.exercises[exercise]!, verdict } } }
          : each,
      );
    });
    this.grading = null;
    this.ended = { how, done, of };
  }

  stop(): void {
    this.stopper?.abort();
  }

  clear(): void {
    this.rows = [];
    this.ended = null;
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
