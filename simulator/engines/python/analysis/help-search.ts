import type { Port } from '../../../port/port.ts';
import type { Profile } from '../../../schedule/profile.ts';
import { schedulerFrom, type Recipe } from '../../../schedule/recipe.ts';
import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';
import { makeAttempt, type Made } from './attempt.ts';
import { packLog, type PackedLog } from './packed-log.ts';

/** A profile with the names of its locations: their numbers differ from interpreter to interpreter. */
interface NamedProfile extends Omit<Profile, 'at'> {
  readonly at: readonly (readonly [name: string, counts: readonly number[]])[];
}

/** Messages to a worker that helps. A profile is sent once, and named by its number from then on. */
export type ToHelper =
  | { readonly type: 'profile'; readonly number: number; readonly profile: NamedProfile }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly options: RunOptions;
      readonly recipe: Exclude<Recipe, { profile: Profile }> | ByProfile;
    };
/** A recipe whose profile was sent before. */
type ByProfile = { readonly kind: 'surw' | 'urw'; readonly seed: number; readonly number: number };

/** A run that a helping worker has made. */
export interface HelpersRun {
  readonly type: 'made';
  readonly id: number;
  readonly made: Omit<Made, 'choices' | 'log'>;
  readonly choices: Uint16Array<ArrayBuffer>;
  readonly log: PackedLog | null;
  /** Names of locations that were not sent before, in the order of their numbers. */
  readonly names: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly unseen: readonly string[];
}
/** `gone`: it can run nothing any more. */
export type FromHelper = HelpersRun | { readonly type: 'gone' };

/** Runs the schedules that another worker asks for, one after the other, until this worker is ended. */
export function helpSearch(interpreter: Interpreter, program: Program, port: Port<ToHelper, FromHelper>): void {
  const profiles = new Map<number, NamedProfile>();
  let sent = 0;
  let queue = Promise.resolve();
  port.listen((message) => {
    if (message.type === 'profile') profiles.set(message.number, message.profile);
    else queue = queue.then(() => answer(message));
    queue.catch(() => port.post({ type: 'gone' }));
  });

  async function answer({ id, options, recipe }: ToHelper & { type: 'run' }): Promise<void> {
    const made = await makeAttempt(interpreter, program, schedulerOf(recipe), options, () => false);
    const { choices, log, ...rest } = made;
    const { locations } = interpreter;
    const names = locations.names.slice(sent);
    sent = locations.names.length;
    const threads = Uint16Array.from(choices);
    const packed = log ? packLog(log) : null;
    port.post(
      {
        type: 'made',
        id,
        made: rest,
        choices: threads,
        log: packed,
        names,
        aliases: locations.aliases,
        unseen: [...locations.unseen],
      },
      [threads.buffer, ...(packed ? [packed.numbers.buffer] : [])],
    );
  }

  function schedulerOf(recipe: (ToHelper & { type: 'run' })['recipe']): Scheduler {
    if (!('number' in recipe)) return schedulerFrom(recipe);
    const { at, ...profile } = profiles.get(recipe.number)!;
    let made: Scheduler | null = null;
    return {
      next(...question) {
        // Made at the first step: only then are the locations those of this program.
        made ??= schedulerFrom({
          kind: recipe.kind,
          seed: recipe.seed,
          profile: {
            ...profile,
            at: new Map(at.map(([name, counts]) => [interpreter.locations.numberOf(name), counts])),
          },
        });
        return made.next(...question);
      },
    };
  }
}
