import { MODE, type RunSteps } from '../../../schedule/access.ts';
import type { Locations } from '../interpreter/access-log.ts';
import { sharedWithoutLock } from '../../../schedule/races.ts';

/** Runs that are looked at. */
const RUNS = 10;
/** Names that are given at most. */
const MOST = 8;

/** Reads the name that `lab_access.py` gives to a location, as a program would write it; null: it is not told. */
export function variableOf(location: string, aliases: ReadonlyMap<string, string>): string | null {
  const plain = /^\('([^']*)', '([^']*)'\)$/.exec(location);
  if (plain) {
    const [, owner, name] = plain;
    if (['lock', 'end', 'cell'].includes(owner!) || name === '[]' || name === '[*]') return null;
    return owner === '__main__' ? name! : `${owner}.${name}`;
  }
  const part = /^(\(.*\)), (?:'([^']*)'|\('\[', (.*)\))\)$/.exec(location.slice(1));
  if (!part) return null;
  const [, label, name, key] = part;
  const alias = aliases.get(label!);
  const kind = /^\('(\w+)'/.exec(label!)?.[1];
  if (key !== undefined) return alias ? `${alias}[${key}]` : null;
  if (name === '[]' || name === '[*]') return alias && CONTAINERS.has(kind!) ? alias : null;
  return alias || kind ? `${alias ?? kind}.${name}` : null;
}

const CONTAINERS = new Set(['list', 'dict', 'set', 'deque', 'bytearray']);

/** Collects the variables that threads share without a lock, from the first runs that tell what steps touch. */
export class SharedVariables {
  private readonly found = new Set<string>();
  private seen = 0;

  get names(): string[] {
    return [...this.found].slice(0, MOST);
  }

  note({ steps }: RunSteps, { names: locations, aliases }: Locations): void {
    if (this.seen++ >= RUNS) return;
    const useOf = (location: number, mode: number) => {
      const name = locations[location] ?? '';
      if (name.startsWith("('lock'") || name.startsWith("('end'")) return null;
      // A read of a whole container is told as a write: it must not pass a write of an item.
      if (name.endsWith("'[*]')")) return mode === MODE.read ? 'part' : 'read';
      return mode === MODE.read ? 'read' : 'write';
    };
    for (const location of sharedWithoutLock(steps, useOf)) {
      const variable = variableOf(locations[location] ?? '', aliases);
      if (variable) this.found.add(variable);
    }
  }
}
