import { fnv1a } from '../trace/hash.ts';

/** Runs from which on something is said about the next. */
const ENOUGH = 200;

/**
 * Counts the classes that runs belong to. Estimates the chance that the next random run belongs to a new one: the share of
 * runs whose class was seen once. Good: The population frequencies of species, Biometrika 1953 (Good-Turing).
 */
export class Novelty {
  private readonly known = new Map<string, number>();
  private draws = 0;
  private readonly once = new Set<string>();

  /** Classes seen so far. */
  get classes(): number {
    return this.known.size;
  }

  /** The chance that the next random run is of a new class; null: too few were drawn to say. */
  get chance(): number | null {
    return this.draws < ENOUGH ? null : this.once.size / this.draws;
  }

  /** `drawn`: the run was chosen at random, so that it counts for the chance. */
  note(name: string, drawn: boolean): void {
    const key = `${fnv1a(name)} ${fnv1a(`${name}.`)} ${name.length}`;
    const count = this.known.get(key) ?? 0;
    this.known.set(key, count + (drawn ? 1 : 0));
    if (!drawn) return;
    this.draws++;
    if (count === 0) this.once.add(key);
    else this.once.delete(key);
  }
}
