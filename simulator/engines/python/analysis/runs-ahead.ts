import { breath } from '../../../port/breath.ts';
import type { Recipe } from '../../../schedule/recipe.ts';
import type { Locations } from '../interpreter/access-log.ts';
import type { RunOptions } from '../interpreter/program.ts';
import type { Made } from './attempt.ts';
import type { Helpers, HelpedSearch } from './helpers.ts';
import type { LevelAttempt, Planned } from './levels.ts';

/** Runs for each helper, and for this worker, that are made before they are wanted. */
const AHEAD = 16;
/** Milliseconds for which this worker runs without receiving messages. */
const DEAF = 2;
/** Milliseconds after which one that waits asks whether it should end. */
const PAUSE = 20;

export interface RunsAheadOptions {
  /** Schedules that the search will ask for, the next first: about so many. */
  planned(most: number): readonly Planned[];
  /** Options with which a schedule is run. */
  optionsFor(planned: Planned): RunOptions;
  /** Runs it here. */
  run(planned: Planned): Promise<Made>;
  stopped(): boolean;
  locations(): Locations;
}

/** A run that is made somewhere: its number with the helpers, and its result. */
interface Entry {
  id: number | null;
  made: Made | null;
}

/**
 * Has helpers make the runs that a search will ask for. It asks for them in the same order as without helpers, and learns
 * from them in that order: so it finds the same. While one is still being made, this worker makes the next that nobody has.
 */
export class RunsAhead implements HelpedSearch {
  private readonly helpers: Helpers;
  private readonly options: RunsAheadOptions;
  private readonly entries = new Map<string, Entry>();
  private readonly byId = new Map<number, string>();
  private wake: (() => void) | null = null;
  private heard = performance.now();
  /** The schedule that the search waits for. */
  private current = '';

  constructor(helpers: Helpers, options: RunsAheadOptions) {
    this.helpers = helpers;
    this.options = options;
    helpers.search = this;
  }

  get locations(): Locations {
    return this.options.locations();
  }

  /** The run of a schedule: one that is made already, or one that is made here now; null: it was stopped. */
  async take(attempt: LevelAttempt): Promise<Made | null> {
    if (this.helpers.size === 0 && this.entries.size === 0) return null;
    const { recipe, granularity } = attempt;
    const key = (this.current = recipe ? keyOf({ recipe, granularity }) : '');
    if (performance.now() - this.heard > DEAF) await this.listen();
    this.free();
    for (;;) {
      const entry = this.entries.get(key);
      if (!entry || this.options.stopped()) return null;
      if (entry.made) {
        this.entries.delete(key);
        return entry.made;
      }
      const other = this.wanted().find((planned) => !this.entries.has(keyOf(planned)));
      if (other) await this.runHere(other);
      else await Promise.race([new Promise<void>((resolve) => (this.wake = resolve)), pause(PAUSE)]);
    }
  }

  end(): void {
    this.helpers.search = null;
  }

  made(id: number, run: Made): void {
    const entry = this.entries.get(this.byId.get(id) ?? '');
    this.byId.delete(id);
    if (entry?.id === id) entry.made = run;
    this.wake?.();
  }

  lost(id: number): void {
    const key = this.byId.get(id) ?? '';
    this.byId.delete(id);
    if (this.entries.get(key)?.id === id) this.entries.delete(key);
    this.wake?.();
  }

  free(): void {
    if (!this.helpers.idle) return;
    const wanted = this.wanted();
    const keys = new Set(wanted.map(keyOf));
    // A granularity may have come to its end: what was made for it is not wanted any more.
    keys.add(this.current);
    for (const [key, { made }] of this.entries) if (made && !keys.has(key)) this.entries.delete(key);
    for (const planned of wanted) {
      const key = keyOf(planned);
      if (this.entries.has(key)) continue;
      const id = this.helpers.ask(planned.recipe, this.options.optionsFor(planned));
      if (id === null) return;
      this.entries.set(key, { id, made: null });
      this.byId.set(id, key);
    }
  }

  private wanted(): Planned[] {
    const most = AHEAD * (this.helpers.size + 1);
    return this.options.planned(most).slice(0, most);
  }

  private async runHere(planned: Planned): Promise<void> {
    const entry: Entry = { id: null, made: null };
    this.entries.set(keyOf(planned), entry);
    entry.made = await this.options.run(planned);
    await this.listen();
  }

  private async listen(): Promise<void> {
    await breath();
    this.heard = performance.now();
  }
}

/** Names a schedule within one search, where a strategy has one profile and one length of runs. */
function keyOf({ granularity, recipe }: { granularity: string; recipe: Recipe }): string {
  const { kind, seed = 0, depth = 0 } = recipe as { kind: string; seed?: number; depth?: number };
  return `${granularity} ${kind} ${seed} ${depth}`;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
