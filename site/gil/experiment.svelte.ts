import { BrowserLab } from '../../simulator/gil/browser.ts';
import type { Recording } from '../../simulator/gil/export.ts';
import type { Measured, Settings } from '../../simulator/gil/measure.ts';
import type { Failure, FromLab, Step } from '../../simulator/gil/protocol.ts';
import { RingReader, type Change } from '../../simulator/gil/recorder.ts';
import { handOffs } from '../../simulator/gil/statistics.ts';
import { canShare } from '../../simulator/threads/pool/browser.ts';
import { haveAnswers } from './service-worker.ts';

/** Changes of one lane that the page keeps. */
const MOST = 200_000;
/** Starting may take so long, in milliseconds, before the page says that it does not work. */
const PATIENCE = 30_000;

export type Phase = 'idle' | 'preparing' | 'warming' | 'running' | 'done' | 'stopped' | 'failed';

/** A run that was done, with what the page found in its lanes. */
export interface MeasuredRun extends Measured {
  readonly handOffs: readonly number[];
}

/** A run that can be looked at again. */
export interface RecordedRun extends Recording {
  readonly step: Step;
}

/** A measurement, and the lab that makes it: what the parts of the page look at. */
export class Experiment {
  phase = $state<Phase>('idle');
  step = $state.raw<Step | null>(null);
  ran = $state.raw<readonly MeasuredRun[]>([]);
  failure = $state.raw<{ readonly why: Failure; readonly detail: string } | null>(null);
  /** Its threads share memory, so that they can have a lock, and the page sees what they do. Asked of the browser. */
  shared = $state(true);
  /** The page was in the background while it was measured. */
  hidden = $state(false);
  dropped = $state(0);
  /** The last finished run of each mode with each number of workers. */
  recordings = $state.raw<readonly RecordedRun[]>([]);
  /** The recorded run that is shown while nothing runs. */
  chosen = $state.raw<RecordedRun | null>(null);
  /** The changes in each lane of the current run; too many and too fast for reactive state. */
  lanes: Change[][] = [];
  /** The time at which the current run began. */
  begun = 0;
  private readonly base: string;
  private lab: BrowserLab | null = null;
  private readers: RingReader[] = [];
  private lost = 0;
  private answers = false;
  private timer = 0;

  /** @param base Where the site is. */
  constructor(base: string) {
    this.base = base;
  }

  /** Asks how its threads can talk to each other: not before the page is in a browser. */
  detect(): void {
    this.shared = canShare();
  }

  get busy(): boolean {
    return this.phase === 'preparing' || this.phase === 'warming' || this.phase === 'running';
  }

  /** Begins to measure. @param threads The most workers that this lab will ever be asked for. */
  async start(type: 'measure' | 'convoy', settings: Settings, threads: number): Promise<void> {
    if (this.busy) return;
    this.ran = this.recordings = [];
    this.failure = this.chosen = this.step = null;
    this.hidden = document.hidden;
    this.clear();
    if (type === 'measure' && settings.work === 'fetch' && !(await this.prepare())) return;
    this.phase = 'warming';
    try {
      this.lab ??= this.newLab(threads);
      const fetchUrl = new URL(`${this.base}wait`, location.href).href;
      this.lab.start({ type, settings, fetchUrl });
      this.watch();
    } catch (error) {
      this.fail('other', String(error));
    }
  }

  /** Ends everything at once. */
  stop(): void {
    if (!this.busy) return;
    this.phase = 'stopped';
    this.dispose();
  }

  /** Gives back all threads. */
  dispose(): void {
    clearTimeout(this.timer);
    this.drain();
    this.lab?.stop();
    this.lab = null;
  }

  /** The changes of main so far: its ring is the last. */
  get main(): Change[] {
    return this.lanes[this.readers.length - 1] ?? [];
  }

  /** Takes in what the threads have written down since the last time. */
  drain(): void {
    this.readers.forEach((reader, lane) => {
      const changes = reader.read();
      const kept = (this.lanes[lane] ??= []);
      for (const change of changes) kept.push(change);
      if (kept.length > MOST) this.lost += kept.splice(0, kept.length - MOST / 2).length;
    });
    const dropped = this.lost + this.readers.reduce((sum, reader) => sum + reader.dropped, 0);
    if (dropped !== this.dropped) this.dropped = dropped;
  }

  /** Workers that were there before the service worker are not answered by it: the lab begins anew. */
  private async prepare(): Promise<boolean> {
    if (this.answers) return true;
    this.phase = 'preparing';
    const answers = await haveAnswers(this.base);
    // Stop was pressed meanwhile.
    if ((this.phase as Phase) !== 'preparing') return false;
    if (!answers) this.fail('service-worker');
    else this.dispose();
    return (this.answers = answers);
  }

  private newLab(threads: number): BrowserLab {
    const lab: BrowserLab = new BrowserLab(threads, (message) => lab === this.lab && this.told(message));
    const { memory } = lab;
    this.readers = memory ? [...memory.rings, memory.main].map((ring) => new RingReader(ring)) : [];
    this.lost = 0;
    return lab;
  }

  private told(message: FromLab): void {
    clearTimeout(this.timer);
    this.drain();
    if (message.type === 'warming') this.watch();
    else if (message.type === 'begin') {
      this.phase = 'running';
      this.step = message.step;
      this.begun = message.at;
      this.lanes = this.lanes.map((lane) => lane.filter(({ time }) => time >= message.at));
    } else if (message.type === 'ran') this.keep(message);
    else if (message.type === 'done') this.phase = 'done';
    else if (message.type === 'failed') this.fail(message.failure, message.detail);
  }

  private keep({ step, result }: FromLab & { type: 'ran' }): void {
    const { begun, whole } = result;
    const ended = begun + whole;
    const within = (lane: readonly Change[]) => lane.filter((change) => change.time <= ended);
    const lanes = (result.lanes ?? this.lanes.slice(0, step.workers)).map(within);
    const main = within(result.main ?? this.main);
    const same = (other: RecordedRun) => other.step.mode === step.mode && other.step.workers === step.workers;
    this.recordings = [...this.recordings.filter((other) => !same(other)), { step, begun, ended, lanes, main }];
    // Of all runs, the one with the lock and the most workers has the most to show.
    this.chosen = this.recordings.reduce((best, each) => (telling(each) >= telling(best) ? each : best));
    this.ran = [...this.ran, { ...step, result, handOffs: step.mode === 'gil' ? handOffs(lanes) : [] }];
  }

  private watch(): void {
    this.timer = window.setTimeout(() => this.fail('worker', `${PATIENCE / 1000} s`), PATIENCE);
  }

  private clear(): void {
    this.drain();
    this.lanes = [];
    this.begun = 0;
  }

  private fail(why: Failure, detail = ''): void {
    this.failure = { why, detail };
    this.phase = 'failed';
    this.dispose();
  }
}

const telling = ({ step }: RecordedRun): number => step.workers + (step.mode === 'gil' ? 1000 : 0);
