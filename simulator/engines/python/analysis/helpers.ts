import type { Port } from '../../../port/port.ts';
import type { Profile } from '../../../schedule/profile.ts';
import type { Recipe } from '../../../schedule/recipe.ts';
import type { Locations } from '../interpreter/access-log.ts';
import type { RunOptions } from '../interpreter/program.ts';
import type { Made } from './attempt.ts';
import type { FromHelper, HelpersRun, ToHelper } from './help-search.ts';
import { unpackLog } from './packed-log.ts';

/**
 * Runs that a helper has been asked for and has not made yet: enough that it never waits. It is asked for more once half of
 * them are made: to find out which takes as long for many as for one.
 */
const IN_FLIGHT = 8;
const FEW = IN_FLIGHT / 2;

interface Member {
  readonly port: Port<FromHelper, ToHelper>;
  readonly inFlight: Set<number>;
  /** Numbers of locations here, by its own numbers. */
  readonly numberOf: number[];
  readonly profiles: Map<Profile, number>;
}

/** The search that is under way, as the helpers know it. */
export interface HelpedSearch {
  readonly locations: Locations;
  made(id: number, run: Made): void;
  lost(id: number): void;
  /** A helper has come, or has time. */
  free(): void;
}

/** Workers that run schedules ahead for the one that searches. They come while it searches, and may be lost. */
export class Helpers {
  /** The search that they work for; null: none. */
  search: HelpedSearch | null = null;
  private readonly members = new Set<Member>();
  private ids = 0;

  get size(): number {
    return this.members.size;
  }

  /** Takes on a worker. Returns the function to call when it is lost. */
  add(port: Port<FromHelper, ToHelper>): () => void {
    const member: Member = { port, inFlight: new Set(), numberOf: [], profiles: new Map() };
    const lose = () => {
      if (!this.members.delete(member)) return;
      for (const id of member.inFlight) this.search?.lost(id);
    };
    this.members.add(member);
    port.listen((message) => {
      if (!this.members.has(member)) return;
      if (message.type === 'gone') lose();
      else this.receive(member, message);
    });
    this.search?.free();
    return lose;
  }

  /** Some helper has made most of what it was asked for. */
  get idle(): boolean {
    for (const { inFlight } of this.members) if (inFlight.size <= FEW) return true;
    return false;
  }

  /** Has the helper that has the least to do run this. Returns the run's number; null: none has time. */
  ask(recipe: Recipe, options: RunOptions): number | null {
    let member: Member | null = null;
    for (const each of this.members) if (!member || each.inFlight.size < member.inFlight.size) member = each;
    if (!member || member.inFlight.size >= IN_FLIGHT) return null;
    const id = ++this.ids;
    member.inFlight.add(id);
    member.port.post({ type: 'run', id, options, recipe: this.sent(member, recipe) });
    return id;
  }

  private receive(member: Member, { id, made, choices, log, names, aliases, unseen }: HelpersRun): void {
    member.inFlight.delete(id);
    if (!this.search) return;
    const { locations } = this.search;
    for (const name of names) member.numberOf.push(locations.numberOf(name));
    for (const [label, name] of aliases) if (!locations.aliases.has(label)) locations.aliases.set(label, name);
    for (const name of unseen) locations.unseen.add(name);
    this.search.made(id, { ...made, choices: [...choices], log: log && unpackLog(log, member.numberOf) });
    this.search.free();
  }

  private sent({ port, profiles }: Member, recipe: Recipe): (ToHelper & { type: 'run' })['recipe'] {
    if (recipe.kind !== 'surw' && recipe.kind !== 'urw') return recipe;
    const { kind, seed, profile } = recipe;
    let number = profiles.get(profile);
    if (number === undefined) {
      profiles.set(profile, (number = profiles.size));
      const { names } = this.search!.locations;
      const at = [...profile.at].map(([location, counts]) => [names[location]!, counts] as const);
      port.post({ type: 'profile', number, profile: { ...profile, at } });
    }
    return { kind, seed, number };
  }
}
