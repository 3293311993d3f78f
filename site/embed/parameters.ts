import * as v from 'valibot';
import { GRANULARITIES, type Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import { decodeLink, LinkError, type Permalink } from '../../simulator/link/permalink.ts';

export const THEMES = ['light', 'dark', 'system'] as const;
export const ENGINES = ['model', 'workers', 'python'] as const;
export const PANELS = ['lanes', 'timeline', 'listing', 'statechart'] as const;
export const READONLY = ['0', '1'] as const;
type Theme = (typeof THEMES)[number];
type Engine = (typeof ENGINES)[number];

/** An error in one parameter of an embed's address. */
export type ParameterError =
  | { kind: 'unknown' | 'word'; name: string; value: string; allowed: readonly string[] }
  | { kind: 'count'; name: string; value: string }
  | { kind: 'twice'; name: string }
  | { kind: 'link'; name: string; reason: LinkError['reason'] }
  | { kind: 'missing' | 'both'; allowed: readonly string[] };

/** The request in an address as far as it can be understood, and the errors in the rest. */
export interface Asked<T> {
  asked: T;
  problems: ParameterError[];
}

export interface StageAsked {
  /** Null: the address names none that there is. */
  source: { scenario: string } | { place: Permalink } | null;
  theme: Theme;
  engine: Engine;
  /** Steps before the picture that is shown first; null: those of the link, or none. */
  at: number | null;
  /** Panels, as the stage takes them. */
  show: string;
  readonly: boolean;
}

export interface EditorAsked {
  source: { kind: 'listing' | 'exercise'; name: string } | null;
  theme: Theme;
  granularity: Granularity;
  readonly: boolean;
}

const listOf = (allowed: readonly string[]) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',')),
    v.array(v.picklist(allowed)),
  );
const count = v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number));

/** Reads parameters one by one: each problem is written down, and what has one counts as left out. */
class Reader {
  readonly problems: ParameterError[] = [];
  private readonly search: URLSearchParams;

  constructor(search: string, known: readonly string[]) {
    this.search = new URLSearchParams(search);
    for (const name of new Set(this.search.keys())) {
      if (!known.includes(name))
        this.problems.push({ kind: 'unknown', name, value: this.search.get(name)!, allowed: known });
      else if (this.search.getAll(name).length > 1) this.problems.push({ kind: 'twice', name });
    }
  }

  text = (name: string): string | null => this.search.get(name);

  one<const T extends string>(name: string, allowed: readonly T[]): T | null {
    return this.parse(name, v.picklist(allowed), (value) => ({ kind: 'word', name, value, allowed }));
  }

  some(name: string, allowed: readonly string[]): string[] | null {
    return this.parse(name, listOf(allowed), (value) => ({ kind: 'word', name, value, allowed }));
  }

  count(name: string): number | null {
    return this.parse(name, count, (value) => ({ kind: 'count', name, value }));
  }

  /** The one parameter of these that says what is shown. */
  source(names: readonly string[]): string | null {
    const given = names.filter((name) => this.search.has(name));
    if (given.length !== 1) this.problems.push({ kind: given.length > 1 ? 'both' : 'missing', allowed: names });
    return given[0] ?? null;
  }

  private parse<T>(
    name: string,
    schema: v.GenericSchema<string, T>,
    problem: (value: string) => ParameterError,
  ): T | null {
    const value = this.search.get(name);
    if (value === null) return null;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    this.problems.push(problem(value));
    return null;
  }
}

const STAGE_PARAMETERS = ['scenario', 's', 'theme', 'engine', 'at', 'show', 'readonly'] as const;
const EDITOR_PARAMETERS = ['listing', 'exercise', 'theme', 'granularity', 'readonly'] as const;

/** Parses the address of an embedded stage. @param scenarios the ids that exist */
export function stageAsked(search: string, scenarios: readonly string[]): Asked<StageAsked> {
  const reader = new Reader(search, STAGE_PARAMETERS);
  const named = reader.source(['scenario', 's']);
  const asked = {
    // A link has a position too. It counts events, not steps, and stays in the place.
    source: named === 's' ? linked(reader) : scenarioOf(reader, scenarios),
    theme: reader.one('theme', THEMES) ?? 'system',
    engine: reader.one('engine', ENGINES) ?? 'model',
    at: reader.count('at'),
    show: (reader.some('show', PANELS) ?? PANELS).join(' '),
    readonly: reader.one('readonly', READONLY) === '1',
  };
  return { asked, problems: reader.problems };
}

/** Parses the address of an embedded editor. @param names the names that exist */
export function editorAsked(
  search: string,
  names: { listing: readonly string[]; exercise: readonly string[] },
): Asked<EditorAsked> {
  const reader = new Reader(search, EDITOR_PARAMETERS);
  const kind = reader.source(['listing', 'exercise']) as 'listing' | 'exercise' | null;
  const name = kind && reader.one(kind, names[kind]);
  const asked = {
    source: kind && name ? { kind, name } : null,
    theme: reader.one('theme', THEMES) ?? 'system',
    granularity: reader.one('granularity', GRANULARITIES) ?? 'operation',
    readonly: reader.one('readonly', READONLY) === '1',
  };
  return { asked, problems: reader.problems };
}

function scenarioOf(reader: Reader, scenarios: readonly string[]): StageAsked['source'] {
  const scenario = reader.one('scenario', scenarios);
  return scenario === null ? null : { scenario };
}

function linked(reader: Reader): StageAsked['source'] {
  try {
    return { place: decodeLink(reader.text('s')!) };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    reader.problems.push({ kind: 'link', name: 's', reason: error.reason });
    return null;
  }
}
