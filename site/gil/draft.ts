import { countsUpTo, SETTING_LIMITS, type Limits, type Settings, type Work } from '../../simulator/gil/measure.ts';
import { MODES, type Mode } from '../../simulator/gil/modes.ts';

export const EXPERIMENTS = ['primes', 'matrix', 'wait', 'fetch', 'mixed', 'convoy'] as const;
export type ExperimentName = (typeof EXPERIMENTS)[number];

/** The two kinds of work that a lock treats differently, each with the experiment that shows it best. */
export const CHOICES = { computes: 'primes', waits: 'wait' } as const satisfies Record<string, ExperimentName>;
export type WorkKind = keyof typeof CHOICES;

/** The kind of an experiment's work; null: it is both. */
export function kindOf(work: ExperimentName): WorkKind | null {
  if (work === 'primes' || work === 'matrix') return 'computes';
  return work === 'wait' || work === 'fetch' ? 'waits' : null;
}

/** Modes that work where threads share no memory: they need neither a lock nor a common heap. */
export const WITHOUT_MEMORY: readonly Mode[] = ['processes'];

/** The form's values, valid or not. */
export interface SettingsDraft extends Omit<Settings, 'work' | 'workers'> {
  readonly work: ExperimentName;
  /** The most workers. */
  readonly most: number;
}

/** The settings that each experiment uses. */
export const FIELDS: Record<ExperimentName, readonly ('tasks' | 'ms' | 'size')[]> = {
  primes: ['tasks', 'ms'],
  matrix: ['tasks', 'size'],
  wait: ['tasks', 'ms'],
  fetch: ['tasks', 'ms'],
  mixed: ['tasks', 'ms'],
  convoy: [],
};

const FIRST: Record<ExperimentName, Partial<SettingsDraft>> = {
  primes: { tasks: 8, ms: 30 },
  matrix: { tasks: 16, size: 128 },
  wait: { tasks: 8, ms: 100 },
  fetch: { tasks: 8, ms: 100 },
  mixed: { tasks: 8, ms: 50 },
  convoy: { repeat: 3 },
};

/** A good way to begin with an experiment; what is set already and not its own stays. */
export const withWork = (draft: SettingsDraft, work: ExperimentName): SettingsDraft => ({
  ...draft,
  ...FIRST[work],
  work,
});

export const firstDraft = (work: ExperimentName): SettingsDraft =>
  withWork(
    { work, tasks: 8, ms: 30, size: 96, share: 0.5, modes: MODES, repeat: 3, interval: 5, keepsInIO: false, most: 4 },
    work,
  );

export type FieldError = 'number' | 'whole' | 'range';

/** Says why a number cannot be used; null if it can. */
export function problemOf(value: number, { min, max, whole }: Limits): FieldError | null {
  if (!Number.isFinite(value)) return 'number';
  if (whole && !Number.isInteger(value)) return 'whole';
  return value < min || value > max ? 'range' : null;
}

/** @param cores What the machine says it has; there can be twice as many workers. */
export const limitsOf = (cores: number) => ({ ...SETTING_LIMITS, most: { min: 1, max: 2 * cores, whole: true } });

/** Makes settings of a draft; null if the draft is invalid. */
export function settingsOf(draft: SettingsDraft, cores: number): Settings | null {
  const limits = limitsOf(cores);
  const used = [...FIELDS[draft.work], 'repeat', 'interval', ...(draft.work === 'convoy' ? [] : ['most'])] as const;
  const wrong = (used as readonly (keyof typeof limits)[]).some((name) => problemOf(draft[name], limits[name]));
  if (wrong || draft.modes.length === 0) return null;
  const { most, work, ...rest } = draft;
  const waits = work !== 'primes' && work !== 'matrix';
  return {
    ...rest,
    // The convoy has its own two jobs.
    work: work === 'convoy' ? 'primes' : (work satisfies Work),
    workers: work === 'convoy' ? [2] : countsUpTo(most),
    keepsInIO: waits && rest.keepsInIO,
  };
}
