import type { CourseKey } from '../../simulator/class/course-key.ts';
import { HandInError, MAX_BYTES, readHandInBytes, readHandInLink, type Read } from '../../simulator/class/hand-in.ts';
import { toGrade } from '../../simulator/class/regrade.ts';
import { rowFrom, type Row } from '../../simulator/class/table.ts';
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
  private key: CourseKey | null = null;
  private stopper: AbortController | null = null;
  private readonly keyUrl: string;

  constructor(keyUrl: string) {
    this.keyUrl = keyUrl;
  }

  /** Adds what is opened to the table. Nothing is run. False: what it takes to judge it could not be fetched. */
  async open(sources: readonly HandInSource[]): Promise<boolean> {
    if (this.reading || this.grading) return true;
    this.reading = { done: 0, of: sources.length };
    this.ended = null;
    try {
      this.key ??= await keyFrom(this.keyUrl);
      if (!this.key) return false;
      for (const [at, source] of sources.entries()) {
        const read = 'link' in source ? () => readHandInLink(source.link) : await readerOf(source);
        this.rows = [...this.rows, rowFrom(source.name, read, this.key, this.rows)];
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
    const how = await regradeHere(this.rows, this.key, this.stopper.signal, (now, row, exercise, verdict, reach) => {
      done = now;
      this.grading = { done, of };
      this.rows = this.rows.map((each) =>
        each.file === row.file && each.handIn === row.handIn
          ? { ...each, exercises: { ...each.exercises, [exercise]: { ...each.exercises[exercise]!, verdict, reach } } }
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
